package io.edgeopt.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizedSaliencyTest {
    private static final Saliency SMALL = Saliency.of("m", 2, 2, new float[] {0, 4, 8, 12});

    @Test
    void liesOverTheSamePictureWithAsManyPlaces() {
        Saliency large = SMALL.sizedAs(Saliency.of("other", 4, 4, new float[16]));

        assertThat(large.method()).isEqualTo("m");
        assertThat(large.values()).containsExactly(0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12);
    }

    @Test
    void staysWhatItIsWhereSizesAgree() {
        assertThat(SMALL.sizedAs(Saliency.of("other", 2, 2, new float[4]))).isSameAs(SMALL);
    }
}

package io.edgeopt.datasets.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void neverDrawsTheSameLookForTrainingAndTestingWhateverTheSeed() {
        Set<Long> train = bins(Part.TRAIN);
        Set<Long> valid = bins(Part.VALID);
        Set<Long> test = bins(Part.TEST);

        assertThat(train).isNotEmpty().doesNotContainAnyElementsOf(test).doesNotContainAnyElementsOf(valid);
        assertThat(test).isNotEmpty().doesNotContainAnyElementsOf(valid);
    }

    private static Set<Long> bins(Part part) {
        Set<Long> bins = new HashSet<>();
        for (int seed = 0; seed < 400; seed++) {
            bins.add((long) Math.floor(Chance.of(seed, "any", part, seed).own("hue", 0, 48)));
        }
        return bins;
    }

    @Test
    void repeatsItself() {
        Chance one = Chance.of(3, "fire", Part.TEST, 4);
        Chance two = Chance.of(3, "fire", Part.TEST, 4);

        assertThat(one.ownSeed("wall")).isEqualTo(two.ownSeed("wall"));
        assertThat(one.normal()).isEqualTo(two.normal());
        assertThat(one.split().bits()).isEqualTo(two.split().bits());
    }
}

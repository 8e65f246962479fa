package io.edgeopt.camera.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static long mostAtOnce(Turns turns, int models, int frames) {
        return IntStream.range(0, frames)
                .mapToLong(frame -> IntStream.range(0, models)
                        .filter(model -> turns.isDue(model, frame))
                        .count())
                .max()
                .orElseThrow();
    }

    @Test
    void keepsModelsApartThatNeedNotMeet() {
        Turns turns = Turns.of(List.of(4, 8, 2));

        assertThat(mostAtOnce(turns, 2, 64)).isEqualTo(1);
        assertThat(mostAtOnce(Turns.of(List.of(3, 3, 3)), 3, 30)).isEqualTo(1);
    }

    @Test
    void letsNoMoreMeetThanMust() {
        // 3 and 4 must meet once in twelve frames, but the third need not be there.
        Turns turns = Turns.of(List.of(4, 8, 3));

        assertThat(mostAtOnce(turns, 3, 240)).isEqualTo(2);
    }

    @Test
    void givesEveryModelEachOfItsFrames() {
        List<Integer> strides = List.of(1, 5, 7, 1_000_000);
        Turns turns = Turns.of(strides);

        for (int model = 0; model < 3; model++) {
            int one = model;
            assertThat(IntStream.range(0, 35)
                            .filter(frame -> turns.isDue(one, frame))
                            .count())
                    .isEqualTo(35 / strides.get(model));
        }
        assertThat(turns.isDue(0, 0)).isTrue();
    }
}

package io.edgeopt.datasets.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.Image;
import io.edgeopt.datasets.make.movement.MovementMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovementMakerTest {
    private final MovementMaker maker = new MovementMaker();

    private Made draw(int index) {
        return maker.draw(Part.TEST, index, Chance.of(5, "movement", Part.TEST, index));
    }

    @ParameterizedTest(name = "class {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void drawsTwoSecondsOfEveryClassAtOneSize(int index) {
        Made made = draw(index);

        assertThat(made.truth()).isEqualTo(new Truth.Label(index));
        assertThat(made.frames()).hasSizeBetween(16, 24);
        Image first = made.frames().get(0);
        assertThat(made.frames()).allMatch(frame -> frame.width() == first.width() && frame.height() == first.height());
        assertThat(made.frames().get(8).rgb()).isNotEqualTo(first.rgb());
    }

    @Test
    void repeatsItsPixels() {
        assertThat(draw(1).frames().get(9).rgb())
                .isEqualTo(draw(1).frames().get(9).rgb());
    }
}

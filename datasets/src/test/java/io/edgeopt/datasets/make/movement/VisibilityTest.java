package io.edgeopt.datasets.make.movement;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibilityTest {
    private static final int WIDTH = 168;
    private static final int HEIGHT = 120;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"collision", "fall", "fast walk", "fight", "lie", "run", "walk"})
    void whatAClipIsNamedAfterIsSeenInIt(String action) {
        for (int i = 0; i < 4; i++) {
            MovementMaker.Scene scene = MovementMaker.scene(WIDTH, HEIGHT, action, i % 2 == 0, chance(i));

            assertThat(new Visibility(scene.cast(), scene.camera(), WIDTH, HEIGHT).ofAction())
                    .as("%s %d", action, i)
                    .isGreaterThan(MovementMaker.ENOUGH);
            assertThat(scene.cast().grounded()).isTrue();
        }
    }

    @Test
    void countsWhoeverIsBesideThePictureAsUnseen() {
        Stage stage = Stage.set(WIDTH, HEIGHT, true, chance(1));
        Cast cast = new Cast(stage, chance(2));
        cast.soleLiers(1);
        Camera there = new Camera(stage, cast::column, true, chance(3));
        Camera aside = new Camera(stage, time -> cast.column(time) - 3 * WIDTH, true, chance(3));

        assertThat(new Visibility(cast, there, WIDTH, HEIGHT).ofAction())
                .isGreaterThan(new Visibility(cast, aside, WIDTH, HEIGHT).ofAction());
    }

    @Test
    void asksForNothingWhereNothingHappens() {
        Stage stage = Stage.set(WIDTH, HEIGHT, true, chance(4));
        Cast cast = new Cast(stage, chance(5));
        cast.standers(2);

        assertThat(new Visibility(cast, new Camera(stage, cast::column, false, chance(6)), WIDTH, HEIGHT).ofAction())
                .isEqualTo(1);
    }

    private static Chance chance(int index) {
        return Chance.of(11, "movement", Part.TRAIN, index);
    }
}

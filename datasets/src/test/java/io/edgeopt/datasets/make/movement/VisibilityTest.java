package io.edgeopt.datasets.make.movement;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Part;
import java.util.stream.IntStream;
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
                    .isEqualTo(1);
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
    void countsWhoeverIsBehindOthersAsUnseen() {
        Stage stage = Stage.set(WIDTH, HEIGHT, true, chance(1));
        Cast cast = somebodyWhoLiesInSight(stage);

        cast.standers(80);

        assertThat(seen(stage, cast)).isLessThan(1);
    }

    @Test
    void countsWhoeverLooksAsTheGroundDoesAsUnseen() {
        Stage stage = Stage.set(WIDTH, HEIGHT, true, chance(1));
        Cast cast = somebodyWhoLiesInSight(stage);

        cast.draw(stage.ground, stage.view, 1);

        assertThat(seen(stage, cast)).isLessThan(0.5);
    }

    private static Cast somebodyWhoLiesInSight(Stage stage) {
        return IntStream.range(2, 50)
                .mapToObj(i -> {
                    Cast cast = new Cast(stage, chance(i));
                    cast.soleLiers(1);
                    return cast;
                })
                .filter(cast -> seen(stage, cast) == 1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void asksForNothingWhereNothingHappens() {
        Stage stage = Stage.set(WIDTH, HEIGHT, true, chance(4));
        Cast cast = new Cast(stage, chance(5));
        cast.standers(2);

        assertThat(new Visibility(cast, new Camera(stage, cast::column, false, chance(6)), WIDTH, HEIGHT).ofAction())
                .isEqualTo(1);
    }

    private static double seen(Stage stage, Cast cast) {
        Camera camera = new Camera(stage, cast::column, true, chance(3));
        return new Visibility(cast, camera, WIDTH, HEIGHT).ofAction();
    }

    private static Chance chance(int index) {
        return Chance.of(11, "movement", Part.TRAIN, index);
    }
}

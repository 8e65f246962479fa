package io.edgeopt.datasets.make.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Part;
import io.edgeopt.datasets.make.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SightTest {
    private static final int SIDE = 64;
    private static final int NORMAL = 1;
    private static final int SMOKE = 2;

    @Test
    void countsTheBlocksThatAreOthers() {
        Canvas bare = grey(0.3f);
        Canvas patched = withPatch(bare, 0.9f);

        for (double share : shares(patched, bare)) {
            // A quarter of the picture, and what blur and smear make of its rim.
            assertThat(share).isCloseTo(0.25, within(0.12));
        }
        assertThat(shares(bare, bare.copy())).containsOnly(0.0);
    }

    @Test
    void seesNothingOfASmallDifference() {
        Canvas bare = grey(0.3f);

        assertThat(shares(withPatch(bare, 0.32f), bare)).containsOnly(0.0);
    }

    @Test
    void seesNothingThatNoiseDrowns() {
        Canvas bare = grey(0.0005f);
        Canvas patched = withPatch(bare, 0.003f);

        List<Shot> drowned = IntStream.range(0, 60)
                .mapToObj(i -> shot(i).setTo(bare))
                .filter(shot -> level(shot.still(patched)) - level(shot.still(bare)) > 32)
                .filter(shot -> Sight.of(patched, bare, shot).changed() == 0)
                .toList();

        assertThat(drowned).isNotEmpty();
    }

    @Test
    void hazeThatLiesOverAllHasNoForm() {
        Canvas bare = grey(0.1f);
        Canvas haze = grey(0.5f);
        Shot shot = shot(1).setTo(bare);

        assertThat(Sight.of(haze, bare, shot).changed()).isEqualTo(1);
        assertThat(Sight.of(haze, bare, shot).formed()).isZero();
        // The rim of a patch: three blocks wide, down and across.
        assertThat(Sight.of(withPatch(bare, 0.5f), bare, shot).formed()).isBetween(0.1, 0.4);
    }

    @Test
    void formThatWasThereBeforeIsNotCounted() {
        Canvas patched = withPatch(grey(0.3f), 0.9f);
        Canvas veiled = patched.copy();
        for (int i = 0; i < veiled.light().length; i++) {
            veiled.light()[i] = 0.5f * veiled.light()[i] + 0.2f;
        }
        Shot shot = shot(1).setTo(patched);

        assertThat(Sight.of(veiled, patched, shot).formed()).isZero();
        assertThat(Sight.of(patched, veiled, shot).formed()).isPositive();
    }

    @Test
    void aPictureIsNamedAfterSmokeOnlyWhereItCanBeSeen() {
        Canvas bare = grey(0.3f);
        Shot shot = shot(1).setTo(bare);
        List<Truth.LabelledBox> boxes = List.of(new Truth.LabelledBox(new Box(0, 0, 32, 32), SMOKE, false));

        assertThat(FireMaker.shows(SMOKE, boxes, withPatch(bare, 0.9f), bare, shot))
                .isTrue();
        assertThat(FireMaker.shows(SMOKE, boxes, withPatch(bare, 0.32f), bare, shot))
                .isFalse();
        assertThat(FireMaker.shows(SMOKE, boxes, grey(0.9f), bare, shot)).isFalse();
        assertThat(FireMaker.shows(SMOKE, List.of(), withPatch(bare, 0.9f), bare, shot))
                .isFalse();
        assertThat(FireMaker.shows(NORMAL, List.of(), bare, bare, shot)).isTrue();
    }

    private static Shot shot(int index) {
        return Shot.of(Chance.of(3, "sight", Part.TEST, index));
    }

    /** What a screen shows of the first pixels. */
    private static int level(Canvas canvas) {
        return Tone.byteOf(canvas.light()[1]);
    }

    /** As shots of all kinds show it. */
    private static List<Double> shares(Canvas with, Canvas without) {
        List<Double> shares = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> {
            Shot shot = shot(i).setTo(without);
            shares.add(Sight.of(with, without, shot).changed());
        });
        return shares;
    }

    private static Canvas grey(float light) {
        Canvas canvas = Canvas.of(SIDE, SIDE);
        Arrays.fill(canvas.light(), light);
        return canvas;
    }

    /** With the left upper quarter of that light. */
    private static Canvas withPatch(Canvas canvas, float light) {
        Canvas patched = canvas.copy();
        for (int row = 0; row < SIDE / 2; row++) {
            Arrays.fill(patched.light(), 3 * row * SIDE, 3 * (row * SIDE + SIDE / 2), light);
        }
        return patched;
    }
}

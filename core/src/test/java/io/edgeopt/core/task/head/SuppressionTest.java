package io.edgeopt.core.task.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Detection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SuppressionTest {
    private static final Box BOX = new Box(0, 0, 10, 10);
    /** Shares 8 of 12 columns with {@link #BOX}: an overlap of two thirds. */
    private static final Box NEAR = new Box(2, 0, 12, 10);

    @Test
    void keepsTheBestOfOverlappingBoxes() {
        List<Detection> candidates = List.of(new Detection(NEAR, 0, 0.5f), new Detection(BOX, 0, 0.9f));

        assertThat(new Suppression(0, 0.6f, 10, false).apply(candidates)).containsExactly(new Detection(BOX, 0, 0.9f));
        assertThat(new Suppression(0, 0.7f, 10, false).apply(candidates)).hasSize(2);
    }

    @Test
    void letsClassesOverlapUnlessTheyCompete() {
        List<Detection> candidates = List.of(new Detection(NEAR, 1, 0.5f), new Detection(BOX, 0, 0.9f));

        assertThat(new Suppression(0, 0.5f, 10, false).apply(candidates)).hasSize(2);
        assertThat(new Suppression(0, 0.5f, 10, true).apply(candidates)).containsExactly(new Detection(BOX, 0, 0.9f));
    }

    @Test
    void keepsABoxThatOnlyARemovedOneOverlapped() {
        Box far = new Box(4, 0, 14, 10);
        List<Detection> candidates =
                List.of(new Detection(BOX, 0, 0.9f), new Detection(NEAR, 0, 0.8f), new Detection(far, 0, 0.7f));

        assertThat(new Suppression(0, 0.5f, 10, false).apply(candidates))
                .containsExactly(new Detection(BOX, 0, 0.9f), new Detection(far, 0, 0.7f));
    }

    @Test
    void keepsNoMoreThanAskedFor() {
        List<Detection> candidates = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            candidates.add(new Detection(new Box(20 * i, 0, 20 * i + 10, 10), 0, i / 5f));
        }

        assertThat(new Suppression(0, 0.5f, 2, false).apply(candidates))
                .extracting(Detection::score)
                .containsExactly(0.8f, 0.6f);
    }

    @Test
    void givesEqualScoresAFixedOrder() {
        Detection first = new Detection(BOX, 0, 0.5f);
        Detection second = new Detection(NEAR, 0, 0.5f);
        Detection otherClass = new Detection(BOX, 1, 0.5f);
        List<Detection> candidates = new ArrayList<>(List.of(otherClass, first, second));

        List<Detection> kept = new Suppression(0, 0.5f, 10, false).apply(candidates);

        assertThat(kept).containsExactly(first, otherClass);
    }

    @Test
    void doesNotDependOnTheOrderOfDifferentScores() {
        Random random = new Random(3);
        List<Detection> candidates = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float x = random.nextInt(50);
            candidates.add(new Detection(new Box(x, 0, x + 20, 20), random.nextInt(3), i / 200f));
        }
        List<Detection> kept = Suppression.DEFAULT.apply(candidates);

        Collections.shuffle(candidates, random);

        assertThat(Suppression.DEFAULT.apply(candidates)).isEqualTo(kept);
    }
}

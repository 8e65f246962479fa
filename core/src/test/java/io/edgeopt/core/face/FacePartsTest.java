package io.edgeopt.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A face three times the template, moved and tilted, whose parts a detector finds. */
final class FacePartsTest {
    private static final FaceParts PARTS =
            FaceParts.of(List.of("face", "eye", "nose", "mouth corner")).orElseThrow();
    private static final int[] LABELS = {1, 1, 2, 3, 3};
    private static final Box FACE = new Box(0, 0, 420, 420);

    @Test
    void areKnownToDetectorsThatNameAllThree() {
        assertThat(FaceParts.of(List.of("face"))).isEmpty();
        assertThat(FaceParts.of(List.of("face", "eye", "nose"))).isEmpty();
    }

    @Test
    void areTheLandmarksInTheirOrder() {
        List<Detection> found = parts(0.3);

        List<Double> landmarks = PARTS.landmarks(FACE, found);

        double[] expected = placed(0.3);
        assertThat(landmarks).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(landmarks.get(i)).isCloseTo(expected[i], within(1e-3));
        }
    }

    @Test
    void takeTheBestOfEachAndNoneTwice() {
        List<Detection> found = new ArrayList<>(parts(0));
        found.add(1, around(placed(0)[0] + 6, placed(0)[1] + 6, 1, 0.85f));
        found.add(around(300, 300, 2, 0.3f));

        assertThat(PARTS.landmarks(FACE, found))
                .hasSize(10)
                .first()
                .satisfies(x -> assertThat(x).isCloseTo(placed(0)[0], within(1e-3)));
    }

    @Test
    void areMissingWhereOneIs() {
        List<Detection> found = new ArrayList<>(parts(0));
        found.remove(2);
        assertThat(PARTS.landmarks(FACE, found)).isEmpty();
    }

    @Test
    void areNotTakenFromAnotherFaceOrFromAWildGuess() {
        assertThat(PARTS.landmarks(new Box(500, 0, 700, 200), parts(0))).isEmpty();
        SplittableRandom random = new SplittableRandom(3);
        List<Detection> wild = new ArrayList<>();
        for (int label : LABELS) {
            wild.add(around(40 + 340 * random.nextDouble(), 40 + 340 * random.nextDouble(), label, 0.9f));
        }
        assertThat(PARTS.landmarks(FACE, wild)).isEmpty();
    }

    private static double[] placed(double angle) {
        double[] template = FaceCrop.template();
        double[] placed = new double[10];
        for (int i = 0; i < 10; i += 2) {
            double x = template[i] - 56;
            double y = template[i + 1] - 56;
            placed[i] = 200 + 3 * (Math.cos(angle) * x - Math.sin(angle) * y);
            placed[i + 1] = 200 + 3 * (Math.sin(angle) * x + Math.cos(angle) * y);
        }
        return placed;
    }

    private static List<Detection> parts(double angle) {
        double[] placed = placed(angle);
        List<Detection> found = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            found.add(around(placed[2 * i], placed[2 * i + 1], LABELS[i], 0.9f));
        }
        return found;
    }

    private static Detection around(double x, double y, int label, float score) {
        return new Detection(new Box((float) x - 20, (float) y - 20, (float) x + 20, (float) y + 20), label, score);
    }
}

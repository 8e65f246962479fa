package io.edgeopt.core.task.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.Detection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DetectionOutcomesTest {
    private static final List<String> LABELS = List.of("0", "1", "2", "3", "4", "5");
    private static final int IMAGES = 40;
    /** Sums in another order. */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @EnumSource
    void agreesWithCocosOwnTool(AreaRange range) {
        Reference reference = Reference.read("coco.txt");

        DetectionOutcomes outcomes = outcomes(reference, range);

        Map<String, Double> expected = reference.expected();
        double[] scores = outcomes.scores(ones());
        for (int i = 0; i < scores.length; i++) {
            String name = outcomes.names().get(i);
            assertThat(scores[i]).as(name).isCloseTo(expected.get(name), within(ROUNDING));
        }
    }

    @Test
    void agreesWithCocosOwnToolForEachClass() {
        Reference reference = Reference.read("coco.txt");

        Outcomes outcomes = outcomes(reference, AreaRange.ALL).perClass();

        double[] scores = outcomes.scores(ones());
        for (int i = 0; i < 10; i++) {
            String name = outcomes.names().get(i);
            assertThat(scores[i]).as(name).isCloseTo(reference.expected().get(name), within(ROUNDING));
        }
        assertThat(scores[10]).as("a class that never occurs").isNaN();
    }

    @Test
    void countsAnImageThatWasDrawnTwiceAsTwoImages() {
        Reference reference = Reference.read("coco.txt");
        int[] weights = ones();
        weights[4] = 3;
        weights[9] = 0;
        DetectionOutcomes.Builder repeated = DetectionOutcomes.builder(LABELS);
        for (int image = 0; image < IMAGES; image++) {
            for (int copy = 0; copy < weights[image]; copy++) {
                repeated.add(truth(reference, image), found(reference, image));
            }
        }

        double[] weighted = outcomes(reference, AreaRange.ALL).scores(weights);

        DetectionOutcomes copies = repeated.build();
        int[] once = new int[copies.units()];
        Arrays.fill(once, 1);
        assertThat(weighted).containsExactly(copies.scores(once), within(ROUNDING));
    }

    @Test
    void isOneOnTheTruthItself() {
        LabelledBox cat = new LabelledBox(new Box(10, 10, 50, 60), 0, false);
        DetectionOutcomes outcomes = DetectionOutcomes.builder(List.of("cat"))
                .add(List.of(cat), List.of(new Detection(cat.box(), 0, 0.9f)))
                .add(List.of(), List.of())
                .build();

        double[] scores = outcomes.scores(new int[] {1, 1});

        assertThat(scores).containsExactly(1, 1, 1, 1);
    }

    @Test
    void forgivesDetectionsOnACrowd() {
        LabelledBox cat = new LabelledBox(new Box(10, 10, 50, 60), 0, false);
        LabelledBox crowd = new LabelledBox(new Box(100, 100, 300, 200), 0, true);
        DetectionOutcomes outcomes = DetectionOutcomes.builder(List.of("cat"))
                .add(
                        List.of(crowd, cat),
                        List.of(
                                new Detection(new Box(110, 110, 150, 150), 0, 0.99f),
                                new Detection(new Box(200, 110, 250, 150), 0, 0.98f),
                                new Detection(cat.box(), 0, 0.5f)))
                .build();

        assertThat(outcomes.scores(new int[] {1})[0]).isEqualTo(1);
    }

    private static DetectionOutcomes outcomes(Reference reference, AreaRange range) {
        DetectionOutcomes.Builder builder = DetectionOutcomes.builder(LABELS, range);
        for (int image = 0; image < IMAGES; image++) {
            builder.add(truth(reference, image), found(reference, image));
        }
        return builder.build();
    }

    private static List<LabelledBox> truth(Reference reference, int image) {
        return reference.of("truth").stream()
                .filter(line -> Integer.parseInt(line.get(0)) == image)
                .map(line -> new LabelledBox(
                        box(line), Integer.parseInt(line.get(1)), line.get(6).equals("1")))
                .toList();
    }

    private static List<Detection> found(Reference reference, int image) {
        return reference.of("found").stream()
                .filter(line -> Integer.parseInt(line.get(0)) == image)
                .map(line -> new Detection(box(line), Integer.parseInt(line.get(1)), Float.parseFloat(line.get(6))))
                .toList();
    }

    private static Box box(List<String> line) {
        return new Box(
                Float.parseFloat(line.get(2)),
                Float.parseFloat(line.get(3)),
                Float.parseFloat(line.get(4)),
                Float.parseFloat(line.get(5)));
    }

    private static int[] ones() {
        int[] ones = new int[IMAGES];
        Arrays.fill(ones, 1);
        return ones;
    }
}

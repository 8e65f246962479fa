package io.edgeopt.autograd.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Head.Activation;
import io.edgeopt.core.task.head.Priors;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SsdMultiboxTest {
    private static final int SIDE = 64;
    private static final Priors PRIORS = new Priors(
            List.of(
                    new Priors.Level(16, List.of(20f, 28f), List.of(1f, 2f)),
                    new Priors.Level(32, List.of(40f), List.of(1f, 0.5f, 2f))),
            0.1f,
            0.2f);
    private static final int COUNT = PRIORS.over(SIDE, SIDE).length / 4;

    private static Head.Ssd head(boolean background, Activation activation) {
        return new Head.Ssd("scores", "boxes", Optional.of(PRIORS), background, activation, Suppression.DEFAULT);
    }

    static Stream<GoldenCases.Case> cases() {
        return GoldenCases.of("ssd.txt").all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasTheValueAndTheSlopeOfTorchvision(GoldenCases.Case golden) {
        trial(golden).isAs(golden);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasTheSlopeOfFiniteDifferences(GoldenCases.Case golden) {
        trial(golden).hasTheSlopeOfFiniteDifferences();
    }

    private static Trial trial(GoldenCases.Case golden) {
        SsdMultibox softmax = SsdMultibox.of(head(true, Activation.SOFTMAX), SIDE, SIDE);
        Loss loss = switch (golden.name()) {
            case "softmax with overlap" -> softmax.withOverlap();
            case "sigmoid with smooth L1" -> SsdMultibox.of(head(false, Activation.SIGMOID), SIDE, SIDE);
            default -> softmax;
        };
        return Trial.of(loss, golden.all("values"), Boxes.of(golden.rows("objects"), 2));
    }

    @Test
    void encodesWhatTheDecoderDecodes() {
        List<LabelledBox> objects = List.of(
                new LabelledBox(new Box(13, 15, 36, 35), 0, false),
                new LabelledBox(new Box(28, 27, 63.5f, 62), 2, false),
                new LabelledBox(new Box(33, 3, 45, 20), 1, false));
        PriorTargets targets = new PriorTargets(new PriorMatch(PRIORS.over(SIDE, SIDE)), List.of(objects), SIDE, SIDE);
        float[] scores = new float[COUNT * 4];
        float[] boxes = new float[COUNT * 4];
        for (int prior = 0; prior < COUNT; prior++) {
            scores[4 * prior + (int) targets.labels()[prior]] = 20;
        }
        for (int i = 0; i < targets.rows().length; i++) {
            System.arraycopy(targets.corrections(PRIORS), 4 * i, boxes, 4 * (int) targets.rows()[i], 4);
        }

        Prediction.Detections found = (Prediction.Detections) head(true, Activation.SOFTMAX)
                .decode(
                        Map.of("scores", Tensor.of(scores, 1, COUNT, 4), "boxes", Tensor.of(boxes, 1, COUNT, 4)),
                        0,
                        View.exact(SIDE, SIDE));

        assertThat(found.found()).hasSize(objects.size());
        for (LabelledBox object : objects) {
            assertThat(found.found()).anySatisfy(detection -> isAt(detection, object));
        }
    }

    private static void isAt(Detection detection, LabelledBox object) {
        assertThat(detection.label()).isEqualTo(object.label());
        assertThat(detection.box().left()).isCloseTo(object.box().left(), within(1e-4f));
        assertThat(detection.box().top()).isCloseTo(object.box().top(), within(1e-4f));
        assertThat(detection.box().right()).isCloseTo(object.box().right(), within(1e-4f));
        assertThat(detection.box().bottom()).isCloseTo(object.box().bottom(), within(1e-4f));
    }

    @Test
    void givesEveryObjectAPriorHoweverSmallItIs() {
        List<LabelledBox> tiny = List.of(new LabelledBox(new Box(0.4f, 0.4f, 0.42f, 0.42f), 1, false));

        int[] matches = new PriorMatch(PRIORS.over(SIDE, SIDE)).of(tiny);

        assertThat(matches).containsOnlyOnce(0);
    }

    @Test
    void learnsNothingFromCrowdsAndFromBoxesWithoutArea() {
        List<LabelledBox> given = List.of(
                new LabelledBox(new Box(0, 0, 0.5f, 1), 1, true),
                new LabelledBox(new Box(0.7f, 0.2f, 0.7f, 0.3f), 1, false));

        int[] matches = new PriorMatch(PRIORS.over(SIDE, SIDE)).of(given);

        assertThat(matches).contains(PriorMatch.UNKNOWN, PriorMatch.NOTHING).doesNotContain(0, 1);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void staysFiniteWithoutObjectsAndLearnsFromNothing(Loss loss, int classes) {
        List<Targets> batches = List.of(
                new Targets.Objects(List.of(List.of())),
                new Targets.Objects(List.of(List.of(new LabelledBox(new Box(1, 1, 60, 60), 0, true)))),
                new Targets.Objects(List.of(List.of(new LabelledBox(new Box(9, 9, 9, 30), 0, false)))));
        float[] wild = new float[COUNT * 4];
        for (int i = 0; i < wild.length; i++) {
            wild[i] = i % 3 == 0 ? 500 : -500;
        }
        for (Targets targets : batches) {
            for (float[] boxes : List.of(new float[COUNT * 4], wild)) {
                Map<String, Tensor> values = Map.of(
                        "scores", Tensor.of(new float[COUNT * classes], 1, COUNT, classes),
                        "boxes", Tensor.of(boxes, 1, COUNT, 4));
                Trial trial = Trial.of(loss, values, targets);

                trial.isFinite();
                assertThat(trial.run().value()).isPositive();
            }
        }
    }

    static Stream<Arguments> losses() {
        SsdMultibox softmax = SsdMultibox.of(head(true, Activation.AUTO), SIDE, SIDE);
        List<Arguments> all = new ArrayList<>();
        all.add(Arguments.of(softmax, 4));
        all.add(Arguments.of(softmax.withOverlap(), 4));
        all.add(Arguments.of(SsdMultibox.of(head(true, Activation.SIGMOID), SIDE, SIDE), 4));
        all.add(Arguments.of(SsdMultibox.of(head(false, Activation.SIGMOID), SIDE, SIDE), 3));
        return all.stream();
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> SsdMultibox.of(head(false, Activation.SOFTMAX), SIDE, SIDE))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no background class");
        Map<String, Tensor> values = Map.of(
                "scores",
                Tensor.of(new float[COUNT * 3], 1, COUNT, 3),
                "boxes",
                Tensor.of(new float[COUNT * 4], 1, COUNT, 4));
        Targets third = new Targets.Objects(List.of(List.of(new LabelledBox(new Box(1, 1, 9, 9), 2, false))));

        assertThatThrownBy(() -> Trial.of(SsdMultibox.of(head(true, Activation.SOFTMAX), SIDE, SIDE), values, third)
                        .run())
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("class 2, but output 'scores' scores 2 classes");
        assertThatThrownBy(() -> Trial.of(SsdMultibox.of(head(true, Activation.SOFTMAX), 32, 32), values, third)
                        .run())
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("do not hold");
    }
}

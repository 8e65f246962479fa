package io.edgeopt.core.task.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.head.Head.Activation;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BoxSearchTest {
    private static final Suppression ALL = new Suppression(0, 1, 1000, false);
    private static final View VIEW = View.exact(32, 32);
    private static final int CLASSES = 3;

    /** Numbers between 0 and 1, of a batch of two. */
    private static Tensor drawn(long seed, long... dims) {
        long size = 1;
        for (long dim : dims) {
            size *= dim;
        }
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return Tensor.of(values, dims);
    }

    static Stream<Arguments> heads() {
        Head.AnchorFree plain =
                new Head.AnchorFree(List.of("s", "t"), List.of("b", "c"), List.of(8, 16), 0, Activation.NONE, ALL);
        Head.AnchorFree spread =
                new Head.AnchorFree(List.of("s", "t"), List.of("b", "c"), List.of(8, 16), 7, Activation.SIGMOID, ALL);
        Priors priors = new Priors(List.of(new Priors.Level(16, List.of(8f, 12f), List.of(1f))), 0.1f, 0.2f);
        return Stream.of(
                Arguments.of(
                        "anchor-free, cells first",
                        spread,
                        Map.of(
                                "s",
                                drawn(1, 2, 16, CLASSES),
                                "b",
                                drawn(2, 2, 16, 32),
                                "t",
                                drawn(3, 2, 4, CLASSES),
                                "c",
                                drawn(4, 2, 4, 32))),
                Arguments.of(
                        "anchor-free, channels first",
                        plain,
                        Map.of(
                                "s",
                                drawn(5, 2, CLASSES, 4, 4),
                                "b",
                                drawn(6, 2, 4, 4, 4),
                                "t",
                                drawn(7, 2, CLASSES, 2, 2),
                                "c",
                                drawn(8, 2, 4, 2, 2))),
                Arguments.of(
                        "ssd",
                        new Head.Ssd("s", "b", Optional.of(priors), true, Activation.NONE, ALL),
                        Map.of("s", drawn(9, 2, 8, CLASSES + 1), "b", drawn(10, 2, 8, 4))),
                Arguments.of(
                        "yolox",
                        new Head.Yolox(Optional.empty(), List.of(8, 16), ALL),
                        Map.of("o", drawn(11, 2, 20, 5 + CLASSES))),
                Arguments.of(
                        "yolov5, raw",
                        new Head.Yolov5(
                                Optional.empty(), List.of(new Head.AnchorGrid("o", 16, List.of(8f, 8f, 9f, 12f))), ALL),
                        Map.of("o", drawn(12, 2, 2, 2, 2, 5 + CLASSES))),
                Arguments.of(
                        "yolov8", new Head.Yolov8(Optional.empty(), ALL), Map.of("o", drawn(13, 2, 4 + CLASSES, 20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void findsTheSurestBoxThatIsDecodedAndWhereItsScoreIs(String name, Head head, Map<String, Tensor> outputs) {
        for (int item = 0; item < 2; item++) {
            for (int label = 0; label < CLASSES; label++) {
                int wanted = label;
                Detection surest = ((Prediction.Detections) head.decode(outputs, item, VIEW))
                        .found().stream()
                                .filter(one -> one.label() == wanted)
                                .findFirst()
                                .orElseThrow();

                BoxSearch.Found found = BoxSearch.best(head, outputs, item, VIEW, label, box -> 1)
                        .orElseThrow();

                assertThat(found.score()).isEqualTo(surest.score());
                assertThat(VIEW.placement().toSource(found.box())).isEqualTo(surest.box());
                assertThat(read(found.place(), outputs, item)).isCloseTo(found.score(), within(1e-6f));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void weighsScoresByOverlapWithABox(String name, Head head, Map<String, Tensor> outputs) {
        List<Detection> all = ((Prediction.Detections) head.decode(outputs, 1, VIEW)).found();
        Box asked = new Box(6, 6, 14, 18);

        BoxSearch.Found found =
                BoxSearch.best(head, outputs, 1, VIEW, 1, asked::overlap).orElseThrow();

        assertThat(found.worth()).isCloseTo((double) found.score() * asked.overlap(found.box()), within(1e-9));
        assertThat(all).filteredOn(one -> one.label() == 1).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void findsNothingOfAClassThatThereIsNot(String name, Head head, Map<String, Tensor> outputs) {
        assertThat(BoxSearch.best(head, outputs, 0, VIEW, 77, box -> 1)).isEmpty();
    }

    /** The score as the place says that it is read. */
    private static float read(ScorePlace place, Map<String, Tensor> outputs, int item) {
        Tensor values = Binding.named(outputs, place.output());
        int start = item * (int) (values.size() / 2);
        float score = activated(place, values.floats().get(start + place.element()));
        return place.objectness().isPresent()
                ? score
                        * activated(
                                place,
                                values.floats().get(start + place.objectness().getAsInt()))
                : score;
    }

    private static float activated(ScorePlace place, float value) {
        return place.logits() ? ClassActivation.sigmoid(value) : value;
    }
}

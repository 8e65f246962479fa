package io.edgeopt.models.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdaptTest {
    private final Adapt adapt = new Adapt(new OrtBackend());
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void givesAClassifierOtherClassesAndKeepsTheOnesThatItKnows() {
        Model source = classifier();
        ModelCard card =
                classes("cat", "dog", "cow").withSets(Map.of("pets", List.of("cat", "dog"), "all", List.of("cow")));
        AdaptSettings settings = AdaptSettings.BATCH
                .withLabels(List.of("bird", "cow", "kitten", "fish"))
                .withKnown(Map.of("kitten", "cat"));

        Adaptation made = adapt.run(source, card, settings);

        Tensor picture = drawn(Shape.of(1, 3, 8, 8));
        float[] before = logits(source, picture);
        float[] after = logits(made.model(), picture);
        float mean = (before[0] + before[1] + before[2]) / 3;
        assertThat(after).hasSize(4);
        assertThat(after[0]).isCloseTo(mean, within(1e-5f));
        assertThat(after[1]).isCloseTo(before[2], within(1e-6f));
        assertThat(after[2]).isCloseTo(before[0], within(1e-6f));
        assertThat(after[3]).isCloseTo(mean, within(1e-5f));
        assertThat(made.begun()).containsOnly(Map.entry("cow", "cow"), Map.entry("kitten", "cat"));
        assertThat(made.card().labels()).containsExactly("bird", "cow", "kitten", "fish");
        assertThat(made.card().sets()).containsOnlyKeys("all");
    }

    @Test
    void givesADetectorOtherClassesAnotherSizeAndAFreeBatch() {
        Model source = detector();
        AdaptSettings settings =
                AdaptSettings.BATCH.withLabels(List.of("knife", "gun")).withSize(new ImageSize(48, 32));

        Adaptation made = adapt.run(source, cells(), settings);

        assertThat(made.layers()).containsExactly("near", "far");
        assertThat(made.difference()).isLessThan(1e-6);
        assertThat(made.card().inputs().get(0).preparation().orElseThrow().width())
                .isEqualTo(48);
        Map<String, Tensor> answers = run(made.model(), drawn(Shape.of(2, 3, 32, 48)));
        assertThat(shape(answers, "scores_8")).isEqualTo(Shape.of(2, 24, 2));
        assertThat(shape(answers, "boxes_8")).isEqualTo(Shape.of(2, 24, 4));
        assertThat(shape(answers, "scores_16")).isEqualTo(Shape.of(2, 6, 2));
        assertThat(made.model().graph().outputs().get(0).dims().orElseThrow().get(0))
                .isInstanceOf(Dim.Free.class);
    }

    @Test
    void keepsTheBoxesOfADetectorAsTheyWere() {
        Model source = detector();
        Tensor picture = drawn(Shape.of(1, 3, 32, 32));

        Adaptation made = adapt.run(source, cells(), AdaptSettings.BATCH.withLabels(List.of("gun")));

        Map<String, Tensor> before = run(source, picture);
        Map<String, Tensor> after = run(made.model(), picture);
        for (String output : List.of("boxes_8", "boxes_16")) {
            assertThat(floats(after, output)).containsExactly(floats(before, output), within(1e-6f));
        }
    }

    @Test
    void changesTheSizeOrTheBatchAlone() {
        Model source = detector();

        Adaptation larger = adapt.run(source, cells(), AdaptSettings.BATCH.withSize(new ImageSize(64, 64)));
        Adaptation freed = adapt.run(source, cells(), AdaptSettings.BATCH);

        assertThat(shape(run(larger.model(), drawn(Shape.of(1, 3, 64, 64))), "scores_8"))
                .isEqualTo(Shape.of(1, 64, 3));
        assertThat(shape(run(freed.model(), drawn(Shape.of(3, 3, 32, 32))), "scores_8"))
                .isEqualTo(Shape.of(3, 16, 3));
        assertThat(freed.card()).isEqualTo(cells());
    }

    @Test
    void putsAClassifierOnTheMapsOfADetector() {
        AdaptSettings settings = AdaptSettings.BATCH
                .withLabels(List.of("fire", "normal"))
                .onFeatures("m3")
                .withSize(new ImageSize(16, 24));

        Adaptation made = adapt.run(detector(), cells(), settings);

        Map<String, Tensor> answers = run(made.model(), drawn(Shape.of(2, 3, 24, 16)));
        assertThat(floats(answers, "logits")).containsExactly(0, 0, 0, 0);
        assertThat(made.card().task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(made.model().graph().initializerNames()).noneMatch(name -> name.startsWith("near"));
    }

    @Test
    void refusesFeaturesThatAreNone() {
        AdaptSettings two = AdaptSettings.BATCH.withLabels(List.of("fire", "normal"));

        assertThatThrownBy(() -> adapt.run(detector(), cells(), two.onFeatures("m33")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("did you mean 'm3'");
        assertThatThrownBy(() -> adapt.run(detector(), cells(), two.onFeatures("near e")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("expected maps");
        assertThatThrownBy(() -> adapt.run(detector(), cells(), AdaptSettings.BATCH.onFeatures("m3")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("give --labels");
    }

    /** Halved, doubled and joined with what it was, a picture has to be of even size. */
    @Test
    void refusesASizeAtWhichBranchesDoNotMeet() {
        Model model = Model.empty("branches", 13)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 32, 32)))
                .set("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4))
                .add(Node.of("MaxPool", List.of("x"), List.of("half"))
                        .with("kernel_shape", new long[] {2, 2})
                        .with("strides", new long[] {2, 2}))
                .add(Node.of("Resize", List.of("half", "", "scales"), List.of("whole")))
                .add(Node.of("Add", List.of("x", "whole"), List.of("both")))
                .add(Node.of("GlobalAveragePool", List.of("both"), List.of("mean")))
                .add(Node.of("Flatten", List.of("mean"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 3)))
                .model();
        ModelCard card = ModelCard.of(
                "branches",
                Task.CLASSIFICATION,
                cells().inputs(),
                new Head.Classification(Optional.empty(), Head.Activation.SOFTMAX),
                List.of("a", "b", "c"));

        assertThat(adapt.run(model, card, AdaptSettings.BATCH.withSize(new ImageSize(34, 34)))
                        .card()
                        .inputs()
                        .get(0)
                        .preparation()
                        .orElseThrow()
                        .width())
                .isEqualTo(34);
        assertThatThrownBy(() -> adapt.run(model, card, AdaptSettings.BATCH.withSize(new ImageSize(33, 33))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("--size: the network does not run on 33x33 pixels (")
                .hasMessageEndingWith("; choose a size that all its strides divide, as they divide 32x32");
    }

    @Test
    void refusesWhatItCannotDo() {
        ModelCard yolo = ModelCard.of(
                "yolo",
                Task.DETECTION,
                cells().inputs(),
                new Head.Yolox(Optional.empty(), List.of(8), Suppression.DEFAULT),
                List.of("gun"));
        ModelCard wrong = classes("cat", "dog");
        AdaptSettings birds = AdaptSettings.BATCH.withLabels(List.of("bird"));

        assertThatThrownBy(() -> adapt.run(detector(), yolo, birds))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("Yolox");
        assertThatThrownBy(() -> adapt.run(classifier(), wrong, birds))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("last has weights of 5x3, expected 2 rows");
        assertThatThrownBy(() -> adapt.run(
                        classifier(),
                        classes("cat", "dog", "cow"),
                        AdaptSettings.BATCH.withLabels(List.of("bird")).withKnown(Map.of("bird", "cwo"))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("did you mean 'cow'");
        assertThatThrownBy(() -> adapt.run(detector(), cells(), AdaptSettings.BATCH.withSize(new ImageSize(40, 40))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("choose a size that all strides divide");
    }

    private Model classifier() {
        return Model.empty("classifier", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .set("w1", drawn(Shape.of(5, 3, 3, 3)))
                .set("w2", drawn(Shape.of(5, 3)))
                .set("b2", drawn(Shape.of(3)))
                .add(Node.of("Conv", List.of("x", "w1"), List.of("map")))
                .add(Node.of("GlobalAveragePool", List.of("map"), List.of("mean")))
                .add(Node.of("Flatten", List.of("mean"), List.of("flat")))
                .add(Node.of("Gemm", List.of("flat", "w2", "b2"), List.of("logits"))
                        .withName("last"))
                .add(Node.of("Softmax", List.of("logits"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 3)))
                .model();
    }

    /** As PicoDet is exported: one sample, extents in the targets of Reshape, classes and distances of one layer. */
    private Model detector() {
        GraphEditor editor = Model.empty("detector", 11)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 32, 32)))
                .set("w0", drawn(Shape.of(4, 3, 8, 8)))
                .set("apart", Tensor.of(new long[] {1, 2, 2, 4, 4}, 5))
                .set("together", Tensor.of(new long[] {1, 4, 4, 4}, 4))
                .set("class table", Tensor.of(new long[] {1, 3, -1}, 3))
                .set("box table", Tensor.of(new long[] {1, 4, -1}, 3))
                .add(Node.of("Conv", List.of("x", "w0"), List.of("m0")).with("strides", new long[] {8, 8}))
                .add(Node.of("Reshape", List.of("m0", "apart"), List.of("m1")))
                .add(Node.of("Transpose", List.of("m1"), List.of("m2")).with("perm", new long[] {0, 2, 1, 3, 4}))
                .add(Node.of("Reshape", List.of("m2", "together"), List.of("m3")))
                .add(Node.of("MaxPool", List.of("m3"), List.of("m4"))
                        .with("kernel_shape", new long[] {2, 2})
                        .with("strides", new long[] {2, 2}));
        level(editor, "near", "m3", 8, 16);
        level(editor, "far", "m4", 16, 4);
        return editor.model();
    }

    private void level(GraphEditor editor, String layer, String map, int stride, int cells) {
        String scores = "scores_" + stride;
        String boxes = "boxes_" + stride;
        editor.set(layer + " w", drawn(Shape.of(7, 4, 1, 1)))
                .set(layer + " b", drawn(Shape.of(7)))
                .add(Node.of("Conv", List.of(map, layer + " w", layer + " b"), List.of(layer + " all"))
                        .withName(layer))
                .add(Node.of("Split", List.of(layer + " all"), List.of(layer + " c", layer + " d"))
                        .with("axis", 1)
                        .with("split", new long[] {3, 4}))
                .add(Node.of("Sigmoid", List.of(layer + " c"), List.of(layer + " p")))
                .add(Node.of("Reshape", List.of(layer + " p", "class table"), List.of(layer + " q")))
                .add(Node.of("Transpose", List.of(layer + " q"), List.of(scores))
                        .with("perm", new long[] {0, 2, 1}))
                .add(Node.of("Reshape", List.of(layer + " d", "box table"), List.of(layer + " e")))
                .add(Node.of("Transpose", List.of(layer + " e"), List.of(boxes)).with("perm", new long[] {0, 2, 1}))
                .addOutput(ValueInfo.of(scores, ElementType.FLOAT, Shape.of(1, cells, 3)))
                .addOutput(ValueInfo.of(boxes, ElementType.FLOAT, Shape.of(1, cells, 4)));
    }

    private static ModelCard classes(String... labels) {
        return ModelCard.of(
                "classifier",
                Task.CLASSIFICATION,
                List.of(new CardInput("x", Optional.of(Preparation.imagenet(8, 8)), Optional.empty())),
                new Head.Classification(Optional.empty(), Head.Activation.AUTO),
                List.of(labels));
    }

    private static ModelCard cells() {
        return ModelCard.of(
                "detector",
                Task.DETECTION,
                List.of(new CardInput("x", Optional.of(Preparation.imagenet(32, 32)), Optional.empty())),
                new Head.AnchorFree(
                        List.of("scores_8", "scores_16"),
                        List.of("boxes_8", "boxes_16"),
                        List.of(8, 16),
                        0,
                        Head.Activation.NONE,
                        Suppression.DEFAULT),
                List.of("knife", "fork", "spoon"));
    }

    private Tensor drawn(Shape shape) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return Tensor.of(values, shape.toArray());
    }

    private static float[] logits(Model model, Tensor picture) {
        return floats(run(model.exposing(List.of("logits")), picture), "logits");
    }

    private static Map<String, Tensor> run(Model model, Tensor picture) {
        try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT)) {
            return session.run(Map.of("x", picture));
        }
    }

    private static Shape shape(Map<String, Tensor> answers, String output) {
        return Optional.ofNullable(answers.get(output)).orElseThrow().shape();
    }

    private static float[] floats(Map<String, Tensor> answers, String output) {
        return Optional.ofNullable(answers.get(output)).orElseThrow().toFloats();
    }
}

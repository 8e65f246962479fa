package io.edgeopt.models.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardData;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlendTest {
    private final OrtBackend backend = new OrtBackend();
    private final Blend blend = new Blend(backend);

    @Test
    void answersTheMeanWhereTheAnswersAreLinearInWhatDiffers() {
        Model one = network(1, 1, "");
        Model two = network(1, 2, "");
        Model three = network(1, 3, "");

        Blended made =
                blend.run(List.of(ingredient("one", one, 2), ingredient("two", two, 1), ingredient("three", three, 1)));

        Tensor picture = Tensor.of(drawn(9, 192), 1, 3, 8, 8);
        float[] a = logits(one, picture);
        float[] b = logits(two, picture);
        float[] c = logits(three, picture);
        float[] expected = new float[3];
        for (int i = 0; i < 3; i++) {
            expected[i] = 0.5f * a[i] + 0.25f * b[i] + 0.25f * c[i];
        }
        assertThat(logits(made.model(), picture)).containsExactly(expected, within(1e-5f));
        assertThat(made.weights()).isEqualTo(2);
        assertThat(made.parts()).extracting(Blended.Part::share).containsExactly(0.5, 0.25, 0.25);
        assertThat(made.parts().get(1).distance().orElseThrow()).isPositive();
    }

    @Test
    void findsCounterpartsByWhereTheyStandNotByTheirNames() {
        Model one = network(1, 1, "");
        Model two = asNodes(network(2, 2, "other_"));

        Blended made = blend.run(List.of(ingredient("one", one, 0.7), ingredient("two", two, 0.3)));
        Blended turned = blend.run(List.of(ingredient("two", two, 0.3), ingredient("one", one, 0.7)));

        float[] mine = weight(one, "w1");
        float[] theirs = weight(two, "other_w1");
        float[] mean = new float[mine.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (0.7 * mine[i] + 0.3 * theirs[i]);
        }
        assertThat(weight(made.model(), "w1")).containsExactly(mean, within(1e-7f));
        assertThat(weight(turned.model(), "other_w1")).containsExactly(mean, within(1e-7f));
        Tensor picture = Tensor.of(drawn(9, 192), 1, 3, 8, 8);
        assertThat(logits(turned.model(), picture)).containsExactly(logits(made.model(), picture), within(1e-5f));
    }

    @Test
    void ofOneModelIsThatModel() {
        Model one = network(1, 1, "");

        Blended made = blend.run(List.of(ingredient("one", one, 1), ingredient("same", one, 3)));

        assertThat(made.weights()).isZero();
        assertThat(made.model().toBytes()).isEqualTo(one.toBytes());
        assertThat(made.parts().get(1).distance()).contains(0.0);
    }

    @Test
    void saysWhoIsAStranger() {
        Blended made = blend.run(List.of(
                ingredient("one", network(1, 1, ""), 1),
                ingredient("on", nudged(network(1, 1, "")), 1),
                ingredient("stranger", network(5, 6, ""), 1)));

        assertThat(made.parts()).extracting(Blended.Part::isRelated).containsExactly(true, true, false);
        assertThat(made.parts().get(0).likeness()).isCloseTo(1, within(1e-9));
    }

    @Test
    void joinsWhatBothLearntFromAndTheirLicences() {
        CardData common = data("drawn");
        ModelCard first = card().withData(List.of(common)).withLicence("MIT");
        ModelCard second = card().withData(List.of(common, data("web"))).withLicence("Apache-2.0 AND MIT");

        Blended made = blend.run(List.of(
                new Ingredient("one", network(1, 1, ""), first, 1),
                new Ingredient("two", network(1, 2, ""), second, 1)));

        assertThat(made.card().data()).extracting(CardData::name).containsExactly("drawn", "web");
        assertThat(made.card().licence()).contains("MIT AND Apache-2.0");
        assertThat(card().withLicence("MIT OR BSD-3-Clause").joined(first).licence())
                .contains("(MIT OR BSD-3-Clause) AND MIT");
    }

    @Test
    void ofASharedConstantTheOtherMayHaveTwins() {
        Model shared = twice("b", "b", 1, 1);
        Model twins = twice("b1", "b2", 2, 2);
        Model strangers = twice("b1", "b2", 2, 3);

        Blended made = blend.run(List.of(ingredient("one", shared, 1), ingredient("two", twins, 1)));

        assertThat(weight(made.model(), "b")).containsExactly(1.5f, 1.5f, 1.5f);
        refused(shared, strangers, "serves several places");
    }

    /** A network that adds two biases, which may be one. */
    private static Model twice(String one, String two, float first, float second) {
        Model plain = network(1, 1, "");
        Node last = plain.graph().nodes().get(5);
        return plain.edit()
                .set(one, Tensor.of(new float[] {first, first, first}, 3))
                .set(two, Tensor.of(new float[] {second, second, second}, 3))
                .replace(
                        last,
                        Node.of("Add", List.of("product", one), List.of("sum")),
                        Node.of("Add", List.of("sum", two), List.of("y")))
                .model();
    }

    @Test
    void aShareOfNothingSaysNothing() {
        Model one = network(1, 1, "");
        Model broken = one.edit()
                .set("b2", Tensor.of(new float[] {Float.NaN, 1, 1}, 3))
                .model();
        ModelCard other = card().withData(List.of(data("web")));

        Blended made = blend.run(List.of(ingredient("one", one, 1), new Ingredient("none", broken, other, 0)));

        assertThat(weight(made.model(), "b2")).containsExactly(weight(one, "b2"));
        assertThat(made.card().data()).isEmpty();
    }

    @Test
    void refusesOtherOperatorSets() {
        Model one = network(1, 1, "");

        refused(one, one.withOpset("", 13), "not the same operator sets");
    }

    @Test
    void refusesWhatIsNotOneStructure() {
        Model one = network(1, 1, "");
        Node relu = one.graph().nodes().get(1);
        Model other = one.edit().replace(relu, relu.withOp("Sigmoid")).model();
        Model longer =
                one.edit().add(Node.of("Identity", List.of("y"), List.of("z"))).model();
        Model wired = one.edit().replace(relu, relu.withInput(0, "x")).model();

        refused(one, other, "Relu 'relu' where the other has Sigmoid 'relu'");
        refused(one, longer, "6 and 7 layers");
        refused(one, wired, "reads 'map' and 'x'");
        refused(
                one,
                one.edit().set("w1", Tensor.of(drawn(1, 15), 5, 3, 1, 1)).model(),
                "'w1' is float 5x3x3x3 and float 5x3x1x1");
    }

    @Test
    void refusesWhatHasNoMeanAndOtherQuestions() {
        Model one = network(1, 1, "");
        Model other = one.edit().set("shape", Tensor.of(new long[] {1, 5}, 2)).model();

        refused(one, other, "only 32-bit floats have means");
        ModelCard cats = card().withLabels(List.of("cat", "dog", "bird"));
        assertThatThrownBy(() -> blend.run(List.of(ingredient("one", one, 1), new Ingredient("cats", one, cats, 1))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("not the same labels");
        ModelCard large = card().withInputs(
                        List.of(new CardInput("x", Optional.of(Preparation.imagenet(16, 8)), Optional.empty())));
        assertThatThrownBy(() -> blend.run(List.of(ingredient("one", one, 1), new Ingredient("large", one, large, 1))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("[8x8] and [16x8]")
                .hasMessageContaining("models adapt --size");
        assertThatThrownBy(() -> blend.run(List.of(ingredient("one", one, 0), ingredient("two", one, 0))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("the shares sum to 0.0");
        assertThatThrownBy(() -> blend.run(List.of(ingredient("one", one, 1))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("two models or more");
    }

    private void refused(Model one, Model two, String why) {
        assertThatThrownBy(() -> blend.run(List.of(ingredient("one", one, 1), ingredient("two", two, 1))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(why);
    }

    private static Ingredient ingredient(String name, Model model, double share) {
        return new Ingredient(name, model, card(), share);
    }

    /** The last layer's weights come of a seed of their own; a reshape has a constant that is no weight. */
    private static Model network(long seed, long last, String prefix) {
        return Model.empty("network", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .set(prefix + "w1", Tensor.of(drawn(seed, 135), 5, 3, 3, 3))
                .set(prefix + "shape", Tensor.of(new long[] {0, 5}, 2))
                .set(prefix + "w2", Tensor.of(drawn(last, 15), 5, 3))
                .set(prefix + "b2", Tensor.of(drawn(last + 100, 3), 3))
                .add(Node.of("Conv", List.of("x", prefix + "w1"), List.of("map")))
                .add(Node.of("Relu", List.of("map"), List.of("on")).withName("relu"))
                .add(Node.of("GlobalAveragePool", List.of("on"), List.of("mean")))
                .add(Node.of("Reshape", List.of("mean", prefix + "shape"), List.of("flat")))
                .add(Node.of("MatMul", List.of("flat", prefix + "w2"), List.of("product")))
                .add(Node.of("Add", List.of("product", prefix + "b2"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 3)))
                .model();
    }

    /** The same network with its weights in nodes, as some exporters write them. */
    private static Model asNodes(Model model) {
        GraphEditor editor = model.edit();
        for (String name : List.copyOf(model.graph().initializerNames())) {
            Tensor value = model.graph().initializer(name).orElseThrow();
            editor.removeInitializer(name)
                    .addBefore(
                            editor.graph().nodes().get(0),
                            Node.of("Constant", List.of(), List.of(name)).with("value", value));
        }
        return editor.model();
    }

    private static Model nudged(Model model) {
        float[] values = weight(model, "w1");
        float[] noise = drawn(77, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.1f * noise[i];
        }
        return model.edit().set("w1", Tensor.of(values, 5, 3, 3, 3)).model();
    }

    private static float[] weight(Model model, String name) {
        return model.graph().constant(name).orElseThrow().toFloats();
    }

    private float[] logits(Model model, Tensor picture) {
        try (Session session = backend.open(model, SessionOptions.DEFAULT)) {
            return Objects.requireNonNull(session.run(Map.of("x", picture)).get("y"))
                    .toFloats();
        }
    }

    private static float[] drawn(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static CardData data(String name) {
        return new CardData(name, "train", Optional.empty(), Optional.empty());
    }

    private static ModelCard card() {
        return ModelCard.of(
                "network",
                Task.CLASSIFICATION,
                List.of(new CardInput("x", Optional.of(Preparation.imagenet(8, 8)), Optional.empty())),
                new Head.Classification(Optional.empty(), Head.Activation.AUTO),
                List.of("a", "b", "c"));
    }
}

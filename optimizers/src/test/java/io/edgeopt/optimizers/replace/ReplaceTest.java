package io.edgeopt.optimizers.replace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.optimize.DrawnInputs;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.testkit.net.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaceTest {
    private static final OrtBackend BACKEND = new OrtBackend();

    private static Replacement replaced(Model model, ReplaceSettings settings) {
        InputSource samples = InputSource.of("drawn", DrawnInputs.of(model, 4, 1));
        return new Replace(settings, BACKEND, samples, Progress.NONE).run(model);
    }

    private static List<String> ops(Model model) {
        return model.graph().nodes().stream().map(Node::op).toList();
    }

    /** How far the answers are from the source's, of their largest value. */
    private static double drift(Model model, Model source) {
        return Verification.onRandomInputs(source, BACKEND, 2, 9, 1)
                .check(model)
                .difference();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"mobilenet_v3_small, HardSwish, 18", "vit_tiny_16, Erf, 12", "efficientnet_b0, Sigmoid, 49"})
    void leavesNoneOfThem(String name, String op, int count) {
        Model model = Networks.named(name).small();

        Replacement made = replaced(model, ReplaceSettings.of(Part.ACTIVATIONS));

        assertThat(made.replaced(Part.ACTIVATIONS)).isGreaterThanOrEqualTo(count);
        assertThat(made.sites()).allMatch(SiteOutcome::replaced);
        assertThat(ops(made.model())).contains("Relu").filteredOn(op::equals).hasSizeLessThan(count);
        assertThat(made.model().graph().nodes().size())
                .isLessThanOrEqualTo(model.graph().nodes().size());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"mobilenet_v3_small", "efficientnet_b0"})
    void takesGatesOutWithAllThatWorksThemOut(String name) {
        Model model = Networks.named(name).small();

        Replacement made = replaced(model, ReplaceSettings.of(Part.GATES));

        assertThat(made.replaced(Part.GATES)).isGreaterThan(8);
        assertThat(ops(made.model())).filteredOn("GlobalAveragePool"::equals).hasSizeLessThanOrEqualTo(1);
        assertThat(made.sites()).allMatch(SiteOutcome::fitted);
    }

    @Test
    void changesNothingWhereAGateAlwaysOpensAlike() {
        Drawing d = new Drawing();
        String relu = d.add("Relu", "z");
        String pooled = d.add("GlobalAveragePool", relu);
        String gate = d.add("Sigmoid", d.add("Conv", pooled, d.zeros(6, 6, 1, 1), d.weights(6)));
        Model model = d.readBy(d.add("Mul", relu, gate));

        Replacement made = replaced(model, ReplaceSettings.of(Part.GATES));

        assertThat(ops(made.model())).containsExactly("Conv", "Relu", "Conv");
        assertThat(drift(made.model(), model)).isLessThan(1e-5);
    }

    @Test
    void fitsBetterThanAPlainReluWould() {
        Drawing fitted = new Drawing();
        Model alone = fitted.readBy(fitted.add("HardSwish", "z"));
        Drawing other = new Drawing();
        String swish = other.add("HardSwish", "z");
        Model shared = other.readBy(other.add("Add", swish, "z"));

        SiteOutcome near =
                replaced(alone, ReplaceSettings.of(Part.ACTIVATIONS)).sites().get(0);
        SiteOutcome plain =
                replaced(shared, ReplaceSettings.of(Part.ACTIVATIONS)).sites().get(0);

        assertThat(near.fitted()).isTrue();
        assertThat(plain.fitted()).isFalse();
        assertThat(near.decibels()).isGreaterThan(plain.decibels() + 2);
    }

    @Test
    void putsNoNodeBetweenALayerAndItsRelu() {
        Drawing d = new Drawing();
        Model model = d.readBy(d.add("Mul", "z", d.add("HardSigmoid", "z")));

        assertThat(ops(replaced(model, ReplaceSettings.of(Part.ACTIVATIONS)).model()))
                .containsExactly("Conv", "Relu", "Conv");
    }

    @Test
    void keepsWhatIsNamed() {
        Drawing d = new Drawing();
        String first = d.add("HardSwish", "z");
        Model model = d.readBy(d.add("Elu", first));

        Replacement kept = replaced(model, ReplaceSettings.of(Part.ACTIVATIONS).withKept(List.of(first)));
        Replacement only = replaced(model, ReplaceSettings.of(Part.ACTIVATIONS).withOnly(List.of(first)));

        assertThat(ops(kept.model())).containsExactly("Conv", "HardSwish", "Relu", "Conv");
        assertThat(ops(only.model())).containsExactly("Conv", "Relu", "Elu", "Conv");
        assertThat(kept.sites()).extracting(SiteOutcome::replaced).containsExactly(false, true);
    }

    @Test
    void refusesNamesThatAreNone() {
        Drawing d = new Drawing();
        Model model = d.readBy(d.add("HardSwish", "z"));

        assertThatThrownBy(() ->
                        replaced(model, ReplaceSettings.of(Part.ACTIVATIONS).withKept(List.of("HardSwis"))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no activation or gate 'HardSwis'")
                .hasMessageContaining("did you mean 'HardSwish'");
    }

    @Test
    void refusesAModelThatHasNone() {
        Drawing d = new Drawing();
        Model model = d.readBy(d.add("Relu", "z"));

        assertThatThrownBy(() -> replaced(model, ReplaceSettings.of(Part.ACTIVATIONS, Part.GATES)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("activations, gates");
    }

    @Test
    void isTheSameEachTime() {
        Model model = Networks.named("mobilenet_v3_small").small();
        ReplaceSettings settings = ReplaceSettings.of(Part.ACTIVATIONS, Part.GATES);

        assertThat(replaced(model, settings).model().toBytes())
                .isEqualTo(replaced(model, settings).model().toBytes());
    }

    @Test
    void answersNearerToItsSourceThanWithPlainRelus() {
        Drawing d = new Drawing();
        Model model = d.readBy(d.add(
                "HardSwish",
                d.named(
                        "again",
                        Node.of(
                                "Conv",
                                List.of(d.add("HardSwish", "z"), d.weights(6, 6, 1, 1), d.weights(6)),
                                List.of()))));
        GraphEditor editor = model.edit();
        model.graph().nodes().stream()
                .filter(node -> node.is("HardSwish"))
                .forEach(node -> editor.replace(node, node.withOp("Relu")));

        double fitted =
                drift(replaced(model, ReplaceSettings.of(Part.ACTIVATIONS)).model(), model);

        assertThat(fitted).isLessThan(0.7 * drift(editor.model(), model));
    }

    @Test
    void leavesWhatNoPlainReluComesNear() {
        Drawing d = new Drawing();
        String negative = d.add("Neg", d.add("Abs", "z"));
        Model model = d.readBy(d.add("Elu", negative));

        SiteOutcome site =
                replaced(model, ReplaceSettings.of(Part.ACTIVATIONS)).sites().get(0);

        assertThat(site.left().orElseThrow()).startsWith("a plain Relu is too far from it");
    }

    @Test
    void takesNoNormForAGate() {
        Drawing d = new Drawing();
        String square = d.add("GlobalAveragePool", d.add("Mul", "z", "z"));
        String norm = d.add("Reciprocal", d.add("Sqrt", d.add("Add", square, d.number(1e-3))));
        Model model = d.readBy(d.add("Mul", "z", norm));

        assertThatThrownBy(() -> replaced(model, ReplaceSettings.of(Part.GATES)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("none of what is to be replaced (gates)");
    }

    @Test
    void isFittedToOneSampleToo() {
        Drawing d = new Drawing();
        Model model = d.readBy(d.add("HardSwish", "z"));
        InputSource one = InputSource.of("drawn", DrawnInputs.of(model, 1, 1));

        Replacement made = new Replace(ReplaceSettings.of(Part.ACTIVATIONS), BACKEND, one, Progress.NONE).run(model);

        assertThat(made.sites()).allMatch(SiteOutcome::fitted);
    }
}

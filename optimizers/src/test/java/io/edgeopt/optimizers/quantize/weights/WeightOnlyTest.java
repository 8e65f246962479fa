package io.edgeopt.optimizers.quantize.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.testkit.StepContract;
import io.edgeopt.testkit.net.LstmClassifier;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.Setup;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightOnlyTest {
    private static final OrtBackend BACKEND = new OrtBackend();

    private static WeightOnly scheme(int bits) {
        return new WeightOnly(BACKEND, LayerBits.of(bits), 32, 1);
    }

    @Nested
    class EightBits extends StepContract {
        @Override
        protected Step step() {
            return scheme(8);
        }

        @Override
        protected OptionalDouble drift() {
            return OptionalDouble.of(0.05);
        }

        @Override
        protected boolean neverGrows() {
            return true;
        }
    }

    @Nested
    class FourBits extends StepContract {
        @Override
        protected Step step() {
            return scheme(4);
        }

        @Override
        protected List<Networks.Network> networks() {
            return List.of(Networks.named("shufflenet_v2_x0_5"));
        }

        @Override
        protected boolean neverGrows() {
            return true;
        }
    }

    @Nested
    @Tag("slow")
    class FourBitsOfATransformer extends StepContract {
        @Override
        protected Step step() {
            return scheme(4);
        }

        @Override
        protected List<Networks.Network> networks() {
            return List.of(Networks.named("vit_tiny_16"));
        }

        @Override
        protected boolean neverGrows() {
            return true;
        }
    }

    @ParameterizedTest(name = "{0} bits: at most {1} of the file, at least {2} dB")
    @CsvSource({"8, 0.28, 40", "4, 0.17, 17", "3, 0.17, 10", "2, 0.12, 3"})
    void shrinksASqueezeNet(int bits, double ratio, double decibels) {
        Model model = Networks.named("squeezenet1_1").small();

        Compressed result = scheme(bits).compress(model);

        assertThat(result.ratio()).isLessThan(ratio);
        assertThat(result.layers())
                .hasSize(26)
                .allSatisfy(layer -> assertThat(layer.sqnr()).isGreaterThan(decibels));
        assertThat(result.fidelity().worst()).isGreaterThan(bits < 4 ? -20 : decibels - 9);
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {8, 4})
    void leavesNothingToDoOnceTheModelIsLoaded(int bits) {
        Model model = Networks.named("mobilenet_v2").small();

        Model loaded = BACKEND.optimized(scheme(bits).apply(model), Optimization.BASIC);

        assertThat(loaded.graph().nodes()).noneMatch(node -> node.isAnyOf("Cast", "Gather", "Mul", "Reshape"));
        assertThat(loaded.graph().nodes().size())
                .isLessThanOrEqualTo(BACKEND.optimized(model, Optimization.BASIC)
                        .graph()
                        .nodes()
                        .size());
    }

    @ParameterizedTest(name = "operator set {0}")
    @ValueSource(ints = {7, 9, 12, 17, 22})
    void runsInEveryOperatorSet(int opset) {
        Model model = product(opset, 16, 32);

        Compressed result = scheme(4).compress(model);

        assertThat(result.model().opset()).isEqualTo(opset);
        assertThat(result.fidelity().worst()).isGreaterThan(15);
    }

    @Test
    void keepsOneNumberAByteWhereABytewiseNumberOfThemDoesNotComeOut() {
        Model odd = product(17, 17, 31);

        Compressed result = scheme(4).compress(odd);

        assertThat(result.model().graph().initializerShape("w.q")).hasValue(Shape.of(17, 31));
        assertThat(result.fidelity().worst()).isGreaterThan(12);
    }

    @Test
    void shrinksRecurrentWeightsToo() {
        Model lstm = LstmClassifier.of(Setup.size(32).withClasses(10), 8, 64, 2);

        Compressed result = scheme(8).compress(lstm);

        assertThat(result.layers()).hasSize(5);
        assertThat(result.ratio()).isLessThan(0.30);
        assertThat(result.fidelity().worst()).isGreaterThan(40);
    }

    @Test
    void changesWhatConstantNodesHold() {
        Model held = product(17, 16, 32);
        var editor = held.edit();
        var weight = held.graph().initializer("w").orElseThrow();
        editor.removeInitializer("w");
        editor.add(Node.of("Constant", List.of(), List.of("w")).with("value", weight))
                .sort();

        Compressed result = scheme(8).compress(editor.model());

        assertThat(result.model().graph().nodes()).noneMatch(node -> node.is("Constant"));
        assertThat(result.fidelity().worst()).isGreaterThan(40);
    }

    @Test
    void leavesLayersThatTheUserNames() {
        Model model = Networks.named("squeezenet1_1").small();

        WeightScheme kept = scheme(8).keeping(List.of("features.0"));
        WeightScheme unknown = scheme(8).keeping(List.of("feature.0"));

        assertThat(kept.compress(model).left())
                .extracting(Compressed.Left::layer)
                .containsExactly("features.0");
        assertThatThrownBy(() -> unknown.compress(model))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage(
                        "--keep-float: the model has no layer 'feature.0' with weights; did you mean 'features.0'?");
    }

    @Test
    void saysSoWhereThereIsNothingToChange() {
        Model small = product(17, 4, 4);

        assertThatThrownBy(() -> scheme(8).compress(small))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("no layer that it changes");
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {-1, 0, 1, 9, 16})
    void refusesBitsThatThereAreNot(int bits) {
        Model model = product(17, 16, 32);

        assertThatThrownBy(() -> scheme(bits).compress(model))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("choose 2 to 8");
    }

    @Test
    void leavesWeightsThatAreNotNumbers() {
        Model model = product(17, 16, 32);
        var editor = model.edit();
        var weight = model.graph().initializer("w").orElseThrow().copy();
        weight.floats().put(3, Float.NaN);
        editor.set("w", weight);

        assertThatThrownBy(() -> scheme(8).compress(editor.model())).isInstanceOf(UnsupportedModelException.class);
    }

    private static Model product(int opset, int inner, int outer) {
        var weight = io.edgeopt.testkit.net.HashWeights.of("w", 0, 1, inner, outer);
        return Model.empty("product", opset)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2, inner)))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(2, outer)))
                .set("w", weight)
                .add(Node.of("MatMul", List.of("x", "w"), List.of("y")).withName("product"))
                .model();
    }
}

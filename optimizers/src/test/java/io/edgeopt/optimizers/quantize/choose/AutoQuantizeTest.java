package io.edgeopt.optimizers.quantize.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Budget;
import io.edgeopt.optimizers.quantize.Choice;
import io.edgeopt.optimizers.quantize.Effort;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Rival;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.ToldStep;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.Setup;
import io.edgeopt.testkit.net.VisionTransformer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoQuantizeTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final Race NOBODY_RUNS = (models, inputs) -> {
        throw new IllegalStateException("nothing was to be measured");
    };

    /** Convolutions and a product that is worth it, so that both schemes can be made. */
    private static Model both() {
        float[] weights = new float[64 * 16];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.sin(i);
        }
        return Model.empty("both", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 4, 4, 4)))
                .set("w", Tensor.of(Arrays.copyOf(weights, 4 * 4), 4, 4, 1, 1))
                .set("v", Tensor.of(weights, 64, 16))
                .set("shape", Tensor.of(new long[] {1, 64}, 2))
                .add(Node.of("Conv", List.of("x", "w"), List.of("a")).withName("conv"))
                .add(Node.of("Reshape", List.of("a", "shape"), List.of("b")).withName("flat"))
                .add(Node.of("Gemm", List.of("b", "v"), List.of("y")).withName("head"))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 16)))
                .model();
    }

    private static Quantization taken(Model model, Race race, Map<String, String> decided, Optional<Budget> budget) {
        InputSource data = Fidelity.drawn(model, 4, 1);
        QuantizeSettings settings = QuantizeSettings.DEFAULT.withThreads(1).withEffort(Effort.FAST);
        Scheme.Request request =
                new Scheme.Request(BACKEND, settings, Optional.of(data), Optional.empty(), 1, budget, Progress.NONE);
        return ((ToldStep) AutoScheme.of(race).keepingTo(decided).step(request)).run(model);
    }

    private static Quantization taken(Model model, Map<String, Double> millis) {
        return taken(model, Ending.in(millis), Map.of(), Optional.empty());
    }

    private static boolean has(Model model, String op) {
        return model.graph().nodes().stream().anyMatch(node -> node.is(op));
    }

    @Test
    void takesTheFastest() {
        Quantization statics = taken(both(), Map.of("float", 3.0, "static", 1.0, "dynamic", 2.0));
        Quantization dynamic = taken(both(), Map.of("float", 3.0, "static", 2.0, "dynamic", 1.0));

        assertThat(statics.choice().orElseThrow().scheme()).isEqualTo("static");
        assertThat(has(statics.model(), "QuantizeLinear")).isTrue();
        assertThat(dynamic.choice().orElseThrow().scheme()).isEqualTo("dynamic");
        assertThat(has(dynamic.model(), "DynamicQuantizeLinear")).isTrue();
        assertThat(dynamic.choice().orElseThrow().rivals())
                .extracting(Rival::scheme)
                .containsExactly("float", "static", "dynamic");
    }

    @Test
    void takesTheTruerOfTwoThatAreEquallyFast() {
        Quantization result = taken(both(), Map.of("float", 3.0, "static", 1.0, "dynamic", 1.0001));

        Fidelity judge =
                new Fidelity(both(), Fidelity.drawn(both(), 4, 1), BACKEND, SessionOptions.DEFAULT.withThreads(1));
        Quantization other = taken(
                both(),
                result.choice().orElseThrow().scheme().equals("static")
                        ? Map.of("float", 3.0, "static", 2.0, "dynamic", 1.0)
                        : Map.of("float", 3.0, "static", 1.0, "dynamic", 2.0));
        assertThat(judge.of(result.model()).mean())
                .isGreaterThanOrEqualTo(judge.of(other.model()).mean());
    }

    @Test
    void leavesAModelInFloatWhereNothingIsFasterBeyondDoubt() {
        Quantization result = taken(both(), Map.of("float", 1.0, "static", 1.0, "dynamic", 1.2));

        assertThat(result.choice().orElseThrow().scheme()).isEqualTo(Choice.FLOAT);
        assertThat(has(result.model(), "QuantizeLinear")).isFalse();
        assertThat(has(result.model(), "DynamicQuantizeLinear")).isFalse();
    }

    @Test
    void decidesAsItDidWithoutMeasuring() {
        Quantization first = taken(both(), Map.of("float", 3.0, "static", 1.0, "dynamic", 2.0));

        Quantization again =
                taken(both(), NOBODY_RUNS, first.choice().orElseThrow().decided(), Optional.empty());

        assertThat(again.model().toBytes()).isEqualTo(first.model().toBytes());
        assertThat(again.choice().orElseThrow().replayed()).isTrue();
    }

    @Test
    void keepsPartsInFloatThatAnEarlierRunKept() {
        Model model = Networks.named("squeezenet1_1").small();
        String layer = model.graph().nodes().get(0).label();
        Map<String, String> decided = new Choice("static", List.of(), List.of(layer), false).decided();

        Quantization result = taken(model, NOBODY_RUNS, decided, Optional.empty());

        assertThat(result.layers())
                .filteredOn(fate -> fate.layer().equals(layer))
                .singleElement()
                .satisfies(fate -> assertThat(fate.reason()).startsWith("faster in float here"));
    }

    @Test
    void passesOverWhatMissesItsBudget() {
        Budget unreachable = new Budget("dB", 1000, 1, model -> has(model, "QuantizeLinear") ? 0 : 1000);

        Quantization result = taken(
                both(),
                Ending.in(Map.of("float", 3.0, "static", 1.0, "dynamic", 2.0)),
                Map.of(),
                Optional.of(unreachable));

        Choice choice = result.choice().orElseThrow();
        assertThat(choice.scheme()).isEqualTo("dynamic");
        assertThat(result.budget().orElseThrow().met()).isTrue();
        assertThat(choice.rivals())
                .filteredOn(rival -> rival.scheme().equals("static"))
                .singleElement()
                .satisfies(rival -> assertThat(rival.problem())
                        .hasValueSatisfying(why -> assertThat(why).startsWith("misses the budget: dB falls by")));
    }

    @Test
    void saysWhyASchemeCannotBeMade() {
        Quantization result = taken(Networks.named("squeezenet1_1").small(), Map.of("float", 3.0, "static", 1.0));

        assertThat(result.choice().orElseThrow().rivals())
                .filteredOn(rival -> rival.scheme().equals("dynamic"))
                .singleElement()
                .satisfies(rival -> assertThat(rival.problem()).isPresent());
    }

    @Test
    void refusesAModelThatNoSchemeChanges() {
        Model nothing = Model.empty("nothing", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 4)))
                .add(Node.of("Relu", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 4)))
                .model();

        assertThatThrownBy(() -> taken(nothing, NOBODY_RUNS, Map.of(), Optional.empty()))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("no layer of the model can compute on integers");
    }

    @Test
    void runsARaceForReal() {
        Model model = VisionTransformer.tiny(Setup.size(64).withClasses(10));

        Quantization result = taken(model, new TimedRace(BACKEND), Map.of(), Optional.empty());

        assertThat(result.choice().orElseThrow().rivals())
                .allSatisfy(rival -> assertThat(rival.millis()).isPositive());
    }
}

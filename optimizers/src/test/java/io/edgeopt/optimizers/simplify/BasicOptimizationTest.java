package io.edgeopt.optimizers.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BasicOptimizationTest {
    private static final Backend RUNTIME = new OrtBackend();

    /** ONNX Runtime with another optimisation in the place of its own. */
    private record Optimizing(UnaryOperator<Model> optimization) implements Backend {
        @Override
        public String name() {
            return RUNTIME.name();
        }

        @Override
        public Optional<String> unavailable() {
            return RUNTIME.unavailable();
        }

        @Override
        public Session open(Path file, SessionOptions options) {
            return RUNTIME.open(file, options);
        }

        @Override
        public Session open(Model model, SessionOptions options) {
            return RUNTIME.open(model, options);
        }

        @Override
        public Optional<Model> optimized(Model model) {
            return Optional.of(optimization.apply(model));
        }
    }

    private static List<String> operators(Model model) {
        return model.graph().nodes().stream().map(Node::op).toList();
    }

    private static Simplification simplified(Model model, Backend backend) {
        return new Simplify(backend, SimplifySettings.DEFAULT).run(model);
    }

    private static Model chain(Node... nodes) {
        var editor = Model.empty("chain", 14).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(4))));
        editor.set("zero", Tensor.scalar(0f));
        editor.set("six", Tensor.scalar(6f));
        for (Node node : nodes) {
            editor.add(node);
        }
        editor.addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(4))));
        return editor.model().withMetadata("labels", "cat,dog");
    }

    private static Model reluThenClip() {
        return chain(
                Node.of("Relu", List.of("x"), List.of("positive")),
                Node.of("Clip", List.of("positive", "zero", "six"), List.of("y")));
    }

    @Test
    void doesWhatNoRewriteDoesAndKeepsWhatIsSaidAboutTheModel() {
        Simplification result = simplified(reluThenClip(), RUNTIME);

        assertThat(operators(result.model())).containsExactly("Clip");
        assertThat(result.fired()).containsEntry("onnxruntime-basic", 1);
        assertThat(result.source().graph().nodes()).hasSize(2);
        assertThat(result.model().metadata()).containsEntry("labels", "cat,dog");
        assertThat(result.model().opsets()).isEqualTo(reluThenClip().opsets());
        assertThat(result.model().graph().inputs()).hasToString("[x float [N, 4]]");
        assertThat(result.model().graph().outputs()).hasToString("[y float [N, 4]]");
    }

    @Test
    void isLeftOutWhereTheUserSaysSo() {
        SimplifySettings without = SimplifySettings.DEFAULT.leavingOut(Set.of("onnxruntime-basic"));

        Simplification result = new Simplify(RUNTIME, without).run(reluThenClip());

        assertThat(operators(result.model())).containsExactly("Relu", "Clip");
        assertThat(result.fired()).isEmpty();
    }

    @Test
    void hasOperatorsThatTheRuntimeTakesApartPutTogetherAgain() {
        Model model = chain(
                Node.of("Relu", List.of("x"), List.of("positive")),
                Node.of("Clip", List.of("positive", "zero", "six"), List.of("limited")),
                Node.of("HardSwish", List.of("limited"), List.of("y")));

        Simplification result = simplified(model, RUNTIME);

        assertThat(operators(result.model())).containsExactly("Clip", "HardSwish");
        assertThat(result.fired()).containsKeys("onnxruntime-basic", "hard-swish");
    }

    @Test
    void isNotTakenWhereTheRewritesAloneGiveTheSmallerModel() {
        Model model = chain(Node.of("HardSwish", List.of("x"), List.of("y")));
        SimplifySettings without = SimplifySettings.DEFAULT.leavingOut(Set.of("hard-swish"));

        Simplification result = new Simplify(RUNTIME, without).run(model);

        assertThat(operators(result.model())).containsExactly("HardSwish");
        assertThat(result.fired()).isEmpty();
    }

    @Test
    void isLeftOutAndSaysWhyWhereItChangesTheAnswers() {
        Backend wrong = new Optimizing(model -> chain(Node.of("Neg", List.of("x"), List.of("y"))));

        Simplification result = simplified(reluThenClip(), wrong);

        assertThat(operators(result.model())).containsExactly("Relu", "Clip");
        assertThat(result.left()).containsOnlyKeys("onnxruntime-basic");
        assertThat(result.left().get("onnxruntime-basic")).contains("output 'y' differs by");
    }

    @Test
    void isLeftOutAndSaysWhyWhereTheRuntimeRefuses() {
        Backend refusing = new Optimizing(model -> {
            throw new UnsupportedModelException("no such operator");
        });

        Simplification result = simplified(reluThenClip(), refusing);

        assertThat(operators(result.model())).containsExactly("Relu", "Clip");
        assertThat(result.left()).containsExactly(Map.entry("onnxruntime-basic", "no such operator"));
    }

    @Test
    void isNotTakenWhereItBringsOperatorsOfOneRuntime() {
        Backend fusing = new Optimizing(
                model -> chain(Node.of("Gelu", List.of("x"), List.of("y")).inDomain("com.microsoft")));

        Simplification result = simplified(reluThenClip(), fusing);

        assertThat(operators(result.model())).containsExactly("Relu", "Clip");
        assertThat(result.fired()).isEmpty();
    }

    /** {@code y} is {@code If(true) then Relu(x) else Neg(x)}, written by ONNX's own helpers. */
    private static Model choosing() {
        String file = """
                    CAg6tQEKbgoGYWx3YXlzEgF5IgJJZiotCgtlbHNlX2JyYW5jaDIbCgsKAXgSAWIiA05lZxIBYmIJCgFiEgQKAggBoA
                    EFKi4KC3RoZW5fYnJhbmNoMhwKDAoBeBIBYSIEUmVsdRIBYWIJCgFhEgQKAggBoAEFEghjaG9vc2luZyoNEAkqAQFC
                    BmFsd2F5c1oUCgF4Eg8KDQgBEgkKAxIBTgoCCARiFAoBeRIPCg0IARIJCgMSAU4KAggEQgQKABAO
                """;
        return Model.parse("choosing", Base64.getMimeDecoder().decode(file));
    }

    @Test
    void takesTheGraphThatIsAlwaysChosenOutOfItsNode() {
        Simplification result = simplified(choosing(), RUNTIME);

        assertThat(operators(result.model())).containsExactly("Relu");
        assertThat(result.fired()).containsEntry("onnxruntime-basic", 1);
    }
}

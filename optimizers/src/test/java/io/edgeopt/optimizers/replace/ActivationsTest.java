package io.edgeopt.optimizers.replace;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {
    private static String gate(Drawing d, String of) {
        return d.add("Clip", d.add("Add", of, d.number(3)), d.number(0), d.number(6));
    }

    private static String erf(Drawing d) {
        return d.add("Add", d.add("Erf", d.add("Mul", "z", d.number(Math.sqrt(0.5)))), d.number(1));
    }

    private static Arguments of(String name, String how, Function<Drawing, String> drawing) {
        return Arguments.of(name, how, drawing);
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                of("hard-swish", "one node", d -> d.add("HardSwish", "z")),
                of("hard-swish", "x * gate", d -> d.add("Mul", "z", d.add("HardSigmoid", "z"))),
                of("hard-swish", "gate * x / 6", d -> d.add("Div", d.add("Mul", gate(d, "z"), "z"), d.number(6))),
                of("hard-swish", "x * (gate / 6)", d -> d.add("Mul", "z", d.add("Div", gate(d, "z"), d.number(6)))),
                of("silu", "x * sigmoid", d -> d.add("Mul", "z", d.add("Sigmoid", "z"))),
                of(
                        "silu",
                        "x / (1 + exp(-x))",
                        d -> d.add("Div", "z", d.add("Add", d.number(1), d.add("Exp", d.add("Neg", "z"))))),
                of("gelu", "x * erf * 0.5", d -> d.add("Mul", d.add("Mul", "z", erf(d)), d.number(0.5))),
                of("gelu", "(x * 0.5) * erf", d -> d.add("Mul", d.add("Mul", "z", d.number(0.5)), erf(d))),
                of("gelu", "by tanh", d -> {
                    String cube = d.add("Mul", d.add("Pow", "z", d.number(3)), d.number(0.044715));
                    String inner = d.add("Mul", d.add("Add", "z", cube), d.number(Math.sqrt(2 / Math.PI)));
                    String sum = d.add("Add", d.add("Tanh", inner), d.number(1));
                    return d.add("Mul", d.add("Mul", "z", sum), d.number(0.5));
                }),
                of("mish", "x * tanh(softplus)", d -> d.add("Mul", "z", d.add("Tanh", d.add("Softplus", "z")))),
                of("elu", "one node", d -> d.add("Elu", "z")),
                of("prelu", "with slopes", d -> d.add("PRelu", "z", d.weights(6, 1, 1))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("forms")
    void knowsEachForm(String name, String how, Function<Drawing, String> drawing) {
        Drawing d = new Drawing();
        String output = drawing.apply(d);
        Model model = d.readBy(output);

        List<Site> sites = Activations.in(model.graph());

        assertThat(sites).as(how).extracting(Site::what).containsExactly(name);
        assertThat(sites.get(0).input()).isEqualTo("z");
        assertThat(sites.get(0).output()).isEqualTo(output);
        assertThat(sites.get(0).followsALayer(model.graph())).isTrue();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                of("", "a square", d -> d.add("Mul", "z", "z")),
                of("", "a plain sigmoid", d -> d.add("Sigmoid", "z")),
                of("", "a relu", d -> d.add("Relu", "z")),
                of(
                        "",
                        "a gate of another tensor",
                        d -> d.add(
                                "Mul",
                                "z",
                                d.add(
                                        "Sigmoid",
                                        d.named(
                                                "pooled",
                                                Node.of("AveragePool", List.of("z"), List.of())
                                                        .with("kernel_shape", new long[] {1, 1}))))),
                of("", "a product with its own tanh", d -> d.add("Mul", "z", d.add("Tanh", "z"))),
                of("", "a tanh written out", d -> {
                    String up = d.add("Exp", "z");
                    String down = d.add("Exp", d.add("Neg", "z"));
                    return d.add("Div", d.add("Sub", up, down), d.add("Add", up, down));
                }),
                of("", "a factor", d -> d.add("Mul", "z", d.number(2))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("others")
    void leavesWhatIsNone(String name, String how, Function<Drawing, String> drawing) {
        Drawing d = new Drawing();
        String made = drawing.apply(d);

        assertThat(Activations.in(d.readBy(made).graph())).isEmpty();
    }

    @Test
    void doesNotGiveATermToALayerThatSomethingElseReads() {
        Drawing d = new Drawing();
        String swish = d.add("HardSwish", "z");
        Model model = d.readBy(d.add("Add", swish, "z"));

        assertThat(Activations.in(model.graph()).get(0).followsALayer(model.graph()))
                .isFalse();
    }

    @Test
    void leavesAFactorBehindAnActivationWhereItIs() {
        Drawing d = new Drawing();
        String swish = d.add("Mul", "z", d.add("Sigmoid", "z"));
        Model model = d.readBy(d.add("Mul", swish, d.number(0.01)));

        assertThat(Activations.in(model.graph())).extracting(Site::output).containsExactly(swish);
    }

    @Test
    void looksFarBackWithoutCallingItselfAsFar() {
        Drawing d = new Drawing();
        String sum = "z";
        for (int i = 0; i < 5000; i++) {
            sum = d.add("Add", sum, "z");
        }
        Model model = d.readBy(d.add("Mul", sum, d.add("Sigmoid", sum)));

        assertThat(Activations.in(model.graph())).extracting(Site::input).containsExactly(sum);
    }
}

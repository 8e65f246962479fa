package io.edgeopt.core.graph.rewrite;

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
    private static String clip(Sketch sketch, String data) {
        return sketch.add("Clip", sketch.add("Add", data, sketch.number(3)), sketch.number(0), sketch.number(6));
    }

    private static String erf(Sketch sketch) {
        String inner = sketch.add("Erf", sketch.add("Div", "x", sketch.number(1.4142135f)));
        return sketch.add("Add", inner, sketch.number(1));
    }

    private static Arguments of(String what, Function<Sketch, String> drawing) {
        return Arguments.of(what, drawing);
    }

    static Stream<Arguments> hardSwishes() {
        return Stream.of(
                of("x * (clip / 6)", s -> s.add("Mul", "x", s.add("Div", clip(s, "x"), s.number(6)))),
                of("(x * clip) / 6", s -> s.add("Div", s.add("Mul", "x", clip(s, "x")), s.number(6))),
                of("clip * x * 1/6", s -> s.add("Mul", s.add("Mul", clip(s, "x"), "x"), s.number(1 / 6f))),
                of("x / 6 * clip", s -> s.add("Mul", s.add("Div", "x", s.number(6)), clip(s, "x"))),
                of(
                        "x * HardSigmoid(x)",
                        s -> s.add(
                                "Mul",
                                s.add(Node.of("HardSigmoid", List.of("x"), List.of())
                                        .with("alpha", 1 / 6f)
                                        .with("beta", 0.5f)),
                                "x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardSwishes")
    void knowsHardSwishInAnyOrder(String what, Function<Sketch, String> drawing) {
        Sketch sketch = Sketch.of(14, 4);

        Model rewritten = Sketch.rewritten(sketch.model(drawing.apply(sketch)));

        assertThat(Sketch.ops(rewritten)).as(what).containsExactly("HardSwish");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardSwishes")
    void writesHardSwishInTwoNodesBeforeOpset14(String what, Function<Sketch, String> drawing) {
        Sketch sketch = Sketch.of(13, 4);

        Model rewritten = Sketch.rewritten(sketch.model(drawing.apply(sketch)));

        assertThat(Sketch.ops(rewritten)).as(what).containsExactly("HardSigmoid", "Mul");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardSwishes")
    void knowsHardSwishBeforeALayerThatCouldTakeItsFactor(String what, Function<Sketch, String> drawing) {
        Sketch sketch = Sketch.of(14, 4);
        String layer = sketch.add("MatMul", drawing.apply(sketch), sketch.floats(4, 2));
        String sum = sketch.add("Add", layer, sketch.floats(2));

        Model rewritten = Sketch.rewritten(sketch.model(sum));

        assertThat(Sketch.ops(rewritten)).as(what).containsExactly("HardSwish", "Gemm");
    }

    @Test
    void leavesTheFactorOfAGeluThatItCannotWrite() {
        Sketch sketch = Sketch.of(13, 4);
        String gelu = sketch.add("Mul", sketch.add("Mul", "x", erf(sketch)), sketch.number(0.5f));
        String layer = sketch.add("Gemm", gelu, sketch.floats(4, 2), sketch.floats(2));

        Model rewritten = Sketch.rewritten(sketch.model(layer));

        assertThat(Sketch.ops(rewritten)).containsExactly("Div", "Erf", "Add", "Mul", "Mul", "Gemm");
    }

    @Test
    void knowsHardSigmoid() {
        Sketch sketch = Sketch.of(13, 4);
        String one = sketch.add("Div", clip(sketch, "x"), sketch.number(6));
        String sum = sketch.add("Add", sketch.add("Div", "x", sketch.number(6)), sketch.number(0.5f));
        String other = sketch.add("Clip", sum, sketch.number(0), sketch.number(1));

        Model rewritten = Sketch.rewritten(sketch.model(one, other));

        assertThat(Sketch.ops(rewritten)).containsExactly("HardSigmoid", "HardSigmoid");
    }

    @Test
    void leavesOneThatLooksLikeHardSwish() {
        Sketch sketch = Sketch.of(14, 4);
        String byFive = sketch.add("Mul", "x", sketch.add("Div", clip(sketch, "x"), sketch.number(5)));
        String relu = sketch.add("Relu", "x");
        String ofAnother = sketch.add("Mul", relu, sketch.add("Div", clip(sketch, "x"), sketch.number(6)));

        Model rewritten = Sketch.rewritten(sketch.model(byFive, ofAnother));

        assertThat(Sketch.ops(rewritten)).doesNotContain("HardSwish");
    }

    @Test
    void leavesAHardSwishWhoseInnerValueIsAnOutput() {
        Sketch sketch = Sketch.of(14, 4);
        String clip = clip(sketch, "x");
        String sixth = sketch.add("Div", clip, sketch.number(6));

        Model rewritten = Sketch.rewritten(sketch.model(sketch.add("Mul", "x", sixth), clip));

        assertThat(Sketch.ops(rewritten)).containsExactlyInAnyOrder("Add", "Clip", "Div", "Mul");
    }

    @Test
    void knowsSigmoidAndSilu() {
        Sketch sketch = Sketch.of(13, 4);
        String below = sketch.add("Add", sketch.number(1), sketch.add("Exp", sketch.add("Neg", "x")));
        String other = sketch.add("Add", sketch.number(1), sketch.add("Exp", sketch.add("Neg", "x")));

        Model rewritten =
                Sketch.rewritten(sketch.model(sketch.add("Div", sketch.number(1), below)), java.util.Set.of("sigmoid"));
        Model silu = Sketch.rewritten(siluModel());

        assertThat(other).isNotEqualTo(below);
        assertThat(Sketch.ops(rewritten)).containsExactly("Sigmoid");
        assertThat(Sketch.ops(silu)).containsExactly("Sigmoid", "Mul");
    }

    private static Model siluModel() {
        Sketch sketch = Sketch.of(13, 4);
        String below = sketch.add("Add", sketch.number(1), sketch.add("Exp", sketch.add("Neg", "x")));
        return sketch.model(sketch.add("Div", "x", below));
    }

    static Stream<Arguments> gelus() {
        return Stream.of(
                of("x * (1 + erf) * 0.5", s -> s.add("Mul", s.add("Mul", "x", erf(s)), s.number(0.5f))),
                of("0.5 x * (1 + erf)", s -> s.add("Mul", s.add("Mul", "x", s.number(0.5f)), erf(s))),
                of("x * (0.5 * (1 + erf))", s -> s.add("Mul", "x", s.add("Mul", s.number(0.5f), erf(s)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gelus")
    void knowsGelu(String what, Function<Sketch, String> drawing) {
        Sketch sketch = Sketch.of(20, 4);

        Model rewritten = Sketch.rewritten(sketch.model(drawing.apply(sketch)));

        assertThat(Sketch.ops(rewritten)).as(what).containsExactly("Gelu");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gelus")
    void leavesGeluBeforeOpset20(String what, Function<Sketch, String> drawing) {
        Sketch sketch = Sketch.of(17, 4);

        Model rewritten = Sketch.rewritten(sketch.model(drawing.apply(sketch)));

        assertThat(Sketch.ops(rewritten)).as(what).contains("Erf");
    }

    static Stream<Arguments> cubes() {
        return Stream.of(
                of("x^3", s -> s.add("Add", "x", s.add("Mul", s.number(0.044715f), s.add("Pow", "x", s.number(3))))),
                of(
                        "x (1 + x^2)",
                        s -> s.add(
                                "Mul",
                                "x",
                                s.add(
                                        "Add",
                                        s.number(1),
                                        s.add("Mul", s.number(0.044715f), s.add("Pow", "x", s.number(2)))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cubes")
    void knowsTheApproximationOfGeluByTanh(String what, Function<Sketch, String> cube) {
        Sketch sketch = Sketch.of(20, 4);
        String inner = sketch.add("Mul", sketch.number(0.7978846f), cube.apply(sketch));
        String sum = sketch.add("Add", sketch.number(1), sketch.add("Tanh", inner));
        Model model = sketch.model(sketch.add("Mul", sketch.add("Mul", sketch.number(0.5f), "x"), sum));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).as(what).containsExactly("Gelu");
        assertThat(rewritten.graph().nodes().get(0).text("approximate", "none")).isEqualTo("tanh");
    }

    @Test
    void leavesAnErfOfAnotherScale() {
        Sketch sketch = Sketch.of(20, 4);
        String inner = sketch.add("Erf", sketch.add("Div", "x", sketch.number(1.5f)));
        String sum = sketch.add("Add", inner, sketch.number(1));

        Model rewritten =
                Sketch.rewritten(sketch.model(sketch.add("Mul", sketch.add("Mul", "x", sum), sketch.number(0.5f))));

        assertThat(Sketch.ops(rewritten)).contains("Erf");
    }
}

package io.edgeopt.optimizers.quantize.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.place.Lines;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule on a graph just large enough to break it. */
class TensorRtRulesTest {
    /** A graph with Q and DQ of scale {@code s} and zero point {@code z}; other scales and zero points by their names. */
    private static List<String> broken(String outputs, String... lines) {
        return TensorRtRules.broken(model(outputs, lines));
    }

    private static Model model(String outputs, String... lines) {
        GraphEditor editor = Lines.edited(outputs, lines);
        editor.set("s", Tensor.scalar(0.1f));
        editor.set("other", Tensor.scalar(0.2f));
        editor.set("many", Tensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 4));
        editor.set("z", Tensor.of(ElementType.INT8, new byte[1]));
        editor.set("zeros", Tensor.of(ElementType.INT8, new byte[4], 4));
        editor.set("one", Tensor.of(ElementType.INT8, new byte[] {1}));
        editor.set("unsigned", Tensor.of(ElementType.UINT8, new byte[1]));
        editor.set("held", Tensor.of(ElementType.INT8, new byte[16], 4, 4, 1, 1));
        return editor.model();
    }

    /** {@code name} in integers and back, as {@code name'}. */
    private static Stream<String> inAndBack(String name) {
        return Stream.of(
                name + "q = QuantizeLinear(" + name + ", s, z)", name + "d = DequantizeLinear(" + name + "q, s, z)");
    }

    private static String[] lines(Object... parts) {
        return Stream.of(parts)
                .flatMap(part ->
                        part instanceof Stream<?> several ? several.map(Object::toString) : Stream.of("" + part))
                .toArray(String[]::new);
    }

    @Test
    void findsNothingWrongWithAResidualBlock() {
        assertThat(broken(
                        "y",
                        lines(inAndBack("x"), inAndBack("w"), "a = Conv(xd, wd)", "y0 = Add(a, xd)", "y = Relu(y0)")))
                .isEmpty();
    }

    @Test
    void asksForSignedIntegersAroundZero() {
        assertThat(broken("y", "q = QuantizeLinear(x, s, unsigned)", "y = DequantizeLinear(q, s, unsigned)"))
                .hasSize(2)
                .allMatch(text -> text.endsWith("is not of signed 8-bit integers"));
        assertThat(broken("y", "q = QuantizeLinear(x, s)", "y = DequantizeLinear(q, s)"))
                .allMatch(text -> text.endsWith("is not of signed 8-bit integers"));
        assertThat(broken("y", "q = QuantizeLinear(x, s, one)", "y = DequantizeLinear(q, s, one)"))
                .containsExactly(
                        "'q' (QuantizeLinear) has a zero point that is not zero",
                        "'y' (DequantizeLinear) has a zero point that is not zero");
    }

    @Test
    void asksForConstantScales() {
        assertThat(broken("y", "t = Abs(x)", "q = QuantizeLinear(x, t, z)", "y = DequantizeLinear(q, s, z)"))
                .containsExactly(
                        "'q' (QuantizeLinear) has no constant scale above zero",
                        "'q' (QuantizeLinear) gives integers to something else than a DQ of the same scale");
    }

    @Test
    void letsNobodyElseReadOrGiveIntegers() {
        assertThat(broken("y", "q = QuantizeLinear(x, s, z)", "y = Identity(q)"))
                .containsExactly("'q' (QuantizeLinear) gives integers to something else than a DQ of the same scale");
        assertThat(broken("y", "q = QuantizeLinear(x, s, z)", "y = DequantizeLinear(q, other, z)"))
                .containsExactly("'q' (QuantizeLinear) gives integers to something else than a DQ of the same scale");
        assertThat(broken("y", lines(inAndBack("x"), "wd = DequantizeLinear(held, s, z)", "y = Conv(xd, wd)")))
                .containsExactly("'wd' (DequantizeLinear) reads integers that no Q made");
        assertThat(broken("y", "y = QLinearConv(x, s, z, held, s, z, s, z)"))
                .anyMatch(text -> text.contains("computes on integers itself"));
    }

    @Test
    void givesSeveralScalesToOutputChannelsOfWeightsAlone() {
        Model right = channels(0);

        assertThat(TensorRtRules.broken(right)).isEmpty();
        assertThat(TensorRtRules.broken(channels(1)))
                .containsExactly("'wq' (QuantizeLinear) has several scales, and is not along the output channels of a"
                        + " weight");
        assertThat(broken("y", "q = QuantizeLinear(x, many, zeros)", "y = DequantizeLinear(q, many, zeros)"))
                .containsExactly("'q' (QuantizeLinear) has several scales, and is not along the output channels of a"
                        + " weight");
    }

    private static Model channels(int axis) {
        GraphEditor editor =
                model("y", lines(inAndBack("x"), "y = Conv(xd, wd)")).edit();
        editor.removeInitializer("wd");
        editor.set("w", Tensor.of(new float[16], 4, 4, 1, 1));
        editor.add(Node.of("QuantizeLinear", List.of("w", "many", "zeros"), List.of("wq"))
                .withName("wq")
                .with("axis", axis));
        editor.add(Node.of("DequantizeLinear", List.of("wq", "many", "zeros"), List.of("wd"))
                .withName("wd")
                .with("axis", axis));
        return editor.sort().model();
    }

    @Test
    void quantizesInputAndWeightsTogetherAndNoBias() {
        assertThat(broken("y", lines(inAndBack("w"), "y = Conv(x, wd)")))
                .containsExactly("'y' (Conv) has quantized weights and an input that is not");
        assertThat(broken("y", lines(inAndBack("x"), "t = Abs(x)", "y = MatMul(xd, t)")))
                .containsExactly("'y' (MatMul) has one quantized operand and one that is not");
        assertThat(broken("y", lines(inAndBack("x"), inAndBack("w"), inAndBack("c"), "y = Conv(xd, wd, cd)")))
                .containsExactly("'y' (Conv) has a bias in integers");
    }

    @Test
    void putsNothingBetweenALayerAndItsRelu() {
        assertThat(broken(
                        "y", lines(inAndBack("x"), inAndBack("w"), "a = Conv(xd, wd)", inAndBack("a"), "y = Relu(ad)")))
                .containsExactly("'a' (Conv) is quantized before 'y', which could be one with it");
    }

    @Test
    void givesConcatOneScale() {
        String[] shared = lines(inAndBack("x"), "j = Concat(xd, xd)", inAndBack("j"), "y = Relu(jd)");
        String[] apart = lines(
                inAndBack("x"), "j = Concat(xd, x)", "q = QuantizeLinear(j, s, z)", "y = DequantizeLinear(q, s, z)");
        String[] other = lines(
                inAndBack("x"),
                "j = Concat(xd, xd)",
                "q = QuantizeLinear(j, other, z)",
                "y = DequantizeLinear(q, other, z)");

        assertThat(broken("y", shared)).isEmpty();
        assertThat(broken("y", apart))
                .containsExactly("'j' (Concat) is quantized, and its input 'x' is not, or with another scale");
        assertThat(broken("y", other)).hasSize(2);
    }

    @Test
    void quantizesOneSideOfASum() {
        assertThat(broken("y", lines(inAndBack("x"), inAndBack("w"), "a = Conv(xd, wd)", "y = Add(a, x)")))
                .containsExactly("'y' (Add) adds what a layer gives to a side that is not quantized");
        assertThat(broken(
                        "y",
                        lines(inAndBack("x"), inAndBack("w"), "a = Conv(xd, wd)", inAndBack("a"), "y = Add(ad, xd)")))
                .containsExactly("'y' (Add) has two quantized sides, of which a layer gives one for it alone");
    }

    @Test
    void quantizesNothingForAResizeAlone() {
        assertThat(broken("y", lines(inAndBack("x"), "y = Resize(xd)")))
                .containsExactly("'y' (Resize) is the only one that reads what is quantized for it");
    }
}

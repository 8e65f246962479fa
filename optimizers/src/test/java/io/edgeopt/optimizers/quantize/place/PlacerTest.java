package io.edgeopt.optimizers.quantize.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Node;
import io.edgeopt.optimizers.quantize.range.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule on a graph just large enough for it. */
class PlacerTest {
    private static Placement place(String outputs, String... lines) {
        return place(Map.of(), outputs, lines);
    }

    private static Placement place(Map<String, String> keepFloat, String outputs, String... lines) {
        return Placer.of(Lines.model(outputs, lines).graph(), keepFloat);
    }

    private static List<List<String>> scales(Placement placement) {
        return placement.groups().stream().map(Group::tensors).toList();
    }

    @Test
    void putsIntegersOnBothSidesOfAConvolution() {
        Placement placement = place("y", "y = Conv(x, w)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("y"));
    }

    @Test
    void putsNothingBetweenALayerAndItsRelu() {
        Placement placement = place("z", "y = Conv(x, w)", "r = Relu(y)", "z = Conv(r, w2)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("r"), List.of("z"));
    }

    @Test
    void keepsAReluApartWhereOthersReadWhatItReads() {
        Placement placement = place("z", "y = Conv(x, w)", "r = Relu(y)", "s = Add(r, y)", "z = Conv(s, w2)");

        assertThat(scales(placement))
                .containsExactly(List.of("x"), List.of("y"), List.of("r"), List.of("s"), List.of("z"));
    }

    @Test
    void givesWhatMovesValuesTheScaleOfWhatItMoves() {
        Placement placement = place("z", "y = Conv(x, w)", "p = MaxPool(y)", "t = Transpose(p)", "z = Conv(t, w2)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("y", "p", "t"), List.of("z"));
        assertThat(placement.groupOf("t").map(Group::sources)).contains(List.of("y"));
    }

    @Test
    void givesJoinedTensorsOneScaleFromAllOfThem() {
        Placement placement = place("z", "a = Conv(x, w)", "b = Conv(x, w2)", "j = Concat(a, b)", "z = Conv(j, w3)");

        assertThat(placement.groupOf("j").map(Group::tensors)).contains(List.of("a", "b", "j"));
        assertThat(placement.groupOf("j").map(Group::sources)).contains(List.of("a", "b"));
    }

    @Test
    void givesJoinedTensorsScalesOfTheirOwnWhereOneOfThemWasCutOff() {
        Placement placement =
                place("z", "a = Conv(x, w)", "r = Relu(a)", "b = Conv(x, w2)", "j = Concat(r, b)", "z = Conv(j, w3)");

        assertThat(scales(placement)).contains(List.of("r"), List.of("b"), List.of("j"));
    }

    @Test
    void givesTensorsThatWereCutOffAlikeOneScale() {
        Placement placement = place(
                "z",
                "a = Conv(x, w)",
                "r = Relu(a)",
                "b = Conv(x, w2)",
                "s = Relu(b)",
                "j = Concat(r, s)",
                "z = Conv(j, w3)");

        assertThat(scales(placement)).contains(List.of("r", "s", "j"));
    }

    @Test
    void givesBothSidesOfAResidualSumIntegers() {
        Placement placement =
                place("z", "a = Conv(x, w)", "b = Conv(a, w2)", "s = Add(a, b)", "r = Relu(s)", "z = Conv(r, w3)");

        assertThat(scales(placement))
                .containsExactly(List.of("x"), List.of("a"), List.of("b"), List.of("r"), List.of("z"));
        assertThat(placement.integer()).hasSize(4);
    }

    @Test
    void putsAConstantOperandIntoIntegersToo() {
        Placement placement = place("z", "a = Conv(x, w)", "s = Mul(a, c)", "z = Conv(s, w2)");

        assertThat(scales(placement)).contains(List.of("c"));
    }

    @Test
    void leavesWhatLeadsToNoLayerInFloat() {
        Placement placement = place("s j", "a = Conv(x, w)", "s = Sigmoid(a)", "j = Concat(a, s)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("a"));
    }

    @Test
    void leavesWhatComesFromNoLayerInFloat() {
        Placement placement = place("z", "s = Mul(x, c)", "t = Add(s, c2)", "z = Conv(t, w)");

        assertThat(scales(placement)).containsExactly(List.of("t"), List.of("z"));
    }

    @Test
    void fixesTheRangesThatOperatorsFix() {
        Placement placement = place("z", "a = Conv(x, w)", "s = Sigmoid(a)", "z = Conv(s, w2)");
        Placement attention = place("z", "s = Softmax(x)", "z = MatMul(s, x)");

        assertThat(placement.groupOf("s").flatMap(Group::range)).contains(new Range(0, 1));
        assertThat(placement.groupOf("a").flatMap(Group::range)).isEmpty();
        assertThat(attention.groupOf("s").flatMap(Group::range)).contains(new Range(0, 1));
    }

    @Test
    void readsHardSwishOffTheIntegersOfItsInput() {
        Placement placement = place("z", "a = Conv(x, w)", "g = HardSigmoid(a)", "h = Mul(a, g)", "z = Conv(h, w2)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("a"), List.of("h"), List.of("z"));
        assertThat(placement.gates()).extracting(Node::label).containsExactly("g");
        assertThat(placement.groupOf("a").flatMap(Group::reach))
                .contains(new Reach(new Range(-2.5, Double.POSITIVE_INFINITY), true));
    }

    @Test
    void endsTheIntegersOfAGateForSomethingElseWhereItIsOpen() {
        Placement placement = place(
                "z", "b = Conv(x, w)", "a = Conv(b, w2)", "g = HardSigmoid(a)", "h = Mul(b, g)", "z = Conv(h, w3)");

        assertThat(placement.gates()).isEmpty();
        assertThat(placement.groupOf("a").flatMap(Group::reach)).contains(new Reach(new Range(-2.5, 2.5), false));
        assertThat(placement.groupOf("g").flatMap(Group::range)).contains(new Range(0, 1));
    }

    @Test
    void readsNoGateOffIntegersThatOthersReadToo() {
        Placement placement =
                place("z", "a = Conv(x, w)", "g = HardSigmoid(a)", "h = Mul(a, g)", "s = Add(a, h)", "z = Conv(s, w2)");
        Placement given = place("g z", "a = Conv(x, w)", "g = HardSigmoid(a)", "h = Mul(a, g)", "z = Conv(h, w2)");

        assertThat(placement.gates()).isEmpty();
        assertThat(placement.groupOf("a").flatMap(Group::reach)).isEmpty();
        assertThat(placement.groupOf("g").flatMap(Group::range)).contains(new Range(0, 1));
        assertThat(given.gates()).isEmpty();
    }

    @Test
    void cutsOffWhatASigmoidDoesNotTellApart() {
        Placement placement = place("z", "a = Conv(x, w)", "g = Sigmoid(a)", "h = Mul(a, g)", "z = Conv(h, w2)");

        Reach reach = placement.groupOf("a").flatMap(Group::reach).orElseThrow();
        assertThat(reach.exact()).isFalse();
        assertThat(1 / (1 + Math.exp(-reach.range().low()))).isLessThan(0.5 / 254);
    }

    @Test
    void leavesTheLastMatrixProductToGiveFloats() {
        Placement placement = place("z", "a = MatMul(x, m)", "r = Relu(a)", "z = MatMul(r, m2)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("r"));
        assertThat(placement.layers()).hasSize(2);
    }

    @Test
    void storesTheWeightsOfATransposedConvolutionAndSaysWhyItStaysInFloat() {
        Placement placement = place("z", "z = ConvTranspose(x, w)");

        assertThat(placement.layers()).isEmpty();
        assertThat(placement.stored()).hasSize(1);
        assertThat(placement.reasons().values()).singleElement().asString().contains("no integer kernel");
    }

    @Test
    void leavesALayerWithComputedWeightsInFloat() {
        Placement placement = place("z", "v = Relu(x)", "z = Conv(x, v)");

        assertThat(placement.reasons()).hasSize(1).containsValue("its weights are computed, not constant");
    }

    @Test
    void keepsTheLayersThatTheUserNamesInFloat() {
        Placement placement = place(Map.of("y", "because"), "z", "y = Conv(x, w)", "r = Relu(y)", "z = Conv(r, w2)");

        assertThat(placement.reasons()).containsValue("because");
        assertThat(scales(placement)).containsExactly(List.of("r"), List.of("z"));
        assertThat(placement.groupOf("y")).isEqualTo(Optional.empty());
    }
}

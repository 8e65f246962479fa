package io.edgeopt.optimizers.quantize.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each rule on a graph just large enough for it. */
class TensorRtPlacerTest {
    private static Placement place(String outputs, String... lines) {
        return TensorRtPlacer.of(Lines.model(outputs, lines).graph(), Map.of());
    }

    private static List<List<String>> scales(Placement placement) {
        return placement.groups().stream().map(Group::tensors).toList();
    }

    @Test
    void quantizesWhatLayersReadAndNotWhatTheyGive() {
        Placement placement = place("z", "y = Conv(x, w)", "r = Relu(y)", "z = Conv(r, w2)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("r"));
        assertThat(placement.layers()).hasSize(2);
    }

    @Test
    void leavesTheSideOfASumThatALayerGivesAsItIs() {
        Placement placement =
                place("z", "a = Conv(x, w)", "b = Conv(a, w2)", "s = Add(b, a)", "r = Relu(s)", "z = Conv(r, w3)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("a"), List.of("r"));
    }

    @Test
    void quantizesOneOfTwoLayersThatMeetInASum() {
        Placement placement = place("z", "a = Conv(x, w)", "b = Conv(x, w2)", "s = Add(a, b)", "z = Conv(s, w3)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("s"), List.of("b"));
    }

    @Test
    void leavesASumAloneIntoWhichNoLayerGives() {
        Placement placement =
                place("z", "a = Conv(x, w)", "p = Sigmoid(a)", "q = Relu(a)", "s = Add(p, q)", "z = Conv(s, w3)");

        assertThat(scales(placement)).containsExactly(List.of("x"), List.of("s"));
    }

    @Test
    void givesConcatAndWhatItJoinsOneScale() {
        Placement placement =
                place("z", "a = Conv(x, w)", "b = Relu(a)", "e = Sigmoid(a)", "j = Concat(b, e)", "z = Conv(j, w3)");

        assertThat(placement.groupOf("j").map(Group::tensors).orElseThrow()).containsOnly("b", "e", "j");
        assertThat(placement.groupOf("j").map(Group::sources).orElseThrow()).containsOnly("b", "e");
    }

    @Test
    void goesUpThroughMaxPoolAndNotThroughResize() {
        Placement pooled = place("z", "a = Conv(x, w)", "p = MaxPool(a)", "z = Conv(p, w2)");
        Placement resized = place("z", "a = Conv(x, w)", "p = Resize(a)", "z = Conv(p, w2)");

        assertThat(scales(pooled)).hasSize(2);
        assertThat(pooled.groupOf("p").map(Group::sources)).contains(List.of("a"));
        assertThat(scales(resized)).containsExactly(List.of("x"), List.of("p"));
    }

    @Test
    void leavesTransposedConvolutionsInFloat() {
        Placement placement = place("z", "a = Conv(x, w)", "t = ConvTranspose(a, w2)", "z = Conv(t, w3)");

        assertThat(placement.stored()).isEmpty();
        assertThat(placement.reasons().values()).containsExactly("transposed convolutions are left in float");
    }
}

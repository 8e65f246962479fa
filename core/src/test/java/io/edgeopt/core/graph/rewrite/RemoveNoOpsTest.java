package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemoveNoOpsTest {
    private static final Set<String> ALONE = Set.of("remove-no-ops");

    private static Arguments of(String what, Function<Sketch, String> drawing) {
        return Arguments.of(what, drawing);
    }

    static Stream<Arguments> handingOn() {
        return Stream.of(
                of("Identity", sketch -> sketch.add("Identity", "r")),
                of("Dropout", sketch -> sketch.add("Dropout", "r")),
                of(
                        "Cast to its own type",
                        sketch -> sketch.add(
                                Node.of("Cast", List.of("r"), List.of()).with("to", 1L))),
                of(
                        "Transpose in order",
                        sketch -> sketch.add(
                                Node.of("Transpose", List.of("r"), List.of()).with("perm", new long[] {0, 1, 2}))),
                of("Reshape to the same", sketch -> sketch.add("Reshape", "r", sketch.integers(0, 4, 6))),
                of("Expand to the same", sketch -> sketch.add("Expand", "r", sketch.integers(1, 4, 1))),
                of("Tile once", sketch -> sketch.add("Tile", "r", sketch.integers(1, 1, 1))),
                of("Pad by nothing", sketch -> sketch.add("Pad", "r", sketch.integers(0, 0, 0, 0, 0, 0))),
                of(
                        "Slice of all",
                        sketch -> sketch.add(
                                "Slice", "r", sketch.integers(0), sketch.integers(Long.MAX_VALUE), sketch.integers(1))),
                of(
                        "Concat of one",
                        sketch -> sketch.add(
                                Node.of("Concat", List.of("r"), List.of()).with("axis", 1L))),
                of("Mul by 1", sketch -> sketch.add("Mul", sketch.number(1), "r")),
                of("Div by 1", sketch -> sketch.add("Div", "r", sketch.number(1))),
                of("Add 0", sketch -> sketch.add("Add", "r", sketch.number(0))),
                of("Sub 0", sketch -> sketch.add("Sub", "r", sketch.number(0))));
    }

    static Stream<Arguments> changing() {
        return Stream.of(
                of(
                        "Cast to another type",
                        sketch -> sketch.add(
                                Node.of("Cast", List.of("r"), List.of()).with("to", 11L))),
                of(
                        "Transpose",
                        sketch -> sketch.add(
                                Node.of("Transpose", List.of("r"), List.of()).with("perm", new long[] {0, 2, 1}))),
                of("Reshape", sketch -> sketch.add("Reshape", "r", sketch.integers(0, 6, 4))),
                of("Expand", sketch -> sketch.add("Expand", "r", sketch.integers(2, 1, 4, 6))),
                of("Pad", sketch -> sketch.add("Pad", "r", sketch.integers(0, 0, 1, 0, 0, 0))),
                of("Pad that shifts", sketch -> sketch.add("Pad", "r", sketch.integers(0, 0, 1, 0, 0, -1))),
                of(
                        "Slice backwards",
                        sketch -> sketch.add(
                                "Slice",
                                "r",
                                sketch.integers(-1),
                                sketch.integers(Long.MIN_VALUE),
                                sketch.integers(1),
                                sketch.integers(-1))),
                of("Mul by 2", sketch -> sketch.add("Mul", sketch.number(2), "r")),
                of("1 divided by it", sketch -> sketch.add("Div", sketch.number(1), "r")),
                of("0 minus it", sketch -> sketch.add("Sub", sketch.number(0), "r")),
                of(
                        "Add that widens",
                        sketch -> sketch.add(
                                "Add",
                                "r",
                                sketch.constant(io.edgeopt.core.tensor.Tensor.of(new float[2], 2, 1, 1, 1)))));
    }

    /** Two nodes of which the drawing is the middle; {@code r} is what it gets. */
    private static Sketch begun() {
        Sketch sketch = Sketch.of(13, 4, 6);
        sketch.addNamed("r", Node.of("Exp", List.of("x"), List.of()));
        return sketch;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handingOn")
    void takesOutWhatHandsItsInputOn(String what, Function<Sketch, String> drawing) {
        Sketch sketch = begun();
        Model model = sketch.model(sketch.add("Neg", drawing.apply(sketch)));

        Model rewritten = Sketch.rewritten(model, ALONE);

        assertThat(Sketch.ops(rewritten)).as(what).containsExactly("Exp", "Neg");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handingOn")
    void keepsTheNameOfAnOutput(String what, Function<Sketch, String> drawing) {
        Sketch sketch = begun();
        String output = drawing.apply(sketch);
        Model model = sketch.model(output);

        Model rewritten = Sketch.rewritten(model, ALONE);

        assertThat(Sketch.ops(rewritten)).as(what).containsExactly("Exp");
        assertThat(rewritten.graph().outputs().get(0).name()).isEqualTo(output);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changing")
    void leavesWhatChangesItsInput(String what, Function<Sketch, String> drawing) {
        Sketch sketch = begun();
        Model model = sketch.model(sketch.add("Neg", drawing.apply(sketch)));

        Model rewritten = Sketch.rewritten(model, ALONE);

        assertThat(rewritten.graph().nodes()).as(what).hasSize(3);
    }

    @Test
    void leavesAnIdentityBetweenAnInputAndAnOutput() {
        Sketch sketch = Sketch.of(13, 4);
        Model model = sketch.model(sketch.add("Identity", "x"));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).containsExactly("Identity");
    }

    @Test
    void leavesADropoutWhoseMaskIsAnOutput() {
        Sketch sketch = Sketch.of(13, 4);
        List<String> both = sketch.addMany(2, Node.of("Dropout", List.of("x"), List.of()));
        Model model = sketch.model(sketch.add("Neg", both.get(0)), both.get(1));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).contains("Dropout");
    }

    @Test
    void makesOneCastOfTwoWhereTheFirstLosesNothing() {
        Sketch sketch = Sketch.of(13, 4);
        String wide = sketch.add(Node.of("Cast", List.of("x"), List.of()).with("to", 11L));
        String back = sketch.add(Node.of("Cast", List.of(wide), List.of()).with("to", 1L));
        Model model = sketch.model(sketch.add("Neg", back));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).containsExactly("Neg");
    }

    @Test
    void leavesACastThatRounds() {
        Sketch sketch = Sketch.of(13, 4);
        String whole = sketch.add(Node.of("Cast", List.of("x"), List.of()).with("to", 6L));
        String back = sketch.add(Node.of("Cast", List.of(whole), List.of()).with("to", 1L));
        Model model = sketch.model(sketch.add("Neg", back));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).containsExactly("Cast", "Cast", "Neg");
    }

    @Test
    void makesOneTransposeOfTwoOrNone() {
        Sketch sketch = Sketch.of(13, 4, 6);
        String first = sketch.add(Node.of("Transpose", List.of("x"), List.of()).with("perm", new long[] {1, 2, 0}));
        String turned =
                sketch.add(Node.of("Transpose", List.of(first), List.of()).with("perm", new long[] {1, 0, 2}));
        String back = sketch.add(Node.of("Transpose", List.of(first), List.of()).with("perm", new long[] {2, 0, 1}));
        Model model = sketch.model(sketch.add("Neg", turned), sketch.add("Exp", back));

        Model rewritten = Sketch.rewritten(model);

        assertThat(Sketch.ops(rewritten)).containsExactlyInAnyOrder("Transpose", "Neg", "Exp");
    }
}

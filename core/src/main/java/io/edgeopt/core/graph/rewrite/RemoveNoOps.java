package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Takes out nodes whose output is their input: identities, casts to the same type, reshapes to the same shape. */
final class RemoveNoOps extends NodeRewrite {
    RemoveNoOps() {
        super("remove-no-ops");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.domain().isEmpty()
                || node.inputs().isEmpty()
                || node.outputs().isEmpty()) {
            return false;
        }
        OptionalInt kept = keptInput(node, look);
        return kept.isPresent() && editor.bypass(node, kept.getAsInt());
    }

    /** The input that the node hands on as it is. */
    private static OptionalInt keptInput(Node node, Look look) {
        return switch (node.op()) {
            case "Identity" -> OptionalInt.of(0);
            case "Dropout" -> first(isDropoutOff(node, look));
            case "Cast" -> first(isSameType(node, look));
            case "Transpose" ->
                first(MergeTransposes.permutation(node, look)
                        .filter(MergeTransposes::isIdentity)
                        .isPresent());
            case "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Expand", "Tile" -> first(isSameShape(node, 0, look));
            case "Pad" ->
                first(isSameShape(node, 0, look)
                        && look.integers(node, 1, "pads")
                                .filter(pads -> Arrays.stream(pads).allMatch(pad -> pad == 0))
                                .isPresent());
            case "Slice" -> first(isSameShape(node, 0, look) && stepsForward(node, look));
            case "Concat", "Sum", "Max", "Min", "Mean" -> first(node.inputs().size() == 1);
            case "Mul" -> beside(node, 1, true, look);
            case "Div" -> beside(node, 1, false, look);
            case "Add" -> beside(node, 0, true, look);
            case "Sub" -> beside(node, 0, false, look);
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt first(boolean handsOn) {
        return handsOn ? OptionalInt.of(0) : OptionalInt.empty();
    }

    private static boolean isDropoutOff(Node node, Look look) {
        boolean maskUnused = node.outputs().size() < 2
                || node.outputs().get(1).isEmpty()
                || (look.graph().consumersOf(node.outputs().get(1)).isEmpty()
                        && !look.graph().isOutput(node.outputs().get(1)));
        boolean off = node.input(2).isEmpty()
                || look.constant(node, 2)
                        .filter(training -> training.toLongs()[0] == 0)
                        .isPresent();
        return maskUnused && off;
    }

    private static boolean isSameType(Node node, Look look) {
        return look.facts()
                .type(node.inputs().get(0))
                .map(ElementType::onnxCode)
                .filter(code -> code == node.integer("to", 0))
                .isPresent();
    }

    private static boolean isSameShape(Node node, int input, Look look) {
        return look.facts().sameShape(node.inputs().get(input), node.output());
    }

    private static boolean stepsForward(Node node, Look look) {
        return node.input(4).isEmpty()
                || look.constant(node, 4)
                        .filter(steps -> Arrays.stream(steps.toLongs()).allMatch(step -> step == 1))
                        .isPresent();
    }

    /** The other input of a binary node, one input of which holds nothing but the neutral element. */
    private static OptionalInt beside(Node node, double neutral, boolean commutative, Look look) {
        for (int kept = 0; kept < (commutative ? 2 : 1); kept++) {
            Optional<Tensor> constant = look.constant(node, 1 - kept);
            if (constant.isPresent()
                    && constant.get().type() != ElementType.STRING
                    && isSameShape(node, kept, look)
                    && Arrays.stream(constant.get().toDoubles()).allMatch(value -> value == neutral)) {
                return OptionalInt.of(kept);
            }
        }
        return OptionalInt.empty();
    }
}

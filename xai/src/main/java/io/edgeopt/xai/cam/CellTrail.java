package io.edgeopt.xai.cam;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Trace;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Where one element of a detector's output came from: through reshapes, transposes and what treats every element alike, and
 * of joined levels to the one that it belongs to.
 */
final class CellTrail {
    private static final Set<OperatorKind> ALIKE = Set.of(
            OperatorKind.RESHAPE,
            OperatorKind.CAST,
            OperatorKind.QUANTIZE,
            OperatorKind.DEQUANTIZE,
            OperatorKind.SOFTMAX);

    private final Graph graph;
    private final Trace trace;

    CellTrail(Graph graph, Trace trace) {
        this.graph = graph;
        this.trace = trace;
    }

    /** A tensor and a place in its buffer. */
    private record Step(String tensor, long element) {}

    /** The tensor as far back as the element can be followed. */
    String back(String tensor, int element) {
        Step here = new Step(tensor, element);
        Optional<Step> before = before(here);
        while (before.isPresent()) {
            here = before.get();
            before = before(here);
        }
        return here.tensor();
    }

    private Optional<Step> before(Step here) {
        Optional<Node> made = graph.producerOf(here.tensor());
        if (made.isEmpty()) {
            return Optional.empty();
        }
        Node node = made.get();
        if (node.is("Transpose")) {
            return transposed(node, here);
        }
        if (Operators.of(node).kind() == OperatorKind.CONCAT) {
            return joined(node, here);
        }
        if (ALIKE.contains(Operators.of(node).kind()) || node.isAnyOf("Sigmoid", "HardSigmoid")) {
            return Optional.of(new Step(node.inputs().get(0), here.element()));
        }
        return node.isAnyOf("Mul", "Add", "Sub", "Div") ? scaled(node, here) : Optional.empty();
    }

    /** Through a product or a sum with numbers that are stored. */
    private Optional<Step> scaled(Node node, Step here) {
        Optional<Shape> shape = trace.shape(here.tensor());
        return node.inputs().stream()
                .filter(input -> graph.producerOf(input).isPresent())
                .filter(input -> trace.shape(input).equals(shape))
                .filter(input -> node.inputs().stream()
                        .allMatch(other ->
                                other.equals(input) || graph.constant(other).isPresent()))
                .findFirst()
                .map(input -> new Step(input, here.element()));
    }

    private Optional<Step> transposed(Node node, Step here) {
        Optional<Shape> from = trace.shape(node.inputs().get(0));
        Optional<Shape> to = trace.shape(here.tensor());
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        long[] source = from.get().toArray();
        long[] dims = to.get().toArray();
        long[] backwards = new long[source.length];
        Arrays.setAll(backwards, i -> source.length - 1L - i);
        long[] order = node.integers("perm").orElse(backwards);
        long[] place = new long[dims.length];
        long rest = here.element();
        for (int i = dims.length - 1; i >= 0; i--) {
            place[(int) order[i]] = rest % dims[i];
            rest /= dims[i];
        }
        long element = 0;
        for (int i = 0; i < source.length; i++) {
            element = element * source[i] + place[i];
        }
        return Optional.of(new Step(node.inputs().get(0), element));
    }

    private Optional<Step> joined(Node node, Step here) {
        Optional<Shape> whole = trace.shape(here.tensor());
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        long[] dims = whole.get().toArray();
        int axis = Math.floorMod(node.integer("axis", 0), dims.length);
        long inner = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            inner *= dims[i];
        }
        long outer = here.element() / (inner * dims[axis]);
        long along = here.element() / inner % dims[axis];
        for (String part : node.inputs()) {
            Optional<Shape> shape = trace.shape(part);
            if (shape.isEmpty()) {
                return Optional.empty();
            }
            long extent = shape.get().dim(axis);
            if (along < extent) {
                long element = (outer * extent + along) * inner + here.element() % inner;
                return Optional.of(new Step(part, element));
            }
            along -= extent;
        }
        return Optional.empty();
    }
}

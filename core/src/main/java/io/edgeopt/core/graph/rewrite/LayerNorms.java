package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Knows a normalisation over the last axes written out (mean, difference, mean of squares, root, quotient, scale and
 * shift) and writes {@code LayerNormalization}, which there is since opset 17.
 */
final class LayerNorms extends NodeRewrite {
    static final int SINCE = 17;

    /** What was found: the input, the first normalised axis counted from the end, and the nodes on the way. */
    private record Normalized(String x, int axis, float epsilon, List<Node> nodes) {}

    LayerNorms() {
        super("layer-norm");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        Optional<Integer> place = look.constantPlace(node);
        if (place.isEmpty() || !node.isAnyOf("Add", "Mul")) {
            return false;
        }
        String constant = node.inputs().get(place.get());
        String varying = node.inputs().get(1 - place.get());
        if (node.is("Mul")) {
            return write(node, List.of(), varying, List.of(constant), look, editor);
        }
        Optional<Node> product = look.madeForOne(varying, "Mul");
        Optional<Integer> scalePlace = product.flatMap(look::constantPlace);
        return scalePlace.isPresent()
                && write(
                        node,
                        List.of(product.get()),
                        product.get().inputs().get(1 - scalePlace.get()),
                        List.of(product.get().inputs().get(scalePlace.get()), constant),
                        look,
                        editor);
    }

    private static boolean write(
            Node last, List<Node> between, String quotient, List<String> constants, Look look, GraphEditor editor) {
        Optional<Normalized> found = normalized(quotient, look);
        if (found.isEmpty() || !look.isFloat(last.output())) {
            return false;
        }
        Normalized norm = found.get();
        List<Node> inner = new ArrayList<>(norm.nodes());
        inner.addAll(between);
        for (String constant : constants) {
            if (!hasNormalizedShape(constant, norm, look)) {
                return false;
            }
        }
        if (!look.facts().sameShape(norm.x(), last.output()) || !isClosed(inner, last, look.graph())) {
            return false;
        }
        List<String> inputs = new ArrayList<>(List.of(norm.x()));
        inputs.addAll(constants);
        editor.replace(
                last,
                Node.of("LayerNormalization", inputs, last.outputs())
                        .withName(last.name())
                        .with("axis", (long) norm.axis())
                        .with("epsilon", norm.epsilon()));
        inner.forEach(editor::remove);
        return true;
    }

    /** {@code (x - mean) / sqrt(mean of squares + epsilon)}. */
    private static Optional<Normalized> normalized(String quotient, Look look) {
        Optional<Node> division = look.made(quotient, "Div");
        Optional<Node> root = division.flatMap(found -> look.made(found.inputs().get(1), "Sqrt"));
        Optional<Node> sum = root.flatMap(found -> look.made(found.inputs().get(0), "Add"));
        Optional<Node> difference =
                division.flatMap(found -> look.made(found.inputs().get(0), "Sub"));
        Optional<Node> mean =
                difference.flatMap(found -> look.made(found.inputs().get(1), "ReduceMean"));
        if (sum.isEmpty() || mean.isEmpty()) {
            return Optional.empty();
        }
        String x = mean.get().inputs().get(0);
        if (!difference.get().inputs().get(0).equals(x)) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            OptionalDouble epsilon = look.scalar(sum.get().inputs().get(i));
            Optional<Node> variance = look.made(sum.get().inputs().get(1 - i), "ReduceMean");
            Optional<Node> square =
                    variance.flatMap(found -> look.made(found.inputs().get(0), "Mul", "Pow"));
            if (epsilon.isEmpty()
                    || square.isEmpty()
                    || !isSquare(square.get(), difference.get().output(), look)) {
                continue;
            }
            int axis = axis(mean.get(), look);
            if (axis < 0 && axis == axis(variance.get(), look)) {
                List<Node> nodes = List.of(
                        division.get(),
                        root.get(),
                        sum.get(),
                        variance.get(),
                        square.get(),
                        difference.get(),
                        mean.get());
                return Optional.of(new Normalized(x, axis, (float) epsilon.getAsDouble(), nodes));
            }
        }
        return Optional.empty();
    }

    private static boolean isSquare(Node node, String difference, Look look) {
        return node.inputs().get(0).equals(difference)
                && (node.is("Mul")
                        ? node.inputs().get(1).equals(difference)
                        : look.isScalar(node.inputs().get(1), 2));
    }

    /** The first of the axes that a mean is taken over, from the end; 0 where they are not the last ones. */
    private static int axis(Node mean, Look look) {
        Optional<long[]> axes = look.integers(mean, 1, "axes");
        int rank = look.facts().rank(mean.inputs().get(0)).orElse(0);
        if (axes.isEmpty() || rank == 0 || mean.integer("keepdims", 1) != 1) {
            return 0;
        }
        long[] fromEnd = Arrays.stream(axes.get())
                .map(axis -> axis < 0 ? axis : axis - rank)
                .sorted()
                .toArray();
        for (int i = 0; i < fromEnd.length; i++) {
            if (fromEnd[i] != i - fromEnd.length) {
                return 0;
            }
        }
        return -fromEnd.length;
    }

    private static boolean hasNormalizedShape(String constant, Normalized norm, Look look) {
        Optional<Shape> shape = look.constant(constant).map(Tensor::shape);
        if (shape.isEmpty() || shape.get().rank() != -norm.axis()) {
            return false;
        }
        for (int axis = norm.axis(); axis < 0; axis++) {
            if (look.facts().extent(norm.x(), axis).orElse(-1) != shape.get().dim(axis)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing outside the pattern reads what its inner nodes make. */
    private static boolean isClosed(List<Node> inner, Node last, Graph graph) {
        return inner.stream()
                .flatMap(node -> node.outputs().stream())
                .allMatch(tensor -> !graph.isOutput(tensor)
                        && graph.consumersOf(tensor).stream().allMatch(user -> user == last || inner.contains(user)));
    }
}

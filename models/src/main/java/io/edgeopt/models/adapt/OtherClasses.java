package io.edgeopt.models.adapt;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Exchanges the rows of the last layers that belong to classes, and keeps all others. From each output of scores it goes
 * back over what only moves or squashes numbers, to the convolution or product that makes them.
 */
final class OtherClasses {
    private final Graph before;
    private final GraphEditor editor;
    private final ClassRows rows;
    private final List<Layer> layers = new ArrayList<>();
    private final Set<String> exchanged = new HashSet<>();

    /** Where the classes lie among the channels of a tensor, in case others lie beside them. */
    private record Place(int first, int of) {}

    private OtherClasses(Model model, ClassRows rows) {
        this.before = model.graph();
        this.editor = model.edit();
        this.rows = rows;
    }

    /**
     * A layer that makes scores.
     *
     * @param output the tensor that it makes
     * @param axis which of its axes holds the rows; below zero it counts from the last
     * @param first where the rows of classes begin
     */
    record Layer(String name, String output, int axis, int first) {}

    /** The changed model, and the layers that have other rows. */
    record Exchanged(Model model, List<Layer> layers) {}

    static Exchanged of(Model model, List<String> scores, ClassRows rows) {
        OtherClasses work = new OtherClasses(model, rows);
        scores.forEach(output -> work.follow(output, new Place(0, rows.before())));
        return new Exchanged(work.editor.model(), List.copyOf(work.layers));
    }

    private void follow(String tensor, Place place) {
        Node node = before.producerOf(tensor)
                .orElseThrow(() -> cannot("no layer makes '%s'; it is an input or a constant".formatted(tensor)));
        switch (node.op()) {
            case "Conv" -> convolution(node, place);
            case "Gemm" -> product(node, place, node.integer("transB", 0) == 1 ? 0 : 1);
            case "MatMul" -> product(node, place, 1);
            case "Add" -> sum(node, place);
            case "Reshape" -> {
                reshape(node);
                follow(node.inputs().get(0), place);
            }
            case "Split" -> follow(node.inputs().get(0), split(node, tensor, place));
            case "Concat" -> node.inputs().forEach(part -> follow(part, place));
            case "Sigmoid",
                    "Softmax",
                    "LogSoftmax",
                    "Relu",
                    "Clip",
                    "Identity",
                    "Dropout",
                    "Cast",
                    "Transpose",
                    "Flatten",
                    "Squeeze",
                    "Unsqueeze",
                    "GlobalAveragePool",
                    "AveragePool",
                    "ReduceMean" -> follow(node.inputs().get(0), place);
            default ->
                throw cannot("the scores come out of %s (%s), which is no layer with a row for each class"
                        .formatted(node.label(), node.op()));
        }
    }

    private void convolution(Node node, Place place) {
        if (node.integer("group", 1) != 1) {
            throw cannot("%s works in groups".formatted(node.label()));
        }
        exchange(node, node.inputs().get(1), 0, place);
        node.input(2).ifPresent(bias -> exchange(node, bias, 0, place));
        layers.add(new Layer(node.label(), node.output(), 1, place.first()));
    }

    private void product(Node node, Place place, int axis) {
        exchange(node, node.inputs().get(1), axis, place);
        node.input(2).ifPresent(bias -> exchange(node, bias, -1, place));
        layers.add(new Layer(node.label(), node.output(), -1, place.first()));
    }

    private void sum(Node node, Place place) {
        List<String> inputs = node.inputs();
        boolean second = before.constant(inputs.get(1)).isPresent();
        exchange(node, inputs.get(second ? 1 : 0), -1, place);
        follow(inputs.get(second ? 0 : 1), place);
    }

    /** {@code axis} is of classes; below zero it counts from the last. */
    private void exchange(Node node, String weights, int axis, Place place) {
        Tensor values = before.constant(weights)
                .orElseThrow(() ->
                        cannot("the weights '%s' of %s are computed in the graph".formatted(weights, node.label())));
        Shape shape = values.shape();
        int at = axis < 0 ? shape.rank() + axis : axis;
        if (at >= shape.rank() || shape.dim(at) != place.of()) {
            throw cannot("%s has weights of %s, expected %d rows for the classes"
                    .formatted(node.label(), shape, place.of()));
        }
        if (exchanged.add(weights)) {
            Tensor changed = rows.of(values, at, place.first());
            if (before.isInitializer(weights)) {
                editor.set(weights, changed);
            } else {
                Node constant = before.producerOf(weights).orElseThrow();
                editor.replace(constant, constant.with("value", changed));
            }
        }
    }

    private void reshape(Node node) {
        String name = node.inputs().get(1);
        long[] target = before.constant(name)
                .map(Tensor::toLongs)
                .orElseThrow(() -> cannot(
                        "the target of %s is computed; 'edgeopt simplify' makes it constant".formatted(node.label())));
        long spoken =
                Arrays.stream(target).filter(extent -> extent == rows.before()).count();
        if (spoken == 1 && exchanged.add(node.output())) {
            for (int i = 0; i < target.length; i++) {
                target[i] = target[i] == rows.before() ? rows.after() : target[i];
            }
            String changed = editor.constant(node.output() + "_shape", Tensor.of(target, target.length));
            editor.replace(node, node.withInput(1, changed));
        } else if (spoken > 1) {
            throw cannot("the target of %s holds %d twice: which are the classes is not known"
                    .formatted(node.label(), rows.before()));
        }
    }

    /** The classes are one of the parts. */
    private Place split(Node node, String part, Place place) {
        boolean isAttribute = node.has("split");
        long[] sizes = isAttribute
                ? node.integers("split").orElseThrow()
                : node.input(1)
                        .flatMap(before::constant)
                        .map(Tensor::toLongs)
                        .orElseThrow(() -> cannot("%s divides evenly".formatted(node.label())));
        int index = node.outputs().indexOf(part);
        if (sizes[index] != place.of() || place.of() != rows.before()) {
            throw cannot("%s gives %d channels, expected %d".formatted(node.label(), sizes[index], place.of()));
        }
        int first = (int) Arrays.stream(sizes, 0, index).sum();
        int all = (int) Arrays.stream(sizes).sum();
        if (exchanged.add(node.output())) {
            sizes[index] = rows.after();
            editor.replace(
                    node,
                    isAttribute
                            ? node.with("split", sizes)
                            : node.withInput(
                                    1, editor.constant(node.output() + "_split", Tensor.of(sizes, sizes.length))));
        }
        return new Place(first, all);
    }

    private static UnsupportedModelException cannot(String why) {
        return new UnsupportedModelException("the classes cannot be exchanged: " + why);
    }
}

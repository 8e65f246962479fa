package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.HashWeights;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes a graph of a few nodes; whoever makes a tensor gives its name. */
final class SmallNet {
    private final GraphEditor editor;
    private int count;

    SmallNet(int opset, long... input) {
        editor = Model.empty("small", opset).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(input)));
    }

    SmallNet() {
        this(17, 1, 3, 8, 8);
    }

    String weight(long... dims) {
        String name = "w" + count++;
        editor.set(name, HashWeights.of(name, 0, 0.5, dims));
        return name;
    }

    String numbers(long... values) {
        String name = "n" + count++;
        editor.set(name, Tensor.of(values, values.length));
        return name;
    }

    String constant(Tensor value) {
        String name = "c" + count++;
        editor.add(Node.of("Constant", List.of(), List.of(name)).withName(name).with("value", value));
        return name;
    }

    String node(String op, UnaryOperator<Node> attributes, String... inputs) {
        return nodes(op, 1, attributes, inputs).get(0);
    }

    List<String> nodes(String op, int outputs, UnaryOperator<Node> attributes, String... inputs) {
        String name = op + count++;
        List<String> made = java.util.stream.IntStream.range(0, outputs)
                .mapToObj(i -> i == 0 ? name : name + "." + i)
                .toList();
        editor.add(attributes.apply(Node.of(op, List.of(inputs), made).withName(name)));
        return made;
    }

    String node(String op, String... inputs) {
        return node(op, node -> node, inputs);
    }

    /** A biased convolution of 1x1 with these weights' extents. */
    String conv(String x, long out, long in) {
        return node("Conv", x, weight(out, in, 1, 1), weight(out));
    }

    String relu(String x) {
        return node("Relu", x);
    }

    /** The tensor as an output, whatever its extents. */
    Model ending(String tensor) {
        editor.addOutput(ValueInfo.named(tensor));
        return editor.model();
    }

    /** A convolution to two channels, which are the output. */
    Model read(String tensor, long channels) {
        return ending(conv(tensor, 2, channels));
    }
}

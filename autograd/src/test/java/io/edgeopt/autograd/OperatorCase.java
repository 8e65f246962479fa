package io.edgeopt.autograd;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A model of one node, with inputs that are drawn by a fixed seed; those that are whole numbers are constants. */
final class OperatorCase {
    private final String title;
    private final String op;
    private int opset = 17;
    private int outputs = 1;
    private double low = -1.5;
    private double high = 1.5;
    private boolean differentiable = true;
    private UnaryOperator<Node> attributes = node -> node;
    private final List<String> order = new ArrayList<>();
    private final Map<String, Tensor> free = new LinkedHashMap<>();
    private final Map<String, Tensor> fixed = new LinkedHashMap<>();

    private OperatorCase(String title, String op) {
        this.title = title;
        this.op = op;
    }

    static OperatorCase of(String op) {
        return new OperatorCase(op, op);
    }

    static OperatorCase of(String op, String variant) {
        return new OperatorCase(op + " " + variant, op);
    }

    /** Later inputs are drawn from this range. */
    OperatorCase from(double lowest, double highest) {
        low = lowest;
        high = highest;
        return this;
    }

    /** A float input of that shape. */
    OperatorCase input(long... dims) {
        String name = "x" + order.size();
        SplittableRandom random = new SplittableRandom(31L * order.size() + title.hashCode());
        Shape shape = Shape.of(dims);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
        free.put(name, Tensor.of(values, dims));
        order.add(name);
        return this;
    }

    /** A constant input. */
    OperatorCase constant(Tensor value) {
        String name = "c" + order.size();
        fixed.put(name, value);
        order.add(name);
        return this;
    }

    OperatorCase longs(long... values) {
        return constant(Tensor.of(values, values.length));
    }

    OperatorCase absent() {
        order.add("");
        return this;
    }

    OperatorCase with(UnaryOperator<Node> change) {
        UnaryOperator<Node> before = attributes;
        attributes = node -> change.apply(before.apply(node));
        return this;
    }

    OperatorCase opset(int version) {
        opset = version;
        return this;
    }

    OperatorCase outputs(int count) {
        outputs = count;
        return this;
    }

    /** Its output is no number that could have a slope. */
    OperatorCase flat() {
        differentiable = false;
        return this;
    }

    boolean isDifferentiable() {
        return differentiable;
    }

    Map<String, Tensor> inputs() {
        return free;
    }

    Model model() {
        GraphEditor editor = Model.empty(op, opset).edit();
        free.forEach((name, tensor) -> editor.addInput(ValueInfo.of(name, ElementType.FLOAT, tensor.shape())));
        fixed.forEach(editor::set);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add("y" + i);
            editor.addOutput(ValueInfo.named("y" + i));
        }
        return editor.add(attributes.apply(Node.of(op, order, names).withName("node")))
                .model();
    }

    @Override
    public String toString() {
        return title + (opset == 17 ? "" : " (opset " + opset + ")");
    }
}

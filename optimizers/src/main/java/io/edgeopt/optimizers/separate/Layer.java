package io.edgeopt.optimizers.separate;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A convolution that can be separated: what it costs, separated or not, and what stands in its place. */
final class Layer {
    private final Node node;
    private final Form form;
    private final Kernel kernel;
    private final Shape input;
    private final Shape output;
    private final Factoring factoring;

    /**
     * @param input what it reads, for one item
     * @param output what it gives
     */
    Layer(Node node, Form form, Kernel kernel, Shape input, Shape output) {
        this.node = node;
        this.form = form;
        this.kernel = kernel;
        this.input = input;
        this.output = output;
        this.factoring = Factoring.of(form, kernel);
    }

    Node node() {
        return node;
    }

    Kernel kernel() {
        return kernel;
    }

    Factoring factoring() {
        return factoring;
    }

    /** As {@code core.trace} counts them. */
    long macs() {
        return output.size() * kernel.inputs() * kernel.places();
    }

    long macs(int rank) {
        long places = output.size() / output.dim(1);
        return switch (form) {
            case DEPTHWISE -> {
                long between = places * kernel.groups() * kernel.inputs() * rank;
                yield between * kernel.places() + output.size() * kernel.inputs() * rank;
            }
            case CHANNEL -> {
                long between = places * kernel.groups() * rank;
                yield between * kernel.inputs() * kernel.places() + output.size() * rank;
            }
            case SPATIAL -> {
                long between = output.dim(0) * kernel.groups() * rank * output.dim(2);
                for (int axis = 3; axis < input.rank(); axis++) {
                    between *= input.dim(axis);
                }
                yield between * kernel.inputs() * kernel.first() + output.size() * rank * kernel.others();
            }
        };
    }

    /** Puts two convolutions in its place; the second one has its name, its output and its bias. */
    void separate(GraphEditor editor, int rank) {
        String hint = node.label() + "/" + form;
        String between = editor.freshName(hint);
        List<String> firstInputs =
                List.of(node.inputs().get(0), editor.constant(hint + "/first", factoring.first(rank)));
        Node first = Node.of("Conv", firstInputs, List.of(between)).withName(editor.freshName(hint));
        List<String> secondInputs =
                new ArrayList<>(List.of(between, editor.constant(hint + "/second", factoring.second(rank))));
        node.input(2).ifPresent(secondInputs::add);
        Node second = Node.of("Conv", secondInputs, node.outputs()).withName(node.name());
        long groups = kernel.groups();
        if (form == Form.DEPTHWISE) {
            first = laidOver(first, false, false).with("group", groups * kernel.inputs());
        } else if (form == Form.CHANNEL) {
            first = laidOver(first, false, false).with("group", groups);
        } else {
            first = laidOver(first, true, false).with("group", groups);
            second = laidOver(second, true, true);
        }
        if (form != Form.SPATIAL) {
            second = second.with("kernel_shape", ones(kernel.axes()));
        }
        editor.replace(node, first, second.with("group", groups));
    }

    /** With the original's padding, strides and dilations: all, or of the first axis or the others alone. */
    private Node laidOver(Node made, boolean part, boolean others) {
        Node laid = made.with("kernel_shape", part ? cut(kernel.extents(), others, 1) : kernel.extents());
        for (String attribute : List.of("strides", "dilations")) {
            if (node.has(attribute)) {
                long[] all = node.integers(attribute).orElseThrow();
                laid = laid.with(attribute, part ? cut(all, others, 1) : all);
            }
        }
        if (node.has("auto_pad")) {
            laid = laid.with("auto_pad", node.text("auto_pad", "NOTSET"));
        }
        if (node.has("pads")) {
            long[] pads = node.integers("pads").orElseThrow();
            if (part) {
                long[] begin = cut(Arrays.copyOf(pads, kernel.axes()), others, 0);
                long[] end = cut(Arrays.copyOfRange(pads, kernel.axes(), pads.length), others, 0);
                long[] both = Arrays.copyOf(begin, pads.length);
                System.arraycopy(end, 0, both, kernel.axes(), kernel.axes());
                pads = both;
            }
            laid = laid.with("pads", pads);
        }
        return laid;
    }

    /** The first axis or the others; {@code plain} elsewhere. */
    private static long[] cut(long[] all, boolean others, long plain) {
        long[] some = all.clone();
        for (int axis = 0; axis < some.length; axis++) {
            if (axis > 0 != others) {
                some[axis] = plain;
            }
        }
        return some;
    }

    private static long[] ones(int axes) {
        long[] ones = new long[axes];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Puts one convolution of the same cost as before in its place, which does what the two would. */
    void compose(GraphEditor editor, int rank) {
        Tensor weights = factoring.composed(rank);
        String name = editor.constant(node.label() + "/composed", weights);
        editor.replace(node, node.withInput(1, name));
    }
}

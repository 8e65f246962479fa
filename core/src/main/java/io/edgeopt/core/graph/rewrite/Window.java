package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;

/** What a convolution or pooling slides over a clip; each array holds time, height and width, in that order. */
final class Window {
    private static final int AXES = 3;

    private final long[] kernel;
    private final long[] strides;
    /** Before each axis, then after each. */
    private final long[] pads;

    private final long[] dilations;

    private Window(long[] kernel, long[] strides, long[] pads, long[] dilations) {
        this.kernel = kernel;
        this.strides = strides;
        this.pads = pads;
        this.dilations = dilations;
    }

    /** Empty where the padding is left to the runtime, or the attributes are of another number of axes. */
    static Optional<Window> of(Node node, long[] kernel) {
        String autoPad = node.text("auto_pad", "NOTSET");
        if (!autoPad.equals("NOTSET") && !autoPad.equals("VALID")) {
            return Optional.empty();
        }
        long[] none = new long[2 * AXES];
        Window window = new Window(
                kernel,
                node.integers("strides").orElse(ones()),
                autoPad.equals("VALID") ? none : node.integers("pads").orElse(none),
                node.integers("dilations").orElse(ones()));
        boolean fits = window.kernel.length == AXES
                && window.strides.length == AXES
                && window.pads.length == 2 * AXES
                && window.dilations.length == AXES;
        return fits ? Optional.of(window) : Optional.empty();
    }

    /** Of a convolution with weights of that shape; empty too where they are not for clips. */
    static Optional<Window> of(Node convolution, Shape weight) {
        return weight.rank() == AXES + 2
                ? of(convolution, Arrays.copyOfRange(weight.toArray(), 2, AXES + 2))
                : Optional.empty();
    }

    /** The extents that it sees at once. */
    long kernel(int axis) {
        return kernel[axis];
    }

    /** Whether it sees one frame at a time, though perhaps not each of them. */
    boolean staysInFrames() {
        return kernel[0] == 1 && pads[0] == 0 && pads[AXES] == 0;
    }

    /** Whether it sees one place of the picture at a time, and each of them. */
    boolean staysInPlaces() {
        for (int axis = 1; axis < AXES; axis++) {
            if (kernel[axis] != 1 || strides[axis] != 1 || pads[axis] != 0 || pads[AXES + axis] != 0) {
                return false;
            }
        }
        return true;
    }

    long timeStep() {
        return strides[0];
    }

    /** The node with the height and width of this. */
    Node withinFrames(Node node) {
        return with(
                node,
                new long[] {kernel[1], kernel[2]},
                new long[] {strides[1], strides[2]},
                new long[] {pads[1], pads[2], pads[AXES + 1], pads[AXES + 2]},
                new long[] {dilations[1], dilations[2]});
    }

    /** The node with the time of this, over a second axis of places. */
    Node alongTime(Node node) {
        return with(
                node,
                new long[] {kernel[0], 1},
                new long[] {strides[0], 1},
                new long[] {pads[0], 0, pads[AXES], 0},
                new long[] {dilations[0], 1});
    }

    private static Node with(Node node, long[] kernel, long[] strides, long[] pads, long[] dilations) {
        Node changed = node.without("auto_pad")
                .with("kernel_shape", kernel)
                .with("strides", strides)
                .with("pads", pads);
        return node.has("dilations") ? changed.with("dilations", dilations) : changed;
    }

    private static long[] ones() {
        long[] ones = new long[AXES];
        Arrays.fill(ones, 1);
        return ones;
    }
}

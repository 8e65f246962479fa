package io.edgeopt.autograd.op;

import io.edgeopt.core.graph.Node;
import java.util.Arrays;

/** How a kernel slides over the spatial axes: the attributes that convolutions and pools share, defaults filled in. */
final class Window {
    final long[] kernel;
    final long[] strides;
    final long[] dilations;
    final long[] before;
    final long[] after;
    final boolean ceil;

    private Window(long[] kernel, long[] strides, long[] dilations, long[] before, long[] after, boolean ceil) {
        this.kernel = kernel;
        this.strides = strides;
        this.dilations = dilations;
        this.before = before;
        this.after = after;
        this.ceil = ceil;
    }

    /**
     * @param kernel the kernel's extents
     * @param spatial the input's spatial extents, on which the padding of {@code SAME_*} depends
     */
    static Window of(Node node, long[] kernel, long[] spatial) {
        int rank = kernel.length;
        long[] strides = node.integers("strides").orElseGet(() -> Axes.filled(rank, 1));
        long[] dilations = node.integers("dilations").orElseGet(() -> Axes.filled(rank, 1));
        long[] pads = node.integers("pads").orElseGet(() -> Axes.filled(2 * rank, 0));
        long[] before = Arrays.copyOfRange(pads, 0, rank);
        long[] after = Arrays.copyOfRange(pads, rank, 2 * rank);
        String auto = node.text("auto_pad", "NOTSET");
        if (auto.startsWith("SAME")) {
            for (int i = 0; i < rank; i++) {
                long outputs = (spatial[i] + strides[i] - 1) / strides[i];
                long reach = dilations[i] * (kernel[i] - 1) + 1;
                long total = Math.max(0, (outputs - 1) * strides[i] + reach - spatial[i]);
                before[i] = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                after[i] = total - before[i];
            }
        } else if (auto.equals("VALID")) {
            Arrays.fill(before, 0);
            Arrays.fill(after, 0);
        }
        return new Window(kernel, strides, dilations, before, after, node.integer("ceil_mode", 0) == 1);
    }

    int rank() {
        return kernel.length;
    }

    boolean isSymmetric() {
        return Arrays.equals(before, after);
    }

    boolean isPadded() {
        return Arrays.stream(before).anyMatch(pad -> pad != 0)
                || Arrays.stream(after).anyMatch(pad -> pad != 0);
    }

    boolean isDilated() {
        return Arrays.stream(dilations).anyMatch(dilation -> dilation != 1);
    }

    /** The padding as PyTorch orders it: last axis first, before and after. */
    long[] torchPads() {
        long[] pads = new long[2 * rank()];
        for (int i = 0; i < rank(); i++) {
            pads[2 * i] = before[rank() - 1 - i];
            pads[2 * i + 1] = after[rank() - 1 - i];
        }
        return pads;
    }
}

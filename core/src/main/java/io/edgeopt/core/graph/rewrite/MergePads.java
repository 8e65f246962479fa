package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lets a convolution or pooling do the padding that stands before it.
 *
 * <ul>
 *   <li>{@code Conv} pads with zeros itself.
 *   <li>{@code AveragePool} does so where it counts the padding.
 *   <li>{@code MaxPool} pads with what never wins, which zeros are where nothing is negative: after a {@code Relu}.
 * </ul>
 */
final class MergePads extends NodeRewrite {
    MergePads() {
        super("merge-pads");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.isAnyOf("Conv", "AveragePool", "MaxPool") || node.outputs().size() != 1) {
            return false;
        }
        Optional<Node> pad = look.madeForOne(node.inputs().get(0), "Pad");
        Optional<long[]> added = pad.flatMap(found -> zeroPads(found, look));
        String autoPad = node.text("auto_pad", "NOTSET");
        if (added.isEmpty() || !(autoPad.equals("NOTSET") || autoPad.equals("VALID"))) {
            return false;
        }
        long[] all = added.get();
        int rank = all.length / 2;
        boolean spatialOnly = rank > 2 && all[0] == 0 && all[1] == 0 && all[rank] == 0 && all[rank + 1] == 0;
        if (!spatialOnly || Arrays.stream(all).anyMatch(each -> each < 0)) {
            return false;
        }
        long[] own = autoPad.equals("VALID")
                ? new long[2 * (rank - 2)]
                : node.integers("pads").orElse(new long[2 * (rank - 2)]);
        if (own.length != 2 * (rank - 2)) {
            return false;
        }
        long[] pads = new long[own.length];
        for (int axis = 0; axis < rank - 2; axis++) {
            pads[axis] = own[axis] + all[axis + 2];
            pads[axis + rank - 2] = own[axis + rank - 2] + all[rank + axis + 2];
        }
        boolean hadPads = Arrays.stream(own).anyMatch(each -> each != 0);
        if (!canPad(node, pads, hadPads, pad.get(), look)) {
            return false;
        }
        Node changed =
                node.withInput(0, pad.get().inputs().get(0)).without("auto_pad").with("pads", pads);
        editor.replace(node, node.is("AveragePool") ? changed.with("count_include_pad", 1L) : changed);
        editor.remove(pad.get());
        return true;
    }

    private static boolean canPad(Node node, long[] pads, boolean hadPads, Node pad, Look look) {
        if (node.is("Conv")) {
            return true;
        }
        if (node.integer("ceil_mode", 0) != 0) {
            return false;
        }
        long[] kernel = node.integers("kernel_shape").orElse(new long[0]);
        boolean everyWindowMeetsTheInput = kernel.length == pads.length / 2;
        for (int i = 0; i < pads.length && everyWindowMeetsTheInput; i++) {
            everyWindowMeetsTheInput = pads[i] < kernel[i % kernel.length];
        }
        if (!everyWindowMeetsTheInput
                || node.integers("dilations")
                        .filter(each -> Arrays.stream(each).anyMatch(step -> step != 1))
                        .isPresent()) {
            return false;
        }
        return node.is("AveragePool")
                ? !hadPads || node.integer("count_include_pad", 0) == 1
                : look.made(pad.inputs().get(0), "Relu").isPresent();
    }

    /** How much of the constant 0 a {@code Pad} puts before and after each axis. */
    private static Optional<long[]> zeroPads(Node pad, Look look) {
        boolean zeros = pad.input(2).isPresent() ? look.isScalar(pad.inputs().get(2), 0) : pad.real("value", 0) == 0;
        Optional<long[]> pads = look.integers(pad, 1, "pads");
        if (!zeros || pads.isEmpty() || !pad.text("mode", "constant").equals("constant")) {
            return Optional.empty();
        }
        return pad.input(3).isEmpty() ? pads : onAllAxes(pads.get(), pad, look);
    }

    private static Optional<long[]> onAllAxes(long[] pads, Node pad, Look look) {
        Optional<long[]> axes = look.constant(pad, 3).map(Tensor::toLongs);
        int rank = look.facts().rank(pad.output()).orElse(0);
        if (axes.isEmpty() || rank == 0 || pads.length != 2 * axes.get().length) {
            return Optional.empty();
        }
        long[] all = new long[2 * rank];
        for (int i = 0; i < axes.get().length; i++) {
            int axis = (int) (axes.get()[i] < 0 ? axes.get()[i] + rank : axes.get()[i]);
            all[axis] = pads[i];
            all[rank + axis] = pads[axes.get().length + i];
        }
        return Optional.of(all);
    }
}

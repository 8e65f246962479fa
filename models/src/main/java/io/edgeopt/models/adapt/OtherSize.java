package io.edgeopt.models.adapt;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A convolutional network for pictures of another size. Exporters write the extents of maps into the targets of Reshape
 * (a channel shuffle, a detector's table of cells); they grow and shrink with the picture.
 */
final class OtherSize {
    private final Trace before;
    private final ImageSize from;
    private final ImageSize to;

    private OtherSize(Trace before, ImageSize from, ImageSize to) {
        this.before = before;
        this.from = from;
        this.to = to;
    }

    /** {@code trace} is of the model as it is; its batch may be free. */
    static Model of(Model model, Trace trace, Preparation taken, String input, ImageSize to) {
        OtherSize change = new OtherSize(trace, new ImageSize(taken.width(), taken.height()), to);
        GraphEditor editor = model.edit();
        ValueInfo declared = DescribedInput.of(model, input);
        boolean channelsFirst = taken.layout() == Preparation.Layout.NCHW;
        List<Dim> dims = new ArrayList<>(declared.dims().orElse(List.of()));
        int rows = dims.size() - (channelsFirst ? 2 : 3);
        if (rows < 1) {
            throw new UnsupportedModelException("input %s is no picture".formatted(declared));
        }
        dims.set(rows, new Dim.Fixed(to.height()));
        dims.set(rows + 1, new Dim.Fixed(to.width()));
        editor.declareInput(declared.withDims(dims));
        model.graph()
                .outputs()
                .forEach(output -> output.type().ifPresent(type -> editor.declareOutput(open(output, type))));
        for (Node node : model.graph().nodes()) {
            if (node.is("Reshape")) {
                change.reshape(node, model, editor);
            } else if (node.is("Resize") && node.inputs().size() > 3) {
                change.resize(node, model, editor);
            }
        }
        return editor.model();
    }

    /** Which extents follow from the picture's is found when the result is traced. */
    private static ValueInfo open(ValueInfo output, ElementType type) {
        List<Dim> dims = Collections.nCopies(output.dims().orElse(List.of()).size(), new Dim.Free(""));
        return ValueInfo.of(output.name(), type, dims);
    }

    private void reshape(Node node, Model model, GraphEditor editor) {
        long[] target = model.graph()
                .constant(node.inputs().get(1))
                .map(Tensor::toLongs)
                .orElse(new long[0]);
        Shape given = before.shape(node.inputs().get(0)).orElse(Shape.of());
        if (target.length < 3 || given.rank() < 4) {
            return;
        }
        long high = given.dim(given.rank() - 2);
        long wide = given.dim(given.rank() - 1);
        int last = target.length - 1;
        boolean changed = false;
        if (target[last] == wide && target[last - 1] == high) {
            target[last - 1] = scaled(node, high, from.height(), to.height());
            target[last] = scaled(node, wide, from.width(), to.width());
            changed = true;
        } else {
            long cells = high * wide;
            for (int axis = 1; axis < target.length && cells > 1; axis++) {
                if (target[axis] == cells) {
                    target[axis] = scaled(node, high, from.height(), to.height())
                            * scaled(node, wide, from.width(), to.width());
                    changed = true;
                }
            }
        }
        if (changed) {
            String name = editor.constant(node.output() + "_shape", Tensor.of(target, target.length));
            editor.replace(node, node.withInput(1, name));
        }
    }

    private void resize(Node node, Model model, GraphEditor editor) {
        model.graph().constant(node.inputs().get(3)).map(Tensor::toLongs).ifPresent(sizes -> {
            if (sizes.length == 4) {
                sizes[2] = scaled(node, sizes[2], from.height(), to.height());
                sizes[3] = scaled(node, sizes[3], from.width(), to.width());
                String name = editor.constant(node.output() + "_sizes", Tensor.of(sizes, sizes.length));
                editor.replace(node, node.withInput(3, name));
            }
        });
    }

    private static long scaled(Node node, long extent, int from, int to) {
        if (extent * to % from != 0) {
            throw new InvalidPlanException(
                    "--size: node %s has maps of %d, which would be %.1f; choose a size that all strides divide"
                            .formatted(node.label(), extent, (double) extent * to / from));
        }
        return extent * to / from;
    }
}

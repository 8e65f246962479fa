package io.edgeopt.models.adapt;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/** A model that was exported for one sample at a time, taking any number: training needs several. */
final class FreeBatch {
    private static final Dim BATCH = new Dim.Free("batch");

    private FreeBatch() {}

    static boolean isFree(Model model) {
        return model.graph().inputs().stream()
                .allMatch(input -> input.dims()
                        .filter(dims -> !dims.isEmpty())
                        .map(dims -> dims.get(0) instanceof Dim.Free)
                        .orElse(true));
    }

    /** The same with a free first axis, where targets of Reshape do not speak of one sample any more. */
    static Model of(Model model, Trace trace) {
        GraphEditor editor = model.edit();
        model.graph().inputs().forEach(input -> editor.declareInput(freed(input, trace)));
        model.graph().outputs().forEach(output -> editor.declareOutput(freed(output, trace)));
        for (Node node : model.graph().nodes()) {
            if (node.is("Reshape") && holdsOne(node.inputs().get(0), trace)) {
                freeTarget(node, model, editor);
            }
        }
        return editor.model();
    }

    private static void freeTarget(Node node, Model model, GraphEditor editor) {
        model.graph().constant(node.inputs().get(1)).map(Tensor::toLongs).ifPresent(target -> {
            if (target.length > 1 && target[0] == 1 && node.integer("allowzero", 0) == 0) {
                target[0] = 0;
                String name = editor.constant(node.output() + "_shape", Tensor.of(target, target.length));
                editor.replace(node, node.withInput(1, name));
            }
        });
    }

    private static boolean holdsOne(String tensor, Trace trace) {
        return trace.shape(tensor)
                .filter(shape -> shape.rank() > 0 && shape.dim(0) == 1)
                .isPresent();
    }

    private static ValueInfo freed(ValueInfo declared, Trace trace) {
        if (!holdsOne(declared.name(), trace)) {
            return declared;
        }
        List<Dim> dims = new ArrayList<>();
        for (long extent : trace.shape(declared.name()).map(Shape::toArray).orElseThrow()) {
            dims.add(dims.isEmpty() ? BATCH : new Dim.Fixed(extent));
        }
        return declared.withDims(dims);
    }
}

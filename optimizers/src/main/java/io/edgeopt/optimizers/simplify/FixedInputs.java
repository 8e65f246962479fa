package io.edgeopt.optimizers.simplify;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives inputs the extents that a user names. */
final class FixedInputs {
    private FixedInputs() {}

    static Model in(Model model, Map<String, Shape> shapes) {
        if (shapes.isEmpty()) {
            return model;
        }
        GraphEditor editor = model.edit();
        shapes.forEach((name, shape) -> editor.declareInput(fixed(model, name, shape)));
        return editor.model();
    }

    private static ValueInfo fixed(Model model, String name, Shape shape) {
        List<ValueInfo> inputs = model.graph().inputs();
        ValueInfo input = inputs.stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException("the model has no input '%s'; it has %s"
                        .formatted(name, inputs.stream().map(ValueInfo::name).toList())));
        List<Dim> fixed = new ArrayList<>();
        for (long extent : shape.toArray()) {
            fixed.add(new Dim.Fixed(extent));
        }
        if (input.dims().isPresent() && !fits(input.dims().get(), fixed)) {
            throw new InvalidPlanException(
                    "input '%s' cannot be %s: the model declares it as %s".formatted(name, shape, input));
        }
        return input.withDims(fixed);
    }

    private static boolean fits(List<Dim> declared, List<Dim> fixed) {
        if (declared.size() != fixed.size()) {
            return false;
        }
        for (int axis = 0; axis < declared.size(); axis++) {
            if (declared.get(axis) instanceof Dim.Fixed && !declared.get(axis).equals(fixed.get(axis))) {
                return false;
            }
        }
        return true;
    }
}

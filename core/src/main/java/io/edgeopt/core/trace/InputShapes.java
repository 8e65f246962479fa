package io.edgeopt.core.trace;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Which shapes a model is given: those it declares, those a user chose, and 1 for a batch left free. */
public final class InputShapes {
    private static final long SEED = 1;

    private InputShapes() {}

    /**
     * A shape for every input.
     *
     * @param chosen shapes by input name, for inputs with free extents other than the first
     */
    public static Map<String, Shape> of(Model model, Map<String, Shape> chosen) {
        Graph graph = model.graph();
        for (String name : chosen.keySet()) {
            if (!graph.isInput(name)) {
                throw new InvalidDataException("there is no input '%s' to give a shape; the model takes %s"
                        .formatted(
                                name,
                                graph.inputs().stream().map(ValueInfo::toString).collect(Collectors.joining("; "))));
            }
        }
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (ValueInfo input : graph.inputs()) {
            Shape given = chosen.get(input.name());
            shapes.put(input.name(), given == null ? assumed(input) : fitting(input, given));
        }
        return shapes;
    }

    /** Values to run with: floats between 0 and 1, the same each time, and zeros for all else. */
    public static Map<String, Tensor> filled(Model model, Map<String, Shape> shapes) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (ValueInfo input : model.graph().inputs()) {
            ElementType type = input.type().orElse(ElementType.FLOAT);
            Shape shape = shapes.getOrDefault(input.name(), Shape.of());
            tensors.put(input.name(), filled(type, shape));
        }
        return tensors;
    }

    private static Tensor filled(ElementType type, Shape shape) {
        if (type == ElementType.STRING) {
            return Tensor.of(java.util.Collections.nCopies(Math.toIntExact(shape.size()), ""), shape.toArray());
        }
        Tensor tensor = Tensor.allocate(type, shape);
        if (type == ElementType.FLOAT) {
            var values = tensor.floats();
            var random = new SplittableRandom(SEED);
            while (values.hasRemaining()) {
                values.put((float) random.nextDouble());
            }
        }
        return tensor;
    }

    private static Shape assumed(ValueInfo input) {
        List<Dim> dims = input.dims()
                .orElseThrow(() -> new InvalidDataException(
                        "input '%s' declares no shape; give it one: --shape %s=1,3,224,224 (with the extents it needs)"
                                .formatted(input.name(), input.name())));
        if (input.type().isEmpty()) {
            throw new UnsupportedModelException("input '%s' is no tensor".formatted(input.name()));
        }
        long[] extents = new long[dims.size()];
        for (int axis = 0; axis < extents.length; axis++) {
            if (dims.get(axis) instanceof Dim.Fixed fixed) {
                extents[axis] = fixed.extent();
            } else if (axis == 0) {
                extents[axis] = 1;
            } else {
                throw new InvalidDataException("axis %s of input '%s' is free in [%s]; give it an extent: --shape %s=%s"
                        .formatted(
                                Integer.toString(axis), input.name(), joined(dims, ", "), input.name(), example(dims)));
            }
        }
        return Shape.of(extents);
    }

    private static String example(List<Dim> dims) {
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < dims.size(); axis++) {
            String extent = dims.get(axis) instanceof Dim.Fixed fixed
                    ? Long.toString(fixed.extent())
                    : axis == 0 ? "1" : axis == 1 && dims.size() == 4 ? "3" : dims.size() >= 4 ? "224" : "16";
            text.append(axis == 0 ? "" : ",").append(extent);
        }
        return text.toString();
    }

    private static Shape fitting(ValueInfo input, Shape given) {
        List<Dim> dims = input.dims().orElse(List.of());
        boolean fits = input.dims().isEmpty() || dims.size() == given.rank();
        for (int axis = 0; fits && axis < dims.size(); axis++) {
            fits = !(dims.get(axis) instanceof Dim.Fixed fixed) || fixed.extent() == given.dim(axis);
        }
        if (!fits) {
            throw new InvalidDataException("input '%s' cannot have shape %s: the model takes [%s]"
                    .formatted(input.name(), given, joined(dims, ", ")));
        }
        return given;
    }

    private static String joined(List<Dim> dims, String between) {
        return dims.stream().map(Dim::toString).collect(Collectors.joining(between));
    }
}

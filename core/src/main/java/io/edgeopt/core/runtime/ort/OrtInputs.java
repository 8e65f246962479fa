package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The inputs of one run as native tensors, checked before the runtime sees them, for its own words name no names. */
final class OrtInputs implements AutoCloseable {
    private final Map<String, OnnxTensor> tensors;

    private OrtInputs(Map<String, OnnxTensor> tensors) {
        this.tensors = tensors;
    }

    static OrtInputs of(OrtEnvironment environment, String model, List<ValueInfo> declared, Map<String, Tensor> given)
            throws OrtException {
        check(model, declared, given);
        OrtInputs inputs = new OrtInputs(new LinkedHashMap<>());
        try {
            for (Map.Entry<String, Tensor> entry : given.entrySet()) {
                inputs.tensors.put(entry.getKey(), OrtTensors.over(environment, entry.getKey(), entry.getValue()));
            }
            return inputs;
        } catch (OrtException | RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    Map<String, OnnxTensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }

    private static void check(String model, List<ValueInfo> declared, Map<String, Tensor> given) {
        for (ValueInfo input : declared) {
            Tensor tensor = given.get(input.name());
            if (tensor == null) {
                throw new InvalidDataException("%s was not given its input '%s'; it takes %s"
                        .formatted(model, input.name(), describe(declared)));
            }
            check(model, input, tensor);
        }
        for (String name : given.keySet()) {
            if (declared.stream().noneMatch(input -> input.name().equals(name))) {
                throw new InvalidDataException(
                        "%s has no input '%s'; it takes %s".formatted(model, name, describe(declared)));
            }
        }
    }

    private static void check(String model, ValueInfo input, Tensor tensor) {
        ElementType expected = input.type().orElse(tensor.type());
        if (expected != tensor.type()) {
            throw new InvalidDataException("input '%s' of %s is given %s elements; it takes %s"
                    .formatted(input.name(), model, tensor.type(), expected));
        }
        List<Dim> dims = input.dims().orElse(List.of());
        // ONNX Runtime gives an input of unknown rank the shape of a scalar.
        if (!dims.isEmpty() && !fits(dims, tensor)) {
            throw new InvalidDataException("input '%s' of %s is given shape %s; it takes [%s]"
                    .formatted(
                            input.name(),
                            model,
                            tensor.shape(),
                            dims.stream().map(Dim::toString).collect(Collectors.joining(", "))));
        }
    }

    private static boolean fits(List<Dim> dims, Tensor tensor) {
        if (dims.size() != tensor.shape().rank()) {
            return false;
        }
        for (int i = 0; i < dims.size(); i++) {
            if (dims.get(i) instanceof Dim.Fixed fixed
                    && fixed.extent() != tensor.shape().dim(i)) {
                return false;
            }
        }
        return true;
    }

    private static String describe(List<ValueInfo> declared) {
        return declared.stream().map(ValueInfo::toString).collect(Collectors.joining("; "));
    }
}

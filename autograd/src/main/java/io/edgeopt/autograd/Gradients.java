package io.edgeopt.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.autograd.op.Tensors;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Tensor;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gradients of any number made from a model's outputs, with respect to its inputs, its weights, and the tensors between
 * its nodes.
 *
 * <p>The number is given by its own slopes: for each output that it depends on, a tensor of that output's shape that
 * says how much the number changes with each element. One element's gradient is a tensor of zeros with a one.
 */
public final class Gradients {
    /** Chooses the number once the outputs are known: slopes by output name. */
    @FunctionalInterface
    public interface Objective {
        Map<String, Tensor> slopes(Map<String, Tensor> outputs);
    }

    private final Program program;

    public Gradients(Program program) {
        this.program = program;
    }

    /** The number is one element of an output, counted through its whole buffer. */
    public static Objective element(String output, int index) {
        return outputs -> {
            Tensor value = output(outputs, output);
            if (index < 0 || index >= value.size()) {
                throw new InvalidPlanException(
                        "output '%s' has %d elements; there is no element %d".formatted(output, value.size(), index));
            }
            float[] slopes = new float[(int) value.size()];
            slopes[index] = 1;
            return Map.of(output, Tensor.of(slopes, value.shape().toArray()));
        };
    }

    private static Tensor output(Map<String, Tensor> outputs, String name) {
        return Optional.ofNullable(outputs.get(name))
                .orElseThrow(() -> new InvalidPlanException(
                        "the model has no output '%s'; it has %s".formatted(name, outputs.keySet())));
    }

    /**
     * Runs forwards, asks for the number, runs backwards.
     *
     * @param inputs the model's inputs by name
     * @param objective the number
     * @param wanted names of inputs, weights and tensors between nodes
     */
    public Derivatives of(Map<String, Tensor> inputs, Objective objective, Collection<String> wanted) {
        boolean before = JniUtils.isGradMode();
        try (NDManager scope = program.root().newSubManager()) {
            JniUtils.setGradMode(true);
            Map<String, NDArray> sources = new LinkedHashMap<>();
            Map<String, NDArray> fed = new HashMap<>();
            inputs.forEach((name, tensor) -> {
                NDArray array = Tensors.of(scope, tensor);
                if (wanted.contains(name)) {
                    array.setRequiresGradient(true);
                    sources.put(name, array);
                }
                fed.put(name, array);
            });
            Program.Probes probes = program.probes(wanted, sources.keySet());
            Map<String, NDArray> values = program.forward(fed, scope, node -> false, probes);
            sources.putAll(probes.arrays());
            Map<String, Tensor> outputs = read(values, names());
            backward(scope, values, objective.slopes(outputs));
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            sources.forEach((name, source) -> gradients.put(name, gradient(source)));
            outputs.putAll(read(values, wanted));
            return new Derivatives(outputs, gradients);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private List<String> names() {
        return program.model().graph().outputs().stream().map(ValueInfo::name).toList();
    }

    private static Map<String, Tensor> read(Map<String, NDArray> values, Collection<String> names) {
        Map<String, Tensor> read = new LinkedHashMap<>();
        for (String name : names) {
            Optional.ofNullable(values.get(name)).ifPresent(array -> read.put(name, Tensors.of(array)));
        }
        return read;
    }

    private static void backward(NDManager scope, Map<String, NDArray> values, Map<String, Tensor> slopes) {
        // A number that depends on nothing would have no way back: this zero is one, whatever the slopes are.
        NDArray total = scope.create(0f);
        total.setRequiresGradient(true);
        for (Map.Entry<String, Tensor> slope : slopes.entrySet()) {
            NDArray output = Optional.ofNullable(values.get(slope.getKey()))
                    .orElseThrow(
                            () -> new InvalidPlanException("the model has no output '%s'".formatted(slope.getKey())));
            NDArray weights = Tensors.of(scope, slope.getValue()).toType(output.getDataType(), false);
            total = total.add(output.mul(weights).sum());
        }
        JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
    }

    private static Tensor gradient(NDArray source) {
        try (NDArray gradient = source.getGradient()) {
            Tensor tensor = Tensors.of(gradient);
            JniUtils.zeroGrad((PtNDArray) source);
            return tensor;
        }
    }
}

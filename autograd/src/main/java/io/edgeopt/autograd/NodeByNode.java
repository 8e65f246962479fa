package io.edgeopt.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.autograd.op.Tensors;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A program's nodes one at a time, forwards and backwards, for whoever sends something else than derivatives back
 * through a network. Weights are the program's own where no other values are given.
 */
public final class NodeByNode {
    private final Program program;

    public NodeByNode(Program program) {
        this.program = program;
    }

    /** Every tensor of the graph for these inputs but the weights. */
    public Map<String, Tensor> forward(Map<String, Tensor> inputs) {
        boolean before = JniUtils.isGradMode();
        try (NDManager scope = program.root().newSubManager()) {
            JniUtils.setGradMode(false);
            Map<String, NDArray> fed = new HashMap<>();
            inputs.forEach((name, tensor) -> fed.put(name, Tensors.of(scope, tensor)));
            Map<String, Tensor> values = new LinkedHashMap<>();
            program.forward(fed, scope, /* training= */ false).forEach((name, array) -> {
                if (!program.weights().containsKey(name)) {
                    values.put(name, Tensors.of(array));
                }
            });
            return values;
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** A weight of the program's, or a constant that it was given as a float. */
    public Optional<Tensor> weight(String name) {
        return Optional.ofNullable(program.weights().get(name)).map(Tensors::of);
    }

    /** What the node makes of these values: its first output. */
    public Tensor run(Node node, Map<String, Tensor> values) {
        boolean before = JniUtils.isGradMode();
        try (NDManager scope = program.root().newSubManager()) {
            JniUtils.setGradMode(false);
            Map<String, NDArray> arrays = arrays(node, values, scope);
            program.runAlone(node, arrays, scope);
            return Tensors.of(output(node.output(), arrays));
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /**
     * The derivative of a number with respect to inputs of the node, from its derivative with respect to what the node
     * makes.
     *
     * @param slopes by output; an output without has none
     * @param wanted float inputs of the node
     */
    public Map<String, Tensor> back(
            Node node, Map<String, Tensor> values, Map<String, Tensor> slopes, Collection<String> wanted) {
        boolean before = JniUtils.isGradMode();
        try (NDManager scope = program.root().newSubManager()) {
            JniUtils.setGradMode(true);
            Map<String, NDArray> arrays = arrays(node, values, scope);
            wanted.forEach(name -> output(name, arrays).setRequiresGradient(true));
            Map<String, NDArray> sources = new LinkedHashMap<>();
            wanted.forEach(name -> sources.put(name, output(name, arrays)));
            program.runAlone(node, arrays, scope);
            NDArray total = scope.create(0f);
            total.setRequiresGradient(true);
            for (Map.Entry<String, Tensor> slope : slopes.entrySet()) {
                NDArray made = output(slope.getKey(), arrays);
                total = total.add(made.mul(Tensors.of(scope, slope.getValue())).sum());
            }
            JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            sources.forEach((name, source) -> {
                try (NDArray gradient = source.getGradient()) {
                    gradients.put(name, Tensors.of(gradient));
                }
            });
            return gradients;
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private Map<String, NDArray> arrays(Node node, Map<String, Tensor> values, NDManager scope) {
        Map<String, NDArray> arrays = new HashMap<>();
        for (String input : node.inputs()) {
            Tensor given = values.get(input);
            NDArray own = program.weights().get(input);
            if (given != null) {
                arrays.put(input, Tensors.of(scope, given));
            } else if (own != null) {
                NDArray view = own.reshape(own.getShape()).stopGradient();
                view.attach(scope);
                arrays.put(input, view);
            }
        }
        return arrays;
    }

    private static NDArray output(String name, Map<String, NDArray> arrays) {
        return Optional.ofNullable(arrays.get(name))
                .orElseThrow(
                        () -> new IllegalArgumentException("no value '%s' among %s".formatted(name, arrays.keySet())));
    }
}

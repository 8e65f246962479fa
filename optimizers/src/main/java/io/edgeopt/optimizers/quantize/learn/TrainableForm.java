package io.edgeopt.optimizers.quantize.learn;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Counterpart;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.FloatWeightEmitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.emit.StoredWeight;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A quantized network in the form in which it can be trained: its weights are floats that go through their integers in
 * every run. Rounding is taken for the identity on the way back, and what is cut off has no gradient. Scales stay.
 */
public final class TrainableForm {
    private final Plan plan;
    private final Emitter emitter;
    private final Model model;
    private final Map<Node, String> weights = new LinkedHashMap<>();
    private final Map<Node, String> biases = new LinkedHashMap<>();

    /** @param emitter writes what is deployed */
    public TrainableForm(Plan plan, Emitter emitter) {
        this.plan = plan;
        this.emitter = emitter;
        this.model = new FloatWeightEmitter().emit(plan);
        Graph graph = model.graph();
        for (Node layer : plan.placement().layers()) {
            if (plan.stored(layer).isEmpty()) {
                continue;
            }
            Node written = Counterpart.of(graph, layer);
            String weight = Counterpart.floats(
                    graph, Operators.of(written).weightOf(written).orElseThrow());
            Optional<String> bias = Operators.of(written).biasOf(written).filter(graph::isInitializer);
            if (graph.isInitializer(weight)) {
                weights.put(layer, weight);
                bias.ifPresent(name -> biases.put(layer, name));
            }
        }
    }

    public Model model() {
        return model;
    }

    /** The float initializers that training leaves alone: all but the weights and biases of layers on integers. */
    public Set<String> fixed() {
        Set<String> fixed = new LinkedHashSet<>();
        for (String name : model.graph().initializerNames()) {
            if (model.graph().initializerType(name).orElseThrow() == ElementType.FLOAT) {
                fixed.add(name);
            }
        }
        fixed.removeAll(weights.values());
        fixed.removeAll(biases.values());
        return fixed;
    }

    /** The plan with what has been learnt since. */
    public Plan plan(Model trained) {
        Map<Node, StoredWeight> stored = new HashMap<>(plan.weights());
        weights.forEach((layer, name) -> stored.put(layer, integers(layer, value(trained, name))));
        Map<Node, float[]> changed = new HashMap<>(plan.biases());
        biases.forEach((layer, name) -> changed.put(layer, value(trained, name).toFloats()));
        return plan.withWeights(stored).withBiases(changed);
    }

    private static Tensor value(Model trained, String name) {
        return trained.graph().initializer(name).orElseThrow();
    }

    private StoredWeight integers(Node layer, Tensor weight) {
        StoredWeight like = plan.stored(layer).orElseThrow();
        float[] values = weight.toFloats();
        float[] scales = like.scales(weight.shape());
        int[] integers = new int[values.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) Math.rint(values[i] / (double) scales[i]);
        }
        return plan.rounder().fitted(layer, weight.shape(), integers, like);
    }

    /** What a trained model becomes when it is written for its target. */
    public Model deployed(Model trained) {
        return emitter.emit(plan(trained));
    }
}

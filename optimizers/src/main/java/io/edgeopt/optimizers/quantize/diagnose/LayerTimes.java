package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long each layer of a model takes, what lies between it and the next ones included: the runtime's own record of
 * some runs, the shortest call of each node. It tells where to look, not what is gained: a race does that.
 */
public final class LayerTimes {
    private static final int RUNS = 8;

    private LayerTimes() {}

    /** By layer, how much longer it takes in integers than in float, as a share of all the integer model's time. */
    public static Map<String, Double> excess(
            Model floats, Model integers, LayerNames names, Map<String, Tensor> inputs, Backend backend) {
        Map<String, Double> before = of(floats, names, inputs, backend);
        Map<String, Double> after = of(integers, names, inputs, backend);
        double all = after.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> excess = new LinkedHashMap<>();
        after.forEach((layer, micros) -> excess.put(layer, (micros - before.getOrDefault(layer, 0.0)) / all));
        return excess;
    }

    /** Microseconds by layer; empty where the backend keeps no record. */
    public static Map<String, Double> of(Model model, LayerNames names, Map<String, Tensor> inputs, Backend backend) {
        SessionOptions options = SessionOptions.DEFAULT.withThreads(1).withProfile(true);
        try (Session session = backend.open(model, options)) {
            for (int run = 0; run < RUNS; run++) {
                session.run(inputs);
            }
            return session.profile()
                    .map(profile -> of(profile.operators(), names))
                    .orElse(Map.of());
        }
    }

    static Map<String, Double> of(Iterable<OperatorTime> executed, LayerNames names) {
        Map<String, Double> micros = new LinkedHashMap<>();
        // What has a name of the runtime's own mostly belongs to what ran before it.
        Optional<String> last = Optional.empty();
        for (OperatorTime time : executed) {
            Optional<String> layer = names.layerOf(time.node());
            last = layer.isPresent() ? layer : last;
            last.ifPresent(owner -> micros.merge(owner, time.leastMicros(), Double::sum));
        }
        return micros;
    }
}

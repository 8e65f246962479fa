package io.edgeopt.optimizers.prune;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.choose.TimedRace;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long a model takes beside another: both run by turns on one thread, so that what disturbs one disturbs both. */
public final class Turns {
    private static final String SOURCE = "source";
    private static final String CHANGED = "changed";

    private Turns() {}

    /** The time of {@code changed} as a share of that of {@code source}. */
    public static double share(Model changed, Model source, Map<String, Tensor> inputs, Backend backend) {
        return ratio(changed, source, inputs, backend).value();
    }

    /** The same, with its interval. */
    public static Ratio ratio(Model changed, Model source, Map<String, Tensor> inputs, Backend backend) {
        Map<String, Model> models = new LinkedHashMap<>();
        models.put(SOURCE, source);
        models.put(CHANGED, changed);
        return new TimedRace(backend).run(models, inputs).share(CHANGED, SOURCE);
    }
}

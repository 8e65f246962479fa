package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.ToldStep;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;
import java.util.List;

/** A step that gives weights another form; what comes out was run and compared with what went in. */
public abstract class WeightScheme implements ToldStep {
    private static final int SAMPLES = 3;

    private final String name;
    private final Backend backend;
    private final long seed;
    private List<String> keptFloat = List.of();

    /** @param seed what the inputs are drawn from on which source and result are compared */
    protected WeightScheme(String name, Backend backend, long seed) {
        this.name = name;
        this.backend = backend;
        this.seed = seed;
    }

    /** Leaves layers of these names as they are. */
    final WeightScheme keeping(List<String> layers) {
        keptFloat = List.copyOf(layers);
        return this;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Quantization run(Model model) {
        return compress(model).told();
    }

    /** Changes the draft's weights, one by one, and says of each what was done. */
    protected abstract void change(Draft draft);

    /** Makes more of the changed model, where the scheme knows how; the draft takes notes of it. */
    protected Model improved(Model changed, Draft draft) {
        return changed;
    }

    /**
     * The changed model and how close it comes.
     *
     * @throws UnsupportedModelException where the model has nothing that this scheme changes
     */
    public final Compressed compress(Model source) {
        // Constants folded, so that a weight that the file turns or scales first is seen; batch norms put into weights.
        Draft draft = new Draft(source, new Simplify(backend, SimplifySettings.DEFAULT.withSeed(seed)).apply(source));
        draft.keep(keptFloat);
        change(draft);
        if (draft.isEmpty()) {
            throw new UnsupportedModelException(
                    "%s: the model has no layer that it changes (float weights of %d elements or more in layers that are constants)"
                            .formatted(name, WeightTensor.FEWEST));
        }
        Model changed = improved(draft.model(), draft);
        Fidelity fidelity =
                new Fidelity(source, Fidelity.drawn(source, SAMPLES, seed), backend, SessionOptions.DEFAULT);
        return draft.finished(changed, fidelity.of(changed));
    }
}

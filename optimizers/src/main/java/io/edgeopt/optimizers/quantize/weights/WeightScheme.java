package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Fidelity;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.Backend;

/** A step that gives weights another form; what comes out was run and compared with what went in. */
public abstract class WeightScheme implements Step {
    private static final int SAMPLES = 3;

    private final String name;
    private final Backend backend;
    private final long seed;

    protected WeightScheme(String name, Backend backend, long seed) {
        this.name = name;
        this.backend = backend;
        this.seed = seed;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Model apply(Model model) {
        return run(model).model();
    }

    protected final Backend backend() {
        return backend;
    }

    protected final long seed() {
        return seed;
    }

    /** Changes the draft's weights, one by one, and says of each what was done. */
    protected abstract void change(Draft draft);

    /**
     * The changed model and how close it comes.
     *
     * @throws UnsupportedModelException where the model has nothing that this scheme changes
     */
    public final Compressed run(Model source) {
        Draft draft = new Draft(source);
        change(draft);
        if (draft.isEmpty()) {
            throw new UnsupportedModelException(
                    "%s: the model has no layer that it changes (float weights of %d elements or more in layers that the file keeps as constants; 'edgeopt simplify' may make such)"
                            .formatted(name, WeightTensor.FEWEST));
        }
        Model changed = draft.model();
        Fidelity fidelity = Verification.onRandomInputs(source, backend, SAMPLES, seed, Double.POSITIVE_INFINITY)
                .fidelity(changed);
        fidelity.problem().ifPresent(problem -> {
            throw new InvalidModelException("%s: the result is not written: %s".formatted(name, problem));
        });
        return draft.finished(changed, fidelity);
    }
}

package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a model about changed inputs; its session stays open from picture to picture while the target reads the same. */
public abstract class TrialExplainer implements Explainer {
    private final Subject subject;
    private final int batch;
    private @Nullable Session session;
    private Set<String> tensors = Set.of();

    /** @param batch how many changed inputs go through the model at once, where its batch is free */
    protected TrialExplainer(Subject subject, int batch) {
        this.subject = subject;
        this.batch = Trials.batch(subject, batch);
    }

    /** The map of one input, whose changed copies {@code trials} scores. */
    protected abstract Saliency explain(Tensor input, Target target, Trials trials);

    @Override
    public final Saliency explain(Tensor input, Target target) {
        subject.axes(input.shape()).checkOne(input.shape());
        try (Trials trials = Trials.of(session(target), subject.input(), input, target, batch)) {
            return explain(input, target, trials);
        }
    }

    private Session session(Target target) {
        Session open = session;
        if (open == null || !tensors.equals(target.tensors())) {
            close();
            open = subject.open(target.tensors());
            tensors = target.tensors();
            session = open;
        }
        return open;
    }

    @Override
    public final void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}

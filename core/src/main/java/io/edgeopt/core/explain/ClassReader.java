package io.edgeopt.core.explain;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/** What class a model sees in an input. */
public final class ClassReader implements AutoCloseable {
    private final Subject subject;
    private final Session session;

    public ClassReader(Subject subject) {
        this.subject = subject;
        this.session = subject.backend().open(subject.model(), subject.options());
    }

    public Prediction.ClassScores read(Tensor input) {
        Map<String, Tensor> outputs = session.run(Map.of(subject.input(), input));
        Prediction answer = subject.card().head().decode(outputs, 0, View.exact(1, 1));
        if (answer instanceof Prediction.ClassScores scores) {
            return scores;
        }
        throw new UnsupportedModelException("%s answers with %s, which has no classes to explain"
                .formatted(subject.card().name(), subject.card().task()));
    }

    @Override
    public void close() {
        session.close();
    }
}

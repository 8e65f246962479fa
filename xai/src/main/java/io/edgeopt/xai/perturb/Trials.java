package io.edgeopt.xai.perturb;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Changed copies of one input, scored a few at a time in buffers that stay tied to the session. */
public final class Trials implements AutoCloseable {
    /** Writes one change over a copy of the input. */
    @FunctionalInterface
    public interface Change {
        void to(FloatBuffer item, int index);
    }

    private final Target target;
    private final FloatBuffer original;
    private final int size;
    private final Binding binding;
    private final Tensor input;
    private final int batch;

    private Trials(Target target, Tensor original, String name, Binding binding, int batch) {
        this.target = target;
        this.original = original.floats();
        this.size = (int) original.size();
        this.binding = binding;
        this.input = binding.input(name);
        this.batch = batch;
    }

    /** How many copies the model takes at once, up to {@code most}; one where its batch is fixed. */
    static int batch(Subject subject, int most) {
        ValueInfo input = subject.model().graph().inputs().get(0);
        List<Dim> dims = input.dims().orElse(List.of());
        return !dims.isEmpty() && dims.get(0) instanceof Dim.Free ? most : 1;
    }

    /** Over a session that gives the target's tensors; where it refuses several at once, it is asked one by one. */
    static Trials of(Session session, String name, Tensor original, Target target, int most) {
        if (most > 1) {
            try {
                return bound(session, name, original, target, most);
            } catch (EdgeoptException refused) {
                // A graph may declare a free batch and hold a reshape that is not.
            }
        }
        return bound(session, name, original, target, 1);
    }

    private static Trials bound(Session session, String name, Tensor original, Target target, int batch) {
        long[] dims = original.shape().toArray();
        dims[0] = batch;
        Tensor buffer = Tensor.allocate(ElementType.FLOAT, Shape.of(dims));
        for (int i = 0; i < batch; i++) {
            buffer.floats().position(i * (int) original.size()).put(original.floats());
        }
        Binding binding = session.bind(Map.of(name, buffer));
        return new Trials(target, original, name, binding, batch);
    }

    /** The score of the input as it is. */
    public double unchanged() {
        return scores(1, (item, index) -> {})[0];
    }

    /** Takes what the model gives for one copy. */
    @FunctionalInterface
    public interface Reader {
        void read(Map<String, Tensor> outputs, int item, int index);
    }

    /** The scores of so many changed copies. */
    public double[] scores(int count, Change change) {
        double[] scores = new double[count];
        run(count, change, (outputs, item, index) -> scores[index] = target.score(outputs, item));
        return scores;
    }

    /** Runs so many changed copies. */
    public void run(int count, Change change, Reader reader) {
        FloatBuffer buffer = input.floats();
        for (int first = 0; first < count; first += batch) {
            int now = Math.min(batch, count - first);
            for (int i = 0; i < now; i++) {
                buffer.put(i * size, original, 0, size);
                change.to(buffer.slice(i * size, size), first + i);
            }
            binding.run();
            for (int i = 0; i < now; i++) {
                reader.read(binding.outputs(), i, first + i);
            }
        }
    }

    @Override
    public void close() {
        binding.close();
    }
}

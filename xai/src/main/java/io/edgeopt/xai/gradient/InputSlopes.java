package io.edgeopt.xai.gradient;

import io.edgeopt.autograd.Derivatives;
import io.edgeopt.autograd.Gradients;
import io.edgeopt.autograd.Program;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How a target changes with each element of inputs, a few inputs at a time so that memory stays bounded. */
final class InputSlopes implements AutoCloseable {
    /** As many floats of input as go through a network at once, unless one input alone has more. */
    private static final int FLOATS_AT_ONCE = 8 * 3 * 224 * 224;

    private final Subject subject;
    private final TargetProgram programs;
    private final boolean oneByOne;
    private @Nullable WaySlopes way;

    InputSlopes(Subject subject) {
        this.subject = subject;
        this.programs = new TargetProgram(subject, Set.of());
        List<Dim> dims = subject.model().graph().inputs().get(0).dims().orElse(List.of());
        this.oneByOne = dims.isEmpty() || dims.get(0) instanceof Dim.Fixed;
    }

    /** Fills one of several inputs. */
    @FunctionalInterface
    interface Filler {
        void fill(FloatBuffer item, int index);
    }

    float[] at(Tensor input, Target target) {
        return Binding.named(run(input, target).gradients(), subject.input()).toFloats();
    }

    /** The target's score at an input. */
    double score(Tensor input, Target target) {
        Derivatives found =
                new Gradients(programs.of(target)).of(Map.of(subject.input(), input), outputs -> Map.of(), List.of());
        return target.score(found.values(), 0);
    }

    /** Visits the slopes at {@code count} inputs shaped like {@code like}, in order. */
    void visit(Tensor like, int count, Filler filler, Target target, BiConsumer<Integer, float[]> visitor) {
        visit(programs.of(target), subject.input(), like, atOnce(like), count, filler, target, visitor);
    }

    /** The slopes at points of the straight way from one input to another, each times its weight, summed up. */
    float[] along(Tensor from, Tensor to, GaussLegendre rule, Target target) {
        Program whole = programs.of(target);
        if (way == null || way.whole() != whole) {
            closeWay();
            way = WaySlopes.of(whole, subject.input());
        }
        return way.sum(from, to, rule, target, atOnce(to));
    }

    private int atOnce(Tensor like) {
        return oneByOne ? 1 : Math.max(1, FLOATS_AT_ONCE / (int) like.size());
    }

    static void visit(
            Program program,
            String input,
            Tensor like,
            int most,
            int count,
            Filler filler,
            Target target,
            BiConsumer<Integer, float[]> visitor) {
        int size = (int) like.size();
        for (int first = 0; first < count; first += most) {
            int now = Math.min(most, count - first);
            long[] dims = like.shape().toArray();
            dims[0] = now;
            Tensor batch = Tensor.allocate(ElementType.FLOAT, Shape.of(dims));
            for (int i = 0; i < now; i++) {
                filler.fill(batch.floats().slice(i * size, size), first + i);
            }
            Derivatives found = new Gradients(program).of(Map.of(input, batch), target::slopes, List.of(input));
            FloatBuffer slopes = Binding.named(found.gradients(), input).floats();
            for (int i = 0; i < now; i++) {
                float[] one = new float[size];
                slopes.get(i * size, one);
                visitor.accept(first + i, one);
            }
        }
    }

    private Derivatives run(Tensor batch, Target target) {
        return new Gradients(programs.of(target))
                .of(Map.of(subject.input(), batch), target::slopes, List.of(subject.input()));
    }

    private void closeWay() {
        if (way != null) {
            way.close();
            way = null;
        }
    }

    @Override
    public void close() {
        closeWay();
        programs.close();
    }
}

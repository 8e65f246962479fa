package io.edgeopt.xai.gradient;

import io.edgeopt.autograd.Gradients;
import io.edgeopt.autograd.Program;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Slopes at many points of a straight way of inputs, of which their weighted sum is wanted. */
final class WaySlopes implements AutoCloseable {
    private final Program whole;
    private final String input;
    private final @Nullable Parts parts;

    private WaySlopes(Program whole, String input, @Nullable Parts parts) {
        this.whole = whole;
        this.input = input;
        this.parts = parts;
    }

    /** A network's two parts, ready to run. */
    private record Parts(Program beginning, Program rest, String cut) implements AutoCloseable {
        static Parts of(StraightBeginning cut) {
            return new Parts(Program.of(cut.beginning()), Program.of(cut.rest()), cut.cut());
        }

        @Override
        public void close() {
            beginning.close();
            rest.close();
        }
    }

    static WaySlopes of(Program whole, String input) {
        return new WaySlopes(
                whole,
                input,
                StraightBeginning.of(whole.model(), input).map(Parts::of).orElse(null));
    }

    /** The network that it was made for, which belongs to whoever made it. */
    Program whole() {
        return whole;
    }

    /** @param most points that are run at once */
    float[] sum(Tensor from, Tensor to, GaussLegendre rule, Target target, int most) {
        if (parts == null) {
            return sum(whole, input, from, to, rule, target, most);
        }
        Tensor start = value(parts, from);
        Tensor end = value(parts, to);
        float[] sums = sum(parts.rest(), parts.cut(), start, end, rule, target, most);
        Tensor slopes = Tensor.of(sums, start.shape().toArray());
        return Binding.named(
                        new Gradients(parts.beginning())
                                .of(Map.of(input, to), outputs -> Map.of(parts.cut(), slopes), List.of(input))
                                .gradients(),
                        input)
                .toFloats();
    }

    private Tensor value(Parts open, Tensor at) {
        return Binding.named(
                new Gradients(open.beginning())
                        .of(Map.of(input, at), outputs -> Map.of(), List.of())
                        .values(),
                open.cut());
    }

    private static float[] sum(
            Program program, String input, Tensor from, Tensor to, GaussLegendre rule, Target target, int most) {
        float[] start = from.toFloats();
        float[] end = to.toFloats();
        float[] sums = new float[end.length];
        InputSlopes.visit(
                program,
                input,
                to,
                most,
                rule.points().size(),
                (item, index) -> {
                    float share = rule.points().get(index).floatValue();
                    for (int i = 0; i < end.length; i++) {
                        item.put(i, start[i] + share * (end[i] - start[i]));
                    }
                },
                target,
                (index, found) -> {
                    float weight = rule.weights().get(index).floatValue();
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += weight * found[i];
                    }
                });
        return sums;
    }

    @Override
    public void close() {
        if (parts != null) {
            parts.close();
        }
    }
}

package io.edgeopt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A network of which channels can be cut, or their weights be made zero, which must answer alike.
 *
 * @param groups of channels that can only go together
 * @param cut without the channels of that set
 * @param masked with zeros in their place
 */
public record CutOrMasked(
        Model model, List<Group> groups, Function<BitSet, Model> cut, Function<BitSet, Model> masked) {
    /** Sums in another order differ in their last bits. */
    private static final double TOLERANCE = 1e-5;

    private static final OrtBackend BACKEND = new OrtBackend();

    /** So many channels, by the number of the first. */
    public record Group(int first, int channels) {}

    public CutOrMasked {
        groups = List.copyOf(groups);
    }

    /** With a share of each group gone, but never all of it: the same answers, from fewer parameters. */
    public void assertAgree(double ratio, long seed) {
        BitSet removed = drawn(ratio, seed);

        Model smaller = Model.parse("cut", cut.apply(removed).toBytes());

        assertEquals(
                Optional.empty(),
                Verification.onRandomInputs(masked.apply(removed), BACKEND, 2, seed, TOLERANCE)
                        .check(smaller)
                        .problem());
        if (!groups.isEmpty()) {
            assertTrue(parameters(smaller) < parameters(model), "cutting leaves fewer parameters");
        }
    }

    private BitSet drawn(double ratio, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet removed = new BitSet();
        for (Group group : groups) {
            int gone = (int) Math.min(group.channels() - 1, Math.round(ratio * group.channels()));
            while (removed.get(group.first(), group.first() + group.channels()).cardinality() < gone) {
                removed.set(group.first() + random.nextInt(group.channels()));
            }
        }
        return removed;
    }

    private static long parameters(Model model) {
        return Cost.of(model, Trace.ofShapes(model, BACKEND, Map.of())).parameters();
    }
}

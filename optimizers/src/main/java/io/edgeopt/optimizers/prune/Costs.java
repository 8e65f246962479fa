package io.edgeopt.optimizers.prune;

import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import io.edgeopt.optimizers.prune.graph.Group;
import io.edgeopt.optimizers.prune.graph.Role;
import io.edgeopt.optimizers.prune.graph.WeightAxis;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a model costs without some of its channels, from the costs of the whole one. */
final class Costs {
    /** One of the extents that work is proportional to. */
    private record Extent(String tensor, int axis) {}

    /** Work that is proportional to all of these extents. */
    private record Work(double amount, List<Extent> extents) {}

    private final DependencyGraph dependencies;
    private final List<Work> macs = new ArrayList<>();
    private final List<Work> weights = new ArrayList<>();
    private final double wholeMacs;
    private final double wholeParameters;

    Costs(DependencyGraph dependencies, Trace trace) {
        this.dependencies = dependencies;
        Cost cost = Cost.of(dependencies.model(), trace);
        this.wholeMacs = cost.macs();
        this.wholeParameters = cost.parameters();
        for (Cost.NodeCost node : cost.nodes()) {
            if (node.macs().orElse(0) > 0) {
                macs.add(new Work(node.macs().getAsLong(), extents(node.node(), trace)));
            }
        }
        Set<String> seen = new LinkedHashSet<>();
        for (Group group : dependencies.groups()) {
            for (WeightAxis axis : group.weights()) {
                if (axis.role() != Role.ACCOMPANIES && seen.add(axis.weight())) {
                    Shape shape = trace.shape(axis.weight()).orElseThrow();
                    weights.add(new Work(shape.size(), all(axis.weight(), shape.rank())));
                }
            }
        }
    }

    private static List<Extent> all(String tensor, int rank) {
        List<Extent> extents = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            extents.add(new Extent(tensor, axis));
        }
        return extents;
    }

    private static List<Extent> extents(Node node, Trace trace) {
        Operator operator = Operators.of(node);
        Optional<String> weight = operator.weightOf(node);
        if (operator.macs() == MacRule.CONV || operator.macs() == MacRule.CONV_TRANSPOSE) {
            return all(weight.orElseThrow(), 2);
        }
        if (operator.macs() == MacRule.GEMM || operator.macs() == MacRule.MATMUL) {
            int rank = trace.shape(node.output()).orElseThrow().rank();
            List<Extent> extents = all(node.output(), rank);
            boolean turned = operator.macs() == MacRule.GEMM && node.integer("transA", 0) != 0;
            extents.add(new Extent(node.inputs().get(0), turned ? 0 : -1));
            return extents;
        }
        return List.of();
    }

    double wholeMacs() {
        return wholeMacs;
    }

    double wholeParameters() {
        return wholeParameters;
    }

    double macs(BitSet removed) {
        return wholeMacs - saved(macs, removed);
    }

    double parameters(BitSet removed) {
        return wholeParameters - saved(weights, removed);
    }

    private double saved(List<Work> works, BitSet removed) {
        BitSet none = new BitSet();
        double saved = 0;
        for (Work work : works) {
            double left = 1;
            for (Extent extent : work.extents()) {
                left *= (double) dependencies.extent(extent.tensor(), extent.axis(), removed)
                        / dependencies.extent(extent.tensor(), extent.axis(), none);
            }
            saved += work.amount() * (1 - left);
        }
        return saved;
    }
}

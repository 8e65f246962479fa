package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors of a graph while their axes are worked out. An axis is its atoms, index by index, or {@link #FIXED} where
 * it is not followed: axes of extent 1, of inputs, of pixels and tokens.
 */
final class Scene {
    /** An axis of which nothing is ever cut. */
    static final int[] FIXED = {};

    private static final Set<ElementType> REAL = EnumSet.of(ElementType.FLOAT, ElementType.FLOAT16, ElementType.DOUBLE);

    private final Graph graph;
    private final int opset;
    private final Trace trace;
    private final Atoms atoms = new Atoms();
    private final Map<String, int[][]> axes = new LinkedHashMap<>();
    /** What constants do along their axes, in the order in which they were met. */
    private final Map<String, Role[]> roles = new LinkedHashMap<>();

    private final Map<Node, Adjustment> adjustments = new LinkedHashMap<>();

    Scene(Model model, Trace trace) {
        this.graph = model.graph();
        this.opset = model.opset();
        this.trace = trace;
    }

    Graph graph() {
        return graph;
    }

    /** Whether the model is written in operator set 13 or later, where a softmax has one axis. */
    boolean isSinceThirteen() {
        return opset >= 13;
    }

    int opset() {
        return opset;
    }

    Atoms atoms() {
        return atoms;
    }

    Map<Node, Adjustment> adjustments() {
        return adjustments;
    }

    boolean isKnown(String tensor) {
        return trace.shape(tensor).isPresent();
    }

    Shape shape(String tensor) {
        return trace.shape(tensor).orElseThrow();
    }

    /** The axes of a tensor; a constant gets its atoms when it is first asked for. */
    int[][] axes(String tensor) {
        int[][] known = axes.get(tensor);
        if (known == null) {
            known = fixed(shape(tensor).rank());
            if (isWeight(tensor)) {
                for (int axis = 0; axis < known.length; axis++) {
                    int extent = Math.toIntExact(shape(tensor).dim(axis));
                    known[axis] = extent > 1 ? atoms.fresh(extent) : FIXED;
                }
            }
            axes.put(tensor, known);
        }
        return known;
    }

    /** Axes none of which is followed. */
    static int[][] fixed(int rank) {
        int[][] fixed = new int[rank][];
        Arrays.fill(fixed, FIXED);
        return fixed;
    }

    /** Those that were worked out, by tensor. */
    Map<String, int[][]> worked() {
        return axes;
    }

    void set(String tensor, int[][] worked) {
        if (!tensor.isEmpty()) {
            axes.put(tensor, worked);
        }
    }

    /** A constant of real numbers, which can be cut. */
    boolean isWeight(String tensor) {
        boolean constant = graph.initializerNames().contains(tensor)
                || graph.producerOf(tensor).filter(node -> node.is("Constant")).isPresent();
        return constant && trace.type(tensor).filter(REAL::contains).isPresent();
    }

    /** What a tensor does as the weight of a layer; what it was first used for stands. */
    void role(String tensor, int axis, Role role) {
        Role[] known = roles(tensor);
        int at = axis < 0 ? known.length + axis : axis;
        if (known[at] == Role.ACCOMPANIES) {
            known[at] = role;
        }
    }

    Role[] roles(String tensor) {
        return roles.computeIfAbsent(tensor, name -> {
            Role[] none = new Role[shape(name).rank()];
            Arrays.fill(none, Role.ACCOMPANIES);
            return none;
        });
    }

    /** Joins two axes of equal extent index by index; where one is never cut, the other is held. */
    void tie(int[] one, int[] other, String reason) {
        if (one.length != other.length) {
            hold(one, reason);
            hold(other, reason);
            return;
        }
        for (int i = 0; i < one.length; i++) {
            atoms.join(one[i], other[i]);
        }
    }

    void hold(int[] axis, String reason) {
        atoms.hold(axis, reason);
    }

    void holdAll(String tensor, String reason) {
        if (isKnown(tensor)) {
            for (int[] axis : axes(tensor)) {
                hold(axis, reason);
            }
        }
    }

    void adjust(Node node, Adjustment adjustment) {
        adjustments.put(node, adjustment);
    }

    /** The value of a constant input of whole numbers. */
    Optional<long[]> numbers(Node node, int input) {
        return node.input(input).flatMap(graph::constant).map(Tensor::toLongs);
    }

    /** From the front, whether it was counted from the back or not. */
    static int axis(long given, int rank) {
        return Math.toIntExact(given < 0 ? given + rank : given);
    }
}

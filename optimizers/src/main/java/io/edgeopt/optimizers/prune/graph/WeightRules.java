package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Node;
import java.util.Map;

/** Layers whose weights make channels out of channels: convolutions, matrix products, recurrences. */
final class WeightRules {
    private WeightRules() {}

    static Map<String, AxisRule> all() {
        return Map.of(
                "Conv", (node, scene) -> convolution(node, scene, false),
                "ConvTranspose", (node, scene) -> convolution(node, scene, true),
                "Gemm", WeightRules::gemm,
                "MatMul", WeightRules::product,
                "LSTM", WeightRules::recurrence,
                "GRU", WeightRules::recurrence,
                "RNN", WeightRules::recurrence);
    }

    private static void convolution(Node node, Scene scene, boolean transposed) {
        String weight = node.inputs().get(1);
        int[] x = scene.axes(node.inputs().get(0))[1];
        int[][] w = scene.axes(weight);
        int groups = Math.toIntExact(node.integer("group", 1));
        int in = Math.toIntExact(scene.shape(node.inputs().get(0)).dim(1));
        int out = Math.toIntExact(scene.shape(node.output()).dim(1));
        for (int axis = 2; axis < w.length; axis++) {
            scene.hold(w[axis], "it is an extent of the kernel of '%s'".formatted(node.label()));
        }
        String reason = "'%s' reads channels that cannot be cut".formatted(node.label());
        int inAxis = transposed ? 0 : 1;
        int[] made;
        if (groups == 1) {
            scene.tie(x, w[inAxis], reason);
            made = w[1 - inAxis];
            scene.role(weight, inAxis, Role.READS);
            scene.role(weight, 1 - inAxis, Role.MAKES);
        } else if (in == groups) {
            made = perChannel(node, scene, x, w, out / groups, transposed);
        } else {
            made = grouped(scene, x, w, new Blocks(groups, in / groups, out / groups), transposed, reason);
            scene.role(weight, inAxis, Role.READS);
            scene.role(weight, 1 - inAxis, Role.MAKES);
        }
        scene.set(node.output(), channels(scene, node, made));
        bias(node, scene, made);
    }

    private static int[][] channels(Scene scene, Node node, int[] made) {
        int[][] y = Scene.fixed(scene.shape(node.output()).rank());
        y[0] = scene.axes(node.inputs().get(0))[0];
        y[1] = made;
        return y;
    }

    private static void bias(Node node, Scene scene, int[] made) {
        node.input(2).ifPresent(bias -> {
            scene.tie(scene.axes(bias)[0], made, "the bias of '%s' is shared".formatted(node.label()));
            scene.role(bias, 0, Role.SHIFTS);
        });
    }

    /** Each channel has its own filters: with a channel they go, and the number of groups. */
    private static int[] perChannel(Node node, Scene scene, int[] x, int[][] w, int each, boolean transposed) {
        String weight = node.inputs().get(1);
        String reason = "'%s' reads channels that cannot be cut".formatted(node.label());
        int[] made;
        if (transposed) {
            scene.tie(x, w[0], reason);
            scene.hold(w[1], "'%s' makes several channels of each".formatted(node.label()));
            made = each == 1 ? x : scene.atoms().fresh(x.length * each);
        } else {
            made = w[0];
        }
        for (int i = 0; i < made.length; i++) {
            if (x.length == 0) {
                scene.hold(made, reason);
                break;
            }
            scene.atoms().join(made[i], x[i / each]);
        }
        scene.role(weight, 0, Role.FILTERS);
        if (x.length > 0) {
            scene.adjust(node, (old, kept, editor) -> old.with("group", kept.count(x)));
        }
        return made;
    }

    private record Blocks(int groups, int in, int out) {}

    /** Every group loses the same channels, so that groups stay equally large. */
    private static int[] grouped(Scene scene, int[] x, int[][] w, Blocks blocks, boolean transposed, String reason) {
        int[] perGroup = w[1];
        int[] whole = w[0];
        int[] made = transposed ? scene.atoms().fresh(blocks.groups() * blocks.out()) : whole;
        int[] read = transposed ? whole : x;
        for (int group = 0; group < blocks.groups(); group++) {
            for (int i = 0; i < blocks.in() && read.length > 0; i++) {
                scene.atoms().join(read[group * blocks.in() + i], read[i]);
            }
            for (int i = 0; i < blocks.out(); i++) {
                scene.atoms().join(made[group * blocks.out() + i], made[i]);
            }
        }
        if (transposed) {
            scene.tie(x, whole, reason);
        }
        int[] alike = transposed ? made : x;
        for (int i = 0; i < perGroup.length && alike.length > 0; i++) {
            scene.atoms().join(perGroup[i], alike[i]);
        }
        if (alike.length == 0) {
            scene.hold(perGroup, reason);
        }
        return made;
    }

    private static void gemm(Node node, Scene scene) {
        int[][] a = scene.axes(node.inputs().get(0));
        int[][] b = scene.axes(node.inputs().get(1));
        int rows = node.integer("transA", 0) == 0 ? 0 : 1;
        int columns = node.integer("transB", 0) == 0 ? 1 : 0;
        scene.tie(a[1 - rows], b[1 - columns], "'%s' reads channels that cannot be cut".formatted(node.label()));
        operands(node, scene, rows, columns);
        int[][] y = {a[rows], b[columns]};
        node.input(2).ifPresent(c -> {
            int[][] added = scene.axes(c);
            for (int axis = 0; axis < added.length; axis++) {
                int at = axis + 2 - added.length;
                if (scene.shape(c).dim(axis) > 1) {
                    scene.tie(added[axis], y[at], "'%s' adds to channels that cannot be cut".formatted(node.label()));
                    scene.role(c, axis, Role.SHIFTS);
                }
            }
        });
        scene.set(node.output(), y);
    }

    private static void product(Node node, Scene scene) {
        int[][] a = scene.axes(node.inputs().get(0));
        int[][] b = scene.axes(node.inputs().get(1));
        String reason = "'%s' multiplies with what cannot be cut".formatted(node.label());
        if (a.length < 2 || b.length < 2) {
            node.inputs().forEach(tensor -> scene.holdAll(tensor, reason));
            scene.set(node.output(), Scene.fixed(scene.shape(node.output()).rank()));
            return;
        }
        scene.tie(a[a.length - 1], b[b.length - 2], reason);
        operands(node, scene, a.length - 2, b.length - 1);
        int rank = scene.shape(node.output()).rank();
        int[][] y = Scene.fixed(rank);
        y[rank - 2] = a[a.length - 2];
        y[rank - 1] = b[b.length - 1];
        for (int axis = 0; axis < rank - 2; axis++) {
            y[axis] = PointRules.together(node, scene, axis, rank);
        }
        scene.set(node.output(), y);
    }

    /** What the operands do, should they be weights: {@code rows} and {@code columns} are what the product keeps. */
    private static void operands(Node node, Scene scene, int rows, int columns) {
        String left = node.inputs().get(0);
        String right = node.inputs().get(1);
        int leftRank = scene.shape(left).rank();
        int rightRank = scene.shape(right).rank();
        scene.role(left, rows, Role.MAKES);
        scene.role(left, leftRank - 1 - (rows - (leftRank - 2)), Role.READS);
        scene.role(right, columns, Role.MAKES);
        scene.role(right, rightRank - 1 - (columns - (rightRank - 2)), Role.READS);
    }

    /** The features that go in can be cut; the state cannot. */
    private static void recurrence(Node node, Scene scene) {
        String weight = node.inputs().get(1);
        int[][] w = scene.axes(weight);
        scene.tie(
                scene.axes(node.inputs().get(0))[2],
                w[2],
                "'%s' reads features that cannot be cut".formatted(node.label()));
        scene.role(weight, 2, Role.READS);
        String reason = "'%s' keeps its state in them".formatted(node.label());
        scene.hold(w[0], reason);
        scene.hold(w[1], reason);
        node.inputs().stream()
                .skip(2)
                .filter(tensor -> !tensor.isEmpty())
                .forEach(tensor -> scene.holdAll(tensor, reason));
        for (String output : node.outputs()) {
            if (!output.isEmpty()) {
                scene.set(output, Scene.fixed(scene.shape(output).rank()));
            }
        }
    }
}

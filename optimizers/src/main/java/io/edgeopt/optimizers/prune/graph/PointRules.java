package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Operators that leave channels where they are: point by point, over pixels, or normalising. */
final class PointRules {
    private PointRules() {}

    static Map<String, AxisRule> all() {
        Map<String, AxisRule> rules = new HashMap<>();
        rules.put("BatchNormalization", PointRules::batchNorm);
        rules.put("InstanceNormalization", PointRules::batchNorm);
        rules.put("LayerNormalization", PointRules::layerNorm);
        rules.put("GroupNormalization", (node, scene) -> whole(node, scene, 1, 2, "compares channels in groups"));
        rules.put("LRN", (node, scene) -> whole(node, scene, 1, 2, "compares neighbouring channels"));
        rules.put("LpNormalization", (node, scene) -> alongAxis(node, scene, -1, "divides by the norm of all of them"));
        for (String softmax : new String[] {"Softmax", "LogSoftmax", "Hardmax"}) {
            rules.put(softmax, PointRules::softmax);
        }
        for (String pool : new String[] {"MaxPool", "AveragePool", "LpPool"}) {
            rules.put(pool, PointRules::pool);
        }
        for (String pool : new String[] {"GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"}) {
            rules.put(pool, PointRules::pool);
        }
        for (String how : new String[] {"Mean", "Sum", "Max", "Min", "L1", "L2", "Prod", "SumSquare", "LogSum"}) {
            rules.put("Reduce" + how, PointRules::reduce);
        }
        rules.put("ReduceLogSumExp", PointRules::reduce);
        rules.put("Dropout", PointRules::pass);
        rules.put("Identity", PointRules::pass);
        return rules;
    }

    /** Any operator that works element by element, its operands broadcast. */
    static void elementwise(Node node, Scene scene) {
        int rank = scene.shape(node.output()).rank();
        int[][] y = new int[rank][];
        for (int axis = 0; axis < rank; axis++) {
            y[axis] = together(node, scene, axis, rank);
        }
        scene.set(node.output(), y);
    }

    /** The axis of a result that all operands share, those that are stretched along it left out. */
    static int[] together(Node node, Scene scene, int axis, int rank) {
        String reason = "'%s' (%s) joins them with what cannot be cut".formatted(node.label(), node.op());
        int[] shared = Scene.FIXED;
        boolean first = true;
        for (String operand : node.inputs()) {
            int at = operand.isEmpty() ? -1 : axis - rank + scene.shape(operand).rank();
            if (at < 0 || scene.shape(operand).dim(at) == 1) {
                continue;
            }
            int[] own = scene.axes(operand)[at];
            if (!first) {
                scene.tie(shared, own, reason);
            }
            shared = first || own.length > 0 ? own : shared;
            first = false;
        }
        return shared;
    }

    private static void batchNorm(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        for (int input = 1; input < node.inputs().size(); input++) {
            String parameter = node.inputs().get(input);
            scene.tie(
                    scene.axes(parameter)[0],
                    x[1],
                    "'%s' normalises channels that cannot be cut".formatted(node.label()));
            Role[] roles = {Role.SCALES, Role.SHIFTS};
            scene.role(parameter, 0, input <= 2 ? roles[input - 1] : Role.ACCOMPANIES);
        }
        scene.set(node.output(), x);
    }

    /** Means are taken over what would be cut: without it all others change. */
    private static void layerNorm(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        String reason = "'%s' (LayerNormalization) averages over them".formatted(node.label());
        for (int axis = Scene.axis(node.integer("axis", -1), x.length); axis < x.length; axis++) {
            scene.hold(x[axis], reason);
        }
        node.inputs().stream().skip(1).filter(name -> !name.isEmpty()).forEach(name -> scene.holdAll(name, reason));
        scene.set(node.output(), x);
    }

    private static void softmax(Node node, Scene scene) {
        boolean single = scene.isSinceThirteen();
        int[][] x = scene.axes(node.inputs().get(0));
        int axis = Scene.axis(node.integer("axis", single ? -1 : 1), x.length);
        whole(node, scene, axis, single ? axis + 1 : x.length, "weighs all of them against each other");
    }

    private static void alongAxis(Node node, Scene scene, long absent, String what) {
        int axis = Scene.axis(
                node.integer("axis", absent), scene.shape(node.inputs().get(0)).rank());
        whole(node, scene, axis, axis + 1, what);
    }

    /** The output is like the input, and the axes from..to must stay whole. */
    private static void whole(Node node, Scene scene, int from, int to, String what) {
        int[][] x = scene.axes(node.inputs().get(0));
        String reason = "'%s' (%s) %s".formatted(node.label(), node.op(), what);
        for (int axis = from; axis < Math.min(to, x.length); axis++) {
            scene.hold(x[axis], reason);
        }
        node.inputs().stream().skip(1).filter(name -> !name.isEmpty()).forEach(name -> scene.holdAll(name, reason));
        scene.set(node.output(), x);
    }

    private static void pool(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        for (String output : node.outputs()) {
            if (!output.isEmpty()) {
                int[][] y = Scene.fixed(x.length);
                y[0] = x[0];
                y[1] = x[1];
                scene.set(output, y);
            }
        }
        if (node.outputs().size() > 1) {
            scene.hold(x[1], "'%s' tells places that depend on how many channels there are".formatted(node.label()));
        }
    }

    private static void reduce(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        boolean computed = node.input(1).isPresent() && scene.numbers(node, 1).isEmpty();
        Optional<long[]> given = node.integers("axes").or(() -> scene.numbers(node, 1));
        boolean none = given.isEmpty() || given.get().length == 0;
        if (none && node.integer("noop_with_empty_axes", 0) != 0 && !computed) {
            scene.set(node.output(), x);
            return;
        }
        boolean[] gone = new boolean[x.length];
        Arrays.fill(gone, none || computed);
        given.ifPresent(axes -> Arrays.stream(axes).forEach(axis -> gone[Scene.axis(axis, x.length)] = true));
        boolean keeps = node.integer("keepdims", 1) != 0;
        int[][] y = Scene.fixed(scene.shape(node.output()).rank());
        int next = 0;
        for (int axis = 0; axis < x.length; axis++) {
            if (gone[axis]) {
                scene.hold(x[axis], "'%s' (%s) takes all of them together".formatted(node.label(), node.op()));
                next += keeps ? 1 : 0;
            } else {
                y[next++] = x[axis];
            }
        }
        scene.set(node.output(), y);
    }

    private static void pass(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        node.outputs().forEach(output -> scene.set(output, x));
    }
}

package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Operators that give the same elements under another shape or in another order. */
final class ShapeRules {
    private ShapeRules() {}

    static Map<String, AxisRule> all() {
        return Map.of(
                "Reshape", ShapeRules::reshape,
                "Flatten", ShapeRules::refold,
                "Squeeze", ShapeRules::refold,
                "Unsqueeze", ShapeRules::refold,
                "Transpose", ShapeRules::transpose,
                "Expand", ShapeRules::expand,
                "DepthToSpace", ShapeRules::depthToSpace,
                "SpaceToDepth", ShapeRules::spaceToDepth);
    }

    private static void refold(Node node, Scene scene) {
        refolded(node, scene);
    }

    private static int[][] refolded(Node node, Scene scene) {
        String input = node.inputs().get(0);
        int[][] y = Refolding.of(
                scene,
                scene.shape(input).toArray(),
                scene.shape(node.output()).toArray(),
                scene.axes(input),
                "'%s' (%s) mixes them with other axes".formatted(node.label(), node.op()));
        scene.set(node.output(), y);
        return y;
    }

    private static void reshape(Node node, Scene scene) {
        int[][] y = refolded(node, scene);
        Optional<long[]> given = node.integers("shape").or(() -> scene.numbers(node, 1));
        if (given.isEmpty()) {
            String reason = "the new shape of '%s' is computed in the graph; 'edgeopt simplify' may make it a constant"
                    .formatted(node.label());
            scene.holdAll(node.inputs().get(0), reason);
            return;
        }
        adjustTarget(node, scene, y, given.get());
    }

    /** Extents that the node names must be those that are left. */
    private static void adjustTarget(Node node, Scene scene, int[][] y, long[] target) {
        scene.adjust(node, (old, kept, editor) -> {
            long[] changed = target.clone();
            for (int axis = 0; axis < y.length; axis++) {
                if (y[axis].length > 0 && changed[axis] > 1) {
                    changed[axis] = kept.count(y[axis]);
                }
            }
            if (Arrays.equals(changed, target)) {
                return old;
            }
            return old.has("shape")
                    ? old.with("shape", changed)
                    : old.withInput(1, editor.constant(old.output() + "_shape", Tensor.of(changed, changed.length)));
        });
    }

    private static void expand(Node node, Scene scene) {
        String input = node.inputs().get(0);
        Optional<long[]> target = scene.numbers(node, 1);
        int[][] x = scene.axes(input);
        int[][] y = Scene.fixed(scene.shape(node.output()).rank());
        System.arraycopy(x, 0, y, y.length - x.length, x.length);
        scene.set(node.output(), y);
        if (target.isEmpty()) {
            scene.holdAll(input, "the new shape of '%s' is computed in the graph".formatted(node.label()));
        } else if (target.get().length == y.length) {
            adjustTarget(node, scene, y, target.get());
        } else {
            scene.holdAll(input, "'%s' (Expand) names fewer axes than there are".formatted(node.label()));
        }
    }

    private static void transpose(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        Optional<long[]> order = node.integers("perm");
        int[][] y = new int[x.length][];
        for (int axis = 0; axis < x.length; axis++) {
            y[axis] = x[order.isPresent() ? (int) order.get()[axis] : x.length - 1 - axis];
        }
        scene.set(node.output(), y);
    }

    private static void depthToSpace(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        int[][] y = Scene.fixed(x.length);
        y[0] = x[0];
        int square = Math.toIntExact(node.integer("blocksize", 1) * node.integer("blocksize", 1));
        boolean columns = node.text("mode", "DCR").equals("CRD");
        int[] made = new int[x[1].length / square];
        for (int channel = 0; channel < made.length; channel++) {
            made[channel] = x[1][columns ? channel * square : channel];
            for (int part = 1; part < square; part++) {
                scene.atoms()
                        .join(made[channel], x[1][columns ? channel * square + part : part * made.length + channel]);
            }
        }
        y[1] = made;
        scene.set(node.output(), y);
    }

    private static void spaceToDepth(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        int[][] y = Scene.fixed(x.length);
        y[0] = x[0];
        int square = Math.toIntExact(node.integer("blocksize", 1) * node.integer("blocksize", 1));
        int[] made = new int[x[1].length * square];
        for (int i = 0; i < made.length; i++) {
            made[i] = x[1][i % x[1].length];
        }
        y[1] = made;
        scene.set(node.output(), y);
    }
}

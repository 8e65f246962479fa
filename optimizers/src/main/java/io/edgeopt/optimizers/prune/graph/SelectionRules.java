package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that put tensors together, take parts of them, or stretch them. */
final class SelectionRules {
    private SelectionRules() {}

    static Map<String, AxisRule> all() {
        return Map.of(
                "Concat", SelectionRules::concat,
                "Split", SelectionRules::split,
                "Slice", SelectionRules::slice,
                "Gather", SelectionRules::gather,
                "Pad", SelectionRules::pad,
                "Resize", SelectionRules::resize,
                "Upsample", SelectionRules::resize,
                "Shape", SelectionRules::shape);
    }

    private static void concat(Node node, Scene scene) {
        int rank = scene.shape(node.output()).rank();
        int joined = Scene.axis(node.integer("axis", 0), rank);
        String reason = "'%s' (Concat) lays them beside what cannot be cut".formatted(node.label());
        int[][] y = Scene.fixed(rank);
        for (int axis = 0; axis < rank; axis++) {
            if (axis == joined) {
                y[axis] = row(node, scene, axis);
                continue;
            }
            y[axis] = scene.axes(node.inputs().get(0))[axis];
            for (String part : node.inputs()) {
                scene.tie(y[axis], scene.axes(part)[axis], reason);
            }
        }
        scene.set(node.output(), y);
    }

    private static int[] row(Node node, Scene scene, int axis) {
        boolean followed = node.inputs().stream().anyMatch(part -> scene.axes(part)[axis].length > 0);
        if (!followed) {
            return Scene.FIXED;
        }
        int[] row = new int[Math.toIntExact(scene.shape(node.output()).dim(axis))];
        int at = 0;
        for (String part : node.inputs()) {
            int[] own = scene.axes(part)[axis];
            int extent = Math.toIntExact(scene.shape(part).dim(axis));
            if (own.length == 0) {
                own = scene.atoms().fresh(extent);
                scene.hold(own, "they come from what cannot be cut into '%s'".formatted(node.label()));
            }
            System.arraycopy(own, 0, row, at, extent);
            at += extent;
        }
        return row;
    }

    private static void split(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        int axis = Scene.axis(node.integer("axis", 0), x.length);
        List<int[]> parts = new ArrayList<>();
        int at = 0;
        for (String output : node.outputs()) {
            if (output.isEmpty() || !scene.isKnown(output)) {
                scene.hold(x[axis], "'%s' (Split) has a part of unknown size".formatted(node.label()));
                return;
            }
            int extent = Math.toIntExact(scene.shape(output).dim(axis));
            int[][] y = x.clone();
            y[axis] = x[axis].length == 0 ? Scene.FIXED : Arrays.copyOfRange(x[axis], at, at + extent);
            at += extent;
            parts.add(y[axis]);
            scene.set(output, y);
        }
        if (x[axis].length > 0) {
            boolean attribute = scene.opset() < 13;
            scene.adjust(node, (old, kept, editor) -> sized(old, kept, editor, parts, attribute));
        }
    }

    private static Node sized(Node old, Kept kept, GraphEditor editor, List<int[]> parts, boolean attribute) {
        long[] sizes = parts.stream().mapToLong(kept::count).toArray();
        Node bare = old.without("num_outputs");
        return attribute
                ? bare.with("split", sizes)
                : bare.withInput(1, editor.constant(old.output() + "_sizes", Tensor.of(sizes, sizes.length)));
    }

    private static void slice(Node node, Scene scene) {
        String input = node.inputs().get(0);
        int[][] x = scene.axes(input);
        Optional<long[]> starts = node.integers("starts").or(() -> scene.numbers(node, 1));
        Optional<long[]> ends = node.integers("ends").or(() -> scene.numbers(node, 2));
        Optional<long[]> axes = node.integers("axes").or(() -> scene.numbers(node, 3));
        Optional<long[]> steps = scene.numbers(node, 4);
        int[][] y = x.clone();
        scene.set(node.output(), y);
        boolean computed = starts.isEmpty()
                || ends.isEmpty()
                || (node.input(3).isPresent() && axes.isEmpty())
                || (node.input(4).isPresent() && steps.isEmpty());
        for (int i = 0; i < (computed ? x.length : starts.get().length); i++) {
            int axis = computed ? i : axes.isPresent() ? Scene.axis(axes.get()[i], x.length) : i;
            int extent = Math.toIntExact(scene.shape(input).dim(axis));
            int taken = Math.toIntExact(scene.shape(node.output()).dim(axis));
            if (x[axis].length == 0 || (taken == extent && !computed && step(steps, i) == 1)) {
                // All of it, to an end that is mostly written as a very large number.
                if (x[axis].length > 0 && !computed) {
                    whole(node, scene, axis, ends.get()[i]);
                }
                continue;
            }
            y[axis] = Scene.FIXED;
            if (computed || step(steps, i) != 1) {
                scene.hold(x[axis], "'%s' (Slice) takes some of them".formatted(node.label()));
                continue;
            }
            int from = clamped(starts.get()[i], extent);
            y[axis] = Arrays.copyOfRange(x[axis], from, from + taken);
            bounds(node, scene, i, x[axis], from, from + taken);
        }
    }

    private static long step(Optional<long[]> steps, int i) {
        return steps.isPresent() ? steps.get()[i] : 1;
    }

    private static int clamped(long index, int extent) {
        return (int) Math.max(0, Math.min(extent, index < 0 ? index + extent : index));
    }

    /** A slice that takes everything still does when less is left, unless it counts from the end. */
    private static void whole(Node node, Scene scene, int axis, long end) {
        if (end < 0) {
            scene.hold(
                    scene.axes(node.inputs().get(0))[axis],
                    "'%s' (Slice) counts them from the end".formatted(node.label()));
        }
    }

    private static void bounds(Node node, Scene scene, int place, int[] atoms, int from, int to) {
        Adjustment before = scene.adjustments().get(node);
        scene.adjust(node, (old, kept, editor) -> {
            Node sliced = before == null ? old : before.adjusted(old, kept, editor);
            long start = kept.count(atoms, 0, from);
            long end = start + kept.count(atoms, from, to);
            return bound(bound(sliced, "starts", 1, place, start, editor), "ends", 2, place, end, editor);
        });
    }

    private static Node bound(Node node, String name, int input, int place, long value, GraphEditor editor) {
        Graph graph = editor.graph();
        long[] values = node.integers(name)
                .orElseGet(() ->
                        graph.constant(node.inputs().get(input)).orElseThrow().toLongs());
        values[place] = value;
        return node.has(name)
                ? node.with(name, values)
                : node.withInput(input, editor.constant(node.output() + "_" + name, Tensor.of(values, values.length)));
    }

    private static void gather(Node node, Scene scene) {
        String input = node.inputs().get(0);
        String chosen = node.inputs().get(1);
        int[][] x = scene.axes(input);
        int axis = Scene.axis(node.integer("axis", 0), x.length);
        int indexRank = scene.shape(chosen).rank();
        Optional<long[]> indices = scene.numbers(node, 1);
        int[][] y = Scene.fixed(x.length - 1 + indexRank);
        System.arraycopy(x, 0, y, 0, axis);
        System.arraycopy(x, axis + 1, y, axis + indexRank, x.length - axis - 1);
        if (scene.isWeight(input)) {
            for (int other = 0; other < x.length; other++) {
                scene.role(input, other, other == axis ? Role.ACCOMPANIES : Role.MAKES);
            }
        }
        if (indices.isEmpty() || indexRank != 1) {
            scene.hold(x[axis], "'%s' (Gather) picks single ones of them".formatted(node.label()));
        } else if (x[axis].length > 0) {
            int[] atoms = x[axis];
            int[] picked = Arrays.stream(indices.get())
                    .mapToInt(index -> atoms[Scene.axis(index, atoms.length)])
                    .toArray();
            y[axis] = picked;
            scene.adjust(node, (old, kept, editor) -> {
                long[] left = Arrays.stream(indices.get())
                        .map(index -> Scene.axis(index, atoms.length))
                        .filter(index -> kept.has(atoms[(int) index]))
                        .map(index -> kept.count(atoms, 0, (int) index))
                        .toArray();
                return old.withInput(1, editor.constant(old.output() + "_indices", Tensor.of(left, left.length)));
            });
        }
        scene.set(node.output(), y);
    }

    /** Axes that are made longer hold no channels that could be cut; the others pass. */
    private static void pad(Node node, Scene scene) {
        String input = node.inputs().get(0);
        int[][] y = scene.axes(input).clone();
        boolean constant = node.has("pads") || scene.numbers(node, 1).isPresent();
        for (int axis = 0; axis < y.length; axis++) {
            if (!constant
                    || scene.shape(input).dim(axis)
                            != scene.shape(node.output()).dim(axis)) {
                scene.hold(y[axis], "'%s' (Pad) adds to them".formatted(node.label()));
                y[axis] = Scene.FIXED;
            }
        }
        scene.set(node.output(), y);
    }

    private static void resize(Node node, Scene scene) {
        String input = node.inputs().get(0);
        int[][] y = scene.axes(input).clone();
        boolean sized = node.input(3).isPresent();
        int operand = sized ? 3 : scene.opset() < 11 || node.is("Upsample") ? 1 : 2;
        boolean constant = node.has("scales")
                || node.input(operand).flatMap(scene.graph()::constant).isPresent();
        for (int axis = 0; axis < y.length; axis++) {
            if (!constant
                    || scene.shape(input).dim(axis)
                            != scene.shape(node.output()).dim(axis)) {
                scene.hold(y[axis], "the new size in '%s' (%s) is not known before".formatted(node.label(), node.op()));
                y[axis] = Scene.FIXED;
            }
        }
        scene.set(node.output(), y);
        if (sized && constant && !node.has("axes")) {
            long[] sizes = scene.numbers(node, 3).orElseThrow();
            scene.adjust(node, (old, kept, editor) -> {
                long[] changed = sizes.clone();
                for (int axis = 0; axis < y.length; axis++) {
                    changed[axis] = y[axis].length > 0 ? kept.count(y[axis]) : sizes[axis];
                }
                return old.withInput(3, editor.constant(old.output() + "_sizes", Tensor.of(changed, changed.length)));
            });
        }
    }

    /** Whoever asks how many channels there are may count on the answer. */
    private static void shape(Node node, Scene scene) {
        int[][] x = scene.axes(node.inputs().get(0));
        boolean[] asked = new boolean[x.length];
        for (Node reader : scene.graph().consumersOf(node.output())) {
            Optional<long[]> indices = reader.is("Gather") ? scene.numbers(reader, 1) : Optional.empty();
            if (indices.isPresent() && !node.has("start")) {
                Arrays.stream(indices.get()).forEach(index -> asked[Scene.axis(index, x.length)] = true);
            } else {
                Arrays.fill(asked, true);
            }
        }
        for (int axis = 0; axis < x.length; axis++) {
            if (asked[axis] || scene.graph().isOutput(node.output())) {
                scene.hold(x[axis], "'%s' asks how many there are".formatted(node.label()));
            }
        }
        scene.set(node.output(), Scene.fixed(1));
    }
}

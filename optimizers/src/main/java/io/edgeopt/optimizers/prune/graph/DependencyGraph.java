package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which channels of a model hang together, and the model without some of them.
 *
 * <p>Cutting a channel removes its slice of every weight that makes, scales, shifts or reads it. What is left computes
 * what the whole does when these slices are zero.
 */
public final class DependencyGraph {
    private final Model model;
    private final Scene scene;
    private final Grouping grouping;

    private DependencyGraph(Model model, Scene scene, Grouping grouping) {
        this.model = model;
        this.scene = scene;
        this.grouping = grouping;
    }

    /**
     * Follows the channels of a model.
     *
     * @param trace the shapes of its tensors
     */
    public static DependencyGraph of(Model model, Trace trace) {
        Scene scene = Walk.through(model, trace);
        return new DependencyGraph(model, scene, Grouping.of(scene));
    }

    /** The same for a model that differs in the values of its weights alone. */
    public DependencyGraph over(Model other) {
        return new DependencyGraph(other, scene, grouping);
    }

    public Model model() {
        return model;
    }

    /** What can be cut, in the graph's order. */
    public List<Group> groups() {
        return grouping.groups();
    }

    /** What must stay. */
    public List<Held> held() {
        return grouping.held();
    }

    /** How many channels there are in all groups together. */
    public int channels() {
        return groups().stream().mapToInt(Group::channels).sum();
    }

    /** How many places along an axis of a tensor are left; the whole axis where nothing of it is ever cut. */
    public long extent(String tensor, int axis, BitSet removed) {
        int[][] worked = scene.worked().get(tensor);
        int at = axis < 0 ? scene.shape(tensor).rank() + axis : axis;
        return worked == null || worked[at].length == 0
                ? scene.shape(tensor).dim(at)
                : new Kept(grouping.channelOf(), removed).count(worked[at]);
    }

    /** For each place along an axis of a tensor the channel that lies there, or -1. */
    public int[] channelsAlong(String tensor, int axis) {
        int at = axis < 0 ? scene.shape(tensor).rank() + axis : axis;
        int[][] worked = scene.worked().get(tensor);
        int[] channels = new int[Math.toIntExact(scene.shape(tensor).dim(at))];
        Arrays.fill(channels, -1);
        for (int i = 0; worked != null && i < worked[at].length; i++) {
            channels[i] = grouping.channelOf()[worked[at][i]];
        }
        return channels;
    }

    /** The places along an axis of a tensor that are left. */
    public int[] kept(String tensor, int axis, BitSet removed) {
        int[][] worked = scene.worked().get(tensor);
        return worked == null || worked[axis].length == 0
                ? IntStream.range(0, Math.toIntExact(scene.shape(tensor).dim(axis)))
                        .toArray()
                : new Kept(grouping.channelOf(), removed).places(worked[axis]);
    }

    /** The model without these channels. */
    public Model cut(BitSet removed) {
        checkSomethingIsLeft(removed);
        Kept kept = new Kept(grouping.channelOf(), removed);
        GraphEditor editor = model.edit();
        scene.worked().forEach((tensor, axes) -> {
            if (scene.isWeight(tensor)) {
                cutWeight(tensor, axes, kept, editor);
            }
        });
        Map<Node, Node> changed = new HashMap<>();
        scene.adjustments().forEach((node, adjustment) -> {
            Node adjusted = adjustment.adjusted(node, kept, editor);
            if (adjusted != node) {
                changed.put(node, adjusted);
            }
        });
        changed.forEach(editor::replace);
        return editor.removeDead().model();
    }

    private void checkSomethingIsLeft(BitSet removed) {
        for (Group group : groups()) {
            if (removed.get(group.first(), group.first() + group.channels()).cardinality() == group.channels()) {
                throw new IllegalArgumentException("every channel of '%s' would be cut".formatted(group.name()));
            }
        }
    }

    private void cutWeight(String name, int[][] axes, Kept kept, GraphEditor editor) {
        boolean whole = true;
        for (int[] axis : axes) {
            whole &= kept.count(axis) == axis.length;
        }
        if (whole) {
            return;
        }
        Tensor value = model.graph().constant(name).orElseThrow();
        for (int axis = 0; axis < axes.length; axis++) {
            if (kept.count(axes[axis]) < axes[axis].length) {
                value = taken(value, axis, kept.places(axes[axis]));
            }
        }
        model.graph().producerOf(name).ifPresent(editor::remove);
        editor.set(name, value);
    }

    /** The slices of a tensor at these places of an axis. */
    static Tensor taken(Tensor value, int axis, int[] places) {
        Shape shape = value.shape();
        long outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= shape.dim(i);
        }
        int slice = Math.toIntExact(value.byteSize() / (outer * shape.dim(axis)));
        Tensor result = Tensor.allocate(value.type(), shape.with(axis, places.length));
        ByteBuffer from = value.bytes();
        ByteBuffer to = result.bytes();
        for (int block = 0; block < outer; block++) {
            for (int place : places) {
                int at = Math.toIntExact((block * shape.dim(axis) + place) * slice);
                to.put(from.duplicate().position(at).limit(at + slice));
            }
        }
        return result;
    }

    /** The model of the same size in which these channels count for nothing: what makes and what reads them is zero. */
    public Model masked(BitSet removed) {
        GraphEditor editor = model.edit();
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Group group : groups()) {
            for (WeightAxis weight : group.weights()) {
                if (weight.role() == Role.ACCOMPANIES) {
                    continue;
                }
                Tensor value = values.computeIfAbsent(
                        weight.weight(),
                        name -> model.graph().constant(name).orElseThrow().copy());
                for (int channel = 0; channel < group.channels(); channel++) {
                    if (removed.get(group.first() + channel)) {
                        zero(value, weight.axis(), weight.indices().get(channel));
                    }
                }
            }
        }
        values.forEach((name, value) -> {
            model.graph().producerOf(name).ifPresent(editor::remove);
            editor.set(name, value);
        });
        return editor.model();
    }

    private static void zero(Tensor value, int axis, List<Integer> places) {
        ByteBuffer bytes = value.bytes();
        int each = Math.toIntExact(value.byteSize() / value.size());
        Slices.each(
                value.shape(),
                axis,
                places,
                element -> bytes.position(element * each).put(new byte[each]));
    }
}

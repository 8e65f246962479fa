package io.edgeopt.models.adapt;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.ClipSampling.Order;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network for clips of more frames, or fewer, with the weights that it has. Frames that are cut out of a clip (all but the
 * first, all but the last) are counted from the end that they are nearer to; those that are evenly spread stay so.
 */
final class OtherFrames {
    private static final int STARTS = 1;
    private static final int ENDS = 2;
    private static final int AXES = 3;
    private static final int STEPS = 4;

    private final Model model;
    private final Trace before;
    private final int axis;
    private final int from;
    private final int to;
    private final GraphEditor editor;

    private OtherFrames(Model model, Trace before, ClipSampling sampling, int to) {
        this.model = model;
        this.before = before;
        this.axis = sampling.order() == Order.NTCHW ? 1 : 2;
        this.from = sampling.frames();
        this.to = to;
        this.editor = model.edit();
    }

    /** {@code trace} is of the model as it is; its batch may be free. */
    static Model of(Model model, Trace trace, CardInput clip, int frames) {
        ClipSampling sampling = clip.clip().orElseThrow();
        if (frames < 2) {
            throw new InvalidPlanException("--frames: %d are too few; give 2 or more".formatted(frames));
        }
        if (sampling.frames() < 2) {
            throw new UnsupportedModelException("--frames: the model sees a single frame, and knows of no time");
        }
        return new OtherFrames(model, trace, sampling, frames).changed(clip.name());
    }

    private Model changed(String input) {
        ValueInfo declared = DescribedInput.of(model, input);
        List<Dim> dims = new ArrayList<>(declared.dims().orElse(List.of()));
        if (dims.size() != 5) {
            throw new UnsupportedModelException("input %s is no clip".formatted(declared));
        }
        dims.set(axis, new Dim.Fixed(to));
        editor.declareInput(declared.withDims(dims));
        for (Node node : model.graph().nodes()) {
            if (node.is("Slice") && node.inputs().size() > AXES) {
                cut(node);
            } else if (node.is("Reshape") && axis == 1) {
                reshape(node);
            }
        }
        return editor.model();
    }

    /** Along the frames alone: a network with time in another place, or cut along more, is not one of ours. */
    private void cut(Node node) {
        long[] axes = constant(node, AXES);
        Shape given = before.shape(node.inputs().get(0)).orElse(Shape.of());
        boolean ofFrames = given.rank() == 5 && axes.length == 1 && axes[0] == axis && given.dim(axis) == from;
        if (!ofFrames) {
            return;
        }
        long start = constant(node, STARTS)[0];
        long end = constant(node, ENDS)[0];
        long step = node.input(STEPS).isPresent() ? constant(node, STEPS)[0] : 1;
        boolean looks = step > 1 && start == step / 2 && from % step == 0;
        requireNearerToAnEnd(node, looks ? 0 : start);
        requireNearerToAnEnd(node, end);
        Node changed = node;
        if (end <= from && from - end <= end) {
            changed = with(changed, ENDS, to - (from - end));
        }
        if (looks) {
            long spread = spread(node, from / step);
            changed = with(changed, STARTS, spread / 2);
            changed = with(changed, STEPS, spread);
        } else if (start <= from && from - start < start) {
            changed = with(changed, STARTS, to - (from - start));
        }
        if (changed != node) {
            editor.replace(node, changed);
        }
    }

    private void requireNearerToAnEnd(Node node, long place) {
        if (from > 2 && 2 * place == from) {
            throw new UnsupportedModelException(
                    "--frames: %s cuts a clip in the middle, and whether that is after %d frames or after half of them nobody can tell"
                            .formatted(node.label(), place));
        }
    }

    private long spread(Node node, long looks) {
        if (to % looks != 0) {
            throw new InvalidPlanException(
                    "--frames: %s takes %d frames of %d, evenly spread, and %d cannot be divided so; give a multiple of %d"
                            .formatted(node.label(), looks, from, to, looks));
        }
        return to / looks;
    }

    /** Frames that were items of a batch become frames of a clip again. */
    private void reshape(Node node) {
        long[] target = constant(node, 1);
        Shape given = before.shape(node.inputs().get(0)).orElse(Shape.of());
        Shape made = before.shape(node.output()).orElse(Shape.of());
        boolean ofItems = given.rank() > 0 && made.rank() > 2 && given.dim(0) == made.dim(0) * from;
        if (ofItems && target.length > 1 && target[0] < 0 && target[1] == from) {
            target[1] = to;
            String name = editor.constant(node.output() + "_shape", Tensor.of(target, target.length));
            editor.replace(node, node.withInput(1, name));
        }
    }

    private Node with(Node node, int place, long value) {
        return node.withInput(place, editor.constant(node.output() + "_" + place, Tensor.of(new long[] {value}, 1)));
    }

    private long[] constant(Node node, int place) {
        return Optional.of(node.inputs().get(place))
                .flatMap(model.graph()::constant)
                .map(Tensor::toLongs)
                .orElse(new long[] {-1});
    }
}

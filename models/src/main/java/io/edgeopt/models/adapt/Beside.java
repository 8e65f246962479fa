package io.edgeopt.models.adapt;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.Recoloured;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.models.architecture.FirstWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A clip model and a picture model under one classifier. The first sees all frames, small, and knows what moves; the other
 * looks at some of them in full and knows what is there (the fast and the slow pathway of Feichtenhofer et al., 2019,
 * joined at their ends). The classifier's weights for what the other sees begin as zeros, so that the pair answers as the
 * clip model did.
 */
final class Beside {
    /** Of the picture model's weights, so that a training can leave them as they are. */
    private static final String PREFIX = "looker.";

    /** Channels in which what the picture model sees is put together for the classifier. */
    private static final int SIGHTS = 64;

    private final GraphEditor editor;
    private final Model clips;

    private Beside(Model clips) {
        this.clips = clips;
        this.editor = clips.edit();
    }

    /**
     * The pair, and the tensors at which its halves can be held against what they were.
     *
     * @param small the clip as the clip model sees it
     * @param frames what the picture model looks at, and {@code maps} what it sees there
     */
    record Pair(Model model, String small, String frames, String maps) {}

    /**
     * @param taken what {@code clips} takes
     * @param looker takes pictures of {@code size}, any number of them, and gives one output: maps of {@code seen}
     */
    static Pair of(
            Model clips,
            CardInput taken,
            String scores,
            Model looker,
            Preparation wanted,
            Shape seen,
            int looks,
            ImageSize size) {
        return new Beside(clips).pair(taken, scores, looker, wanted, seen, looks, size);
    }

    private Pair pair(
            CardInput taken, String scores, Model looker, Preparation wanted, Shape seen, int looks, ImageSize size) {
        requireGraftable(looker);
        Preparation given = taken.preparation().orElseThrow();
        ClipSampling sampling = taken.clip().orElseThrow();
        Scorer scorer = Scorer.of(clips, scores, "--beside");
        String clip = taken.name();
        String small = shrunk(clip, given, size);
        String frames =
                Recoloured.of(editor, pictures(clip, sampling, wanted.mean().size(), looks, size), given, wanted, 1, 4);
        String maps = graft(looker, frames);
        scorer.widen(editor, sights(maps, looks, (int) seen.dim(1)), 2 * SIGHTS);
        return new Pair(editor.removeDead().sort().model().withOpset("", newest(looker)), small, frames, maps);
    }

    /** From 13 to 17 no operator that networks for pictures hold changed its meaning; 18 made axes of means an input. */
    private int newest(Model looker) {
        int newest = Math.max(clips.opset(), looker.opset());
        int oldest = Math.min(clips.opset(), looker.opset());
        if (oldest < newest && (oldest < 13 || newest > 17)) {
            throw new UnsupportedModelException(
                    "--beside: the two are written in operator sets %d and %d; export both in the same one"
                            .formatted(clips.opset(), looker.opset()));
        }
        return newest;
    }

    /** Fails where frames of that size, or so many looks, do not go with what the clip model takes. */
    static void requireFitting(CardInput taken, int looks, ImageSize size) {
        Preparation given = taken.preparation().orElseThrow();
        int frames = taken.clip().orElseThrow().frames();
        if (looks < 1 || frames % looks != 0) {
            throw new InvalidPlanException("--looks: %d of %d frames cannot be evenly spread; give a divisor of %d"
                    .formatted(looks, frames, frames));
        }
        int times = size.width() / given.width();
        if (times < 1 || size.width() != times * given.width() || size.height() != times * given.height()) {
            throw new InvalidPlanException("--size: frames of %dx%d are no multiple of the clip model's %dx%d"
                    .formatted(size.width(), size.height(), given.width(), given.height()));
        }
    }

    private void requireGraftable(Model looker) {
        boolean paired = clips.graph().initializerNames().stream().anyMatch(name -> name.startsWith(PREFIX));
        if (paired) {
            throw new UnsupportedModelException(
                    "--beside: a picture model looks beside this one already; give the clip model alone");
        }
        if (looker.graph().inputs().size() != 1) {
            throw new UnsupportedModelException("--beside: the maps depend on %d inputs (%s); expected pictures alone"
                    .formatted(looker.graph().inputs().size(), looker.graph().inputs()));
        }
        Optional<Node> foreign = looker.graph().nodes().stream()
                .filter(node -> !node.domain().isEmpty() || node.hasSubgraphs())
                .findFirst();
        if (foreign.isPresent()) {
            throw new UnsupportedModelException(
                    "--beside: %s (%s) is no plain operator of ONNX, and cannot be moved into another graph"
                            .formatted(foreign.get().label(), foreign.get().op()));
        }
    }

    /** What the clip model sees of a larger clip: means of squares of pixels. */
    private String shrunk(String clip, Preparation given, ImageSize size) {
        int times = size.width() / given.width();
        if (times == 1) {
            return clip;
        }
        String small = editor.freshName("small");
        editor.redirect(clip, small);
        long[] square = {1, times, times};
        editor.add(Node.of("AveragePool", List.of(clip), List.of(small))
                .with("kernel_shape", square)
                .with("strides", square));
        ValueInfo declared = clips.graph().inputs().get(0);
        List<Dim> dims = new ArrayList<>(declared.dims().orElseThrow());
        dims.set(3, new Dim.Fixed(size.height()));
        dims.set(4, new Dim.Fixed(size.width()));
        editor.declareInput(declared.withDims(dims));
        return small;
    }

    /** Evenly spread frames, as so many pictures of the batch. */
    private String pictures(String clip, ClipSampling sampling, int colours, int looks, ImageSize size) {
        boolean timeFirst = sampling.order() == ClipSampling.Order.NTCHW;
        int step = sampling.frames() / looks;
        String some = added(
                "some",
                Node.of(
                        "Slice",
                        List.of(
                                clip,
                                numbers("from", step / 2),
                                numbers("to", sampling.frames()),
                                numbers("axis", timeFirst ? 1 : 2),
                                numbers("step", step)),
                        List.of("?")));
        String inTime = timeFirst
                ? some
                : added(
                        "some",
                        Node.of("Transpose", List.of(some), List.of("?")).with("perm", new long[] {0, 2, 1, 3, 4}));
        String shape = numbers("pictures", -1, colours, size.height(), size.width());
        return added("pictures", Node.of("Reshape", List.of(inTime, shape), List.of("?")));
    }

    /** The looker's layers, under names of their own. */
    private String graft(Model looker, String frames) {
        String input = looker.graph().inputs().get(0).name();
        for (String weight : looker.graph().initializerNames()) {
            editor.set(PREFIX + weight, looker.graph().initializer(weight).orElseThrow());
        }
        for (Node node : looker.graph().topological()) {
            editor.add(node.withName(PREFIX + node.label())
                    .withInputs(node.inputs().stream()
                            .map(name -> name.isEmpty() ? name : name.equals(input) ? frames : PREFIX + name)
                            .toList())
                    .withOutputs(node.outputs().stream()
                            .map(name -> name.isEmpty() ? name : PREFIX + name)
                            .toList()));
        }
        return PREFIX + looker.graph().outputs().get(0).name();
    }

    /**
     * What of the maps matters here, in two convolutions that have learnt nothing yet: the picture model's own layers
     * were made for other questions, and unlearn what they know where they have to answer this one. Then its means and
     * peaks over places, and the mean of these over the looks.
     */
    private String sights(String maps, int looks, int channels) {
        String first = convolution(maps, "look.first", channels, 1);
        String second = convolution(first, "look.second", SIGHTS, 3);
        String means = added("means", Node.of("GlobalAveragePool", List.of(second), List.of("?")));
        String peaks = added("peaks", Node.of("GlobalMaxPool", List.of(second), List.of("?")));
        String each = added(
                "each", Node.of("Concat", List.of(means, peaks), List.of("?")).with("axis", 1));
        String byLook = added(
                "looks", Node.of("Reshape", List.of(each, numbers("looks", -1, looks, 2 * SIGHTS)), List.of("?")));
        String turned = added(
                "looks", Node.of("Transpose", List.of(byLook), List.of("?")).with("perm", new long[] {0, 2, 1}));
        String mean = added("looked", Node.of("GlobalAveragePool", List.of(turned), List.of("?")));
        return added("looked", Node.of("Flatten", List.of(mean), List.of("?")));
    }

    private String convolution(String maps, String layer, int channels, int kernel) {
        double deviation = Math.sqrt(2.0 / (SIGHTS * kernel * kernel));
        String filters = layer + ".weight";
        editor.set(filters, new FirstWeights(0).normal(filters, deviation, SIGHTS, channels, kernel, kernel));
        long pad = kernel / 2;
        String sums = added(
                layer,
                Node.of("Conv", List.of(maps, filters), List.of("?"))
                        .withName(layer)
                        .with("kernel_shape", new long[] {kernel, kernel})
                        .with("pads", new long[] {pad, pad, pad, pad}));
        List<String> norm = new ArrayList<>(List.of(sums));
        norm.add(editor.constant(layer + ".scale", FirstWeights.filled(1, SIGHTS)));
        norm.add(editor.constant(layer + ".shift", FirstWeights.filled(0, SIGHTS)));
        norm.add(editor.constant(layer + ".mean", FirstWeights.filled(0, SIGHTS)));
        norm.add(editor.constant(layer + ".variance", FirstWeights.filled(1, SIGHTS)));
        String normed =
                added(layer, Node.of("BatchNormalization", norm, List.of("?")).with("epsilon", 1e-5f));
        return added(layer, Node.of("Relu", List.of(normed), List.of("?")));
    }

    private String numbers(String hint, long... values) {
        return editor.constant(hint, Tensor.of(values, values.length));
    }

    private String added(String hint, Node node) {
        String output = editor.freshName(hint);
        editor.add(node.withOutputs(List.of(output)));
        return output;
    }
}

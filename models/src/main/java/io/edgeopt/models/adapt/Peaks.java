package io.edgeopt.models.adapt;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Has a classifier that judges by the means of maps judge by their peaks too. What is small in a picture, or there for a
 * moment of a clip, hardly moves a mean over all places; the peak does not care how small it is.
 */
final class Peaks {
    private static final String OPTION = "--peaks";

    private final Model model;
    private final Graph graph;
    private final Trace trace;

    private Peaks(Model model, Trace trace) {
        this.model = model;
        this.graph = model.graph();
        this.trace = trace;
    }

    /** The same answers, until it learns. {@code trace} is of the model as it is. */
    static Model of(Model model, Trace trace, String scores) {
        return new Peaks(model, trace).widened(Scorer.of(model, scores, OPTION));
    }

    private Model widened(Scorer scorer) {
        Set<String> maps = new LinkedHashSet<>();
        collect(scorer.features(), maps);
        long samples = shape(scorer.features()).dim(0);
        // Frames or crops that are items of the batch, and means of means, hold no places of one sample.
        maps.removeIf(map -> isPooled(map) || shape(map).dim(0) != samples);
        if (maps.isEmpty()) {
            throw new UnsupportedModelException(
                    "%s: the classes are not told from means of a sample's maps (GlobalAveragePool) alone: '%s' is something else"
                            .formatted(OPTION, scorer.features()));
        }
        GraphEditor editor = model.edit();
        List<String> flat = new ArrayList<>();
        int channels = 0;
        for (String map : maps) {
            channels += (int) shape(map).dim(1);
            String peaks = editor.freshName("peaks");
            String each = editor.freshName("peaks");
            editor.add(Node.of("GlobalMaxPool", List.of(map), List.of(peaks)))
                    .add(Node.of("Flatten", List.of(peaks), List.of(each)));
            flat.add(each);
        }
        String all = flat.get(0);
        if (flat.size() > 1) {
            all = editor.freshName("peaks");
            editor.add(Node.of("Concat", flat, List.of(all)).with("axis", 1));
        }
        scorer.widen(editor, all, channels);
        return editor.removeDead().sort().model();
    }

    private Shape shape(String tensor) {
        return trace.shape(tensor)
                .filter(known -> known.rank() > 1)
                .orElseThrow(() -> new UnsupportedModelException(
                        "%s: '%s' has no shape that is known before a run".formatted(OPTION, tensor)));
    }

    /** The maps whose means a tensor holds, told without arithmetic. */
    private void collect(String tensor, Set<String> maps) {
        graph.producerOf(tensor).ifPresent(node -> {
            if (node.is("GlobalAveragePool")) {
                maps.add(node.inputs().get(0));
            } else if (node.is("GlobalMaxPool")) {
                throw new UnsupportedModelException("%s: the classes are told from the peaks of '%s' already"
                        .formatted(OPTION, node.inputs().get(0)));
            } else if (isLaidOut(node)) {
                sources(node).forEach(source -> collect(source, maps));
            }
        });
    }

    /** Whether there are no places any more: means of means, as of several looks at one clip. */
    private boolean isPooled(String tensor) {
        return graph.producerOf(tensor)
                .filter(node -> node.isAnyOf("GlobalAveragePool", "GlobalMaxPool")
                        || (isLaidOut(node) && sources(node).stream().anyMatch(this::isPooled)))
                .isPresent();
    }

    private static boolean isLaidOut(Node node) {
        return node.isAnyOf("Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Concat", "Dropout", "Identity");
    }

    /** Of a Reshape the first input alone: the others are where to put what. */
    private static List<String> sources(Node node) {
        return node.is("Concat") ? node.inputs() : node.inputs().subList(0, 1);
    }
}

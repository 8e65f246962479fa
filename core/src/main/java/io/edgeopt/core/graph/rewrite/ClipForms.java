package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** In which axes the tensors of a clip network exist, and the nodes that bring one into others. */
final class ClipForms {
    /** How the elements of a clip's tensor may lie. */
    enum Form {
        /** Batch, channels, time, height, width: as the graph has it. */
        CLIP,
        /** Each frame a picture of its own: batch and time, channels, height, width. */
        FRAMES,
        /** Each place in the picture a line through time: batch, channels, time, height and width. */
        LINES
    }

    /** A clip's extents but the batch's, which may be free. */
    record Extents(long channels, long frames, long height, long width) {
        static Optional<Extents> of(Facts facts, String tensor) {
            if (facts.rank(tensor).orElse(0) != 5) {
                return Optional.empty();
            }
            long[] extents = new long[4];
            for (int axis = 1; axis < 5; axis++) {
                extents[axis - 1] = facts.extent(tensor, axis).orElse(0);
                if (extents[axis - 1] < 1) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Extents(extents[0], extents[1], extents[2], extents[3]));
        }
    }

    private static final long[] CHANNELS_AND_TIME = {0, 2, 1, 3, 4};
    private static final long[] CHANNELS_AND_TIME_OF_LINES = {0, 2, 1, 3};

    private final GraphEditor editor;
    private final Facts facts;
    private final Map<String, EnumMap<Form, String>> names = new HashMap<>();
    private final List<Node> added = new ArrayList<>();

    ClipForms(GraphEditor editor, Facts facts) {
        this.editor = editor;
        this.facts = facts;
    }

    /** All nodes that are to be added, in an order in which they can run. */
    List<Node> added() {
        return added;
    }

    /** Whether its forms are kept here: the node that made it is gone, or it was brought into another form too. */
    boolean isApart(String tensor) {
        return names.containsKey(tensor);
    }

    boolean has(Form form, String tensor) {
        return isApart(tensor) ? Objects.requireNonNull(names.get(tensor)).containsKey(form) : form == Form.CLIP;
    }

    /** Adds what makes {@code tensor} in that form from now on, in place of the node that made it. */
    void make(String tensor, Form form, Node maker) {
        String name = editor.freshName(tensor + "_" + form.name().toLowerCase(Locale.ROOT));
        added.add(maker.withOutputs(List.of(name)));
        remember(tensor, form, name);
    }

    /** Adds what makes {@code tensor} as it was, in place of the node that made it. */
    void makeAsItWas(String tensor, Node maker) {
        added.add(maker.withOutputs(List.of(tensor)));
    }

    /** Adds a node whose output only nodes made here read. */
    String add(String hint, Node maker) {
        String name = editor.freshName(hint);
        added.add(maker.withOutputs(List.of(name)));
        return name;
    }

    Node reshaped(String tensor, long... target) {
        String constant = editor.constant(tensor + "_as", Tensor.of(target, target.length));
        return Node.of("Reshape", List.of(tensor, constant), List.of("?"));
    }

    /** The tensor's name in that form, brought about where it is not there yet. */
    String in(Form form, String tensor) {
        if (has(form, tensor)) {
            return isApart(tensor)
                    ? Objects.requireNonNull(
                            Objects.requireNonNull(names.get(tensor)).get(form))
                    : tensor;
        }
        boolean apart = isApart(tensor);
        Extents extents = Extents.of(facts, tensor).orElseThrow();
        // A clip becomes lines by one node that moves nothing.
        boolean fromClip = !apart || (form == Form.LINES && has(Form.CLIP, tensor));
        Form from = fromClip ? Form.CLIP : has(Form.FRAMES, tensor) ? Form.FRAMES : Form.LINES;
        String source = in(from, tensor);
        if (!apart) {
            remember(tensor, Form.CLIP, tensor);
        }
        if (form == Form.CLIP) {
            added.add(clip(from, source, extents).withOutputs(List.of(tensor)));
            remember(tensor, form, tensor);
        } else {
            make(tensor, form, form == Form.FRAMES ? frames(from, source, extents) : lines(from, source, extents));
        }
        return in(form, tensor);
    }

    private Node clip(Form from, String source, Extents e) {
        return from == Form.FRAMES
                ? turned(
                        add(source, reshaped(source, -1, e.frames(), e.channels(), e.height(), e.width())),
                        CHANNELS_AND_TIME)
                : reshaped(source, -1, e.channels(), e.frames(), e.height(), e.width());
    }

    private Node frames(Form from, String source, Extents e) {
        Node turned =
                from == Form.CLIP ? turned(source, CHANNELS_AND_TIME) : turned(source, CHANNELS_AND_TIME_OF_LINES);
        return reshaped(add(source, turned), -1, e.channels(), e.height(), e.width());
    }

    private Node lines(Form from, String source, Extents e) {
        return from == Form.CLIP
                ? reshaped(source, -1, e.channels(), e.frames(), e.height() * e.width())
                : turned(
                        add(source, reshaped(source, -1, e.frames(), e.channels(), e.height() * e.width())),
                        CHANNELS_AND_TIME_OF_LINES);
    }

    private static Node turned(String tensor, long[] order) {
        return Node.of("Transpose", List.of(tensor), List.of("?")).with("perm", order);
    }

    private void remember(String tensor, Form form, String name) {
        names.computeIfAbsent(tensor, any -> new EnumMap<>(Form.class)).put(form, name);
    }
}

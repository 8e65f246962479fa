package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Makes one {@code Split} of slices that cut a tensor along one axis into adjacent pieces and leave nothing out. */
final class SlicesToSplit extends NodeRewrite {
    private final int opset;

    /** A slice of one axis; {@code to} is exclusive. */
    private record Piece(Node node, int axis, long from, long to) {}

    SlicesToSplit(int opset) {
        super("slices-to-split");
        this.opset = opset;
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        Optional<Piece> one = piece(node, look);
        if (one.isEmpty()) {
            return false;
        }
        String data = node.inputs().get(0);
        int axis = one.get().axis();
        List<Piece> pieces = new ArrayList<>();
        for (Node user : look.graph().consumersOf(data)) {
            piece(user, look).filter(found -> found.axis() == axis).ifPresent(pieces::add);
        }
        pieces.sort(Comparator.comparingLong(Piece::from));
        long reached = 0;
        for (Piece piece : pieces) {
            if (piece.from() != reached || piece.to() <= reached) {
                return false;
            }
            reached = piece.to();
        }
        if (pieces.size() < 2 || reached != look.facts().extent(data, axis).orElse(-1)) {
            return false;
        }
        editor.addBefore(pieces.get(0).node(), split(data, axis, pieces, editor));
        pieces.forEach(piece -> editor.remove(piece.node()));
        return true;
    }

    private Node split(String data, int axis, List<Piece> pieces, GraphEditor editor) {
        long[] sizes =
                pieces.stream().mapToLong(piece -> piece.to() - piece.from()).toArray();
        List<String> outputs =
                pieces.stream().map(piece -> piece.node().output()).toList();
        Node split = Node.of("Split", List.of(data), outputs)
                .withName(editor.freshName(pieces.get(0).node().label() + "_split"))
                .with("axis", (long) axis);
        return opset < 13
                ? split.with("split", sizes)
                : split.withInput(1, editor.constant(data + "_split", Tensor.of(sizes, sizes.length)));
    }

    /** The node as a piece of its input, where it is a slice of one axis, forwards, without gaps. */
    private static Optional<Piece> piece(Node node, Look look) {
        if (!node.is("Slice")) {
            return Optional.empty();
        }
        String data = node.inputs().get(0);
        OptionalInt rank = look.facts().rank(data);
        OptionalLong from = single(look.integers(node, 1, "starts"));
        OptionalLong to = single(look.integers(node, 2, "ends"));
        boolean noAxes = node.input(3).isEmpty() && !node.has("axes");
        OptionalLong axis = noAxes ? OptionalLong.of(0) : single(look.integers(node, 3, "axes"));
        boolean steps = node.input(4).isEmpty()
                || Stream.of(single(look.integers(node, 4, "steps")))
                        .allMatch(step -> step.isPresent() && step.getAsLong() == 1);
        if (rank.isEmpty() || from.isEmpty() || to.isEmpty() || axis.isEmpty() || !steps) {
            return Optional.empty();
        }
        int place = (int) (axis.getAsLong() < 0 ? axis.getAsLong() + rank.getAsInt() : axis.getAsLong());
        OptionalLong extent = look.facts().extent(data, place);
        return extent.isEmpty()
                ? Optional.empty()
                : Optional.of(new Piece(
                        node,
                        place,
                        clamped(from.getAsLong(), extent.getAsLong()),
                        clamped(to.getAsLong(), extent.getAsLong())));
    }

    private static OptionalLong single(Optional<long[]> values) {
        return values.isPresent() && values.get().length == 1 ? OptionalLong.of(values.get()[0]) : OptionalLong.empty();
    }

    private static long clamped(long index, long extent) {
        return Math.max(0, Math.min(extent, index < 0 ? index + extent : index));
    }
}

package io.edgeopt.xai.cam;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which layer an activation map is taken from.
 *
 * <ul>
 *   <li>By itself: what the last convolution with places becomes before its places are lost, so after its norm, its
 *       activation and the addition of a shortcut. Where it has fewer than 4 a side, the last that has them, if there is one.
 *   <li>In a transformer: the tokens before the last attention, because behind it only the token for the whole picture
 *       is read.
 *   <li>For a detector's box: the last map that both its score and its place are made of, of as many cells as the level
 *       that the box is read from, and behind which cells around it are still looked at.
 *   <li>By name: any tensor that has places.
 * </ul>
 */
final class LayerChoice {
    /** A map of fewer places a side says hardly more than that a picture has corners. */
    static final int FEWEST = 4;

    /** Convolutions behind a detector's map that look around the cell: with fewer, it tells which cell it is, and no more. */
    private static final int WINDOWS = 2;

    private final Graph graph;
    private final Trace trace;
    private final boolean clips;
    private final boolean framesFirst;
    private final int fewest;

    private LayerChoice(Graph graph, Trace trace, InputAxes axes, int fewest) {
        this.graph = graph;
        this.fewest = fewest;
        this.trace = trace;
        this.clips = axes.time().isPresent();
        // A convolution over time has its channels first, whatever the input has.
        this.framesFirst = clips
                && axes.time().getAsInt() < axes.channel()
                && graph.nodes().stream()
                        .filter(node -> Operators.of(node).kind() == OperatorKind.CONVOLUTION)
                        .noneMatch(node -> trace.shape(node.output())
                                .filter(shape -> shape.rank() == 5)
                                .isPresent());
    }

    /** @param fewest places a side that it should have, where any layer does */
    static Layer of(Subject subject, Tensor input, Target target, Optional<String> named, int fewest) {
        Trace trace = Trace.of(subject.model(), subject.backend(), Map.of(subject.input(), input));
        LayerChoice choice = new LayerChoice(subject.model().graph(), trace, subject.axes(input.shape()), fewest);
        return named.isPresent() ? choice.named(subject.layerNamed(named.get())) : choice.last(target);
    }

    private Layer named(String tensor) {
        return places(tensor)
                .or(() -> grid().flatMap(grid -> tokens(tensor, grid)))
                .orElseThrow(() -> new UnsupportedModelException(
                        "layer '%s' has the shape %s, which knows no places; take one before, or none to have it chosen"
                                .formatted(
                                        tensor,
                                        trace.shape(tensor).map(Shape::toString).orElse("?"))));
    }

    private Layer last(Target target) {
        Optional<Layer> level = target.place().flatMap(this::level);
        if (level.isPresent()) {
            return level.get();
        }
        List<Node> before = before(target.tensors());
        Node conv = lastConvolution(before)
                .orElseThrow(() -> new UnsupportedModelException(
                        "the model has no convolution whose result has places; name a layer, or take occlusion"));
        Layer grid = places(conv.output()).orElseThrow();
        Optional<Layer> attended = beforeAttention(before, grid);
        if (attended.isPresent()) {
            return attended.get();
        }
        Set<String> made = new HashSet<>(Set.of(conv.output()));
        Layer last = grid;
        for (Node node : before) {
            if (node.inputs().stream().noneMatch(made::contains)) {
                continue;
            }
            made.addAll(node.outputs());
            Optional<Layer> layer = places(node.output());
            if (layer.isPresent()
                    && layer.get().height() == grid.height()
                    && layer.get().width() == grid.width()
                    && layer.get().frames() == grid.frames()) {
                last = layer.get();
            }
        }
        return last;
    }

    private Optional<Layer> level(ScorePlace place) {
        CellTrail trail = new CellTrail(graph, trace);
        List<Node> scoring = lastConvolutions(trail.back(place.output(), place.element()));
        List<Node> placing = lastConvolutions(trail.back(place.boxOutput(), place.boxElement()));
        if (scoring.isEmpty()) {
            return Optional.empty();
        }
        Layer cells = places(scoring.get(0).output()).orElseThrow();
        Set<String> shared = new LinkedHashSet<>();
        before(Set.of(scoring.get(0).inputs().get(0))).forEach(node -> shared.addAll(node.outputs()));
        Stream.concat(scoring.stream().skip(1), placing.stream()).forEach(node -> {
            Set<String> made = new HashSet<>();
            before(Set.of(node.inputs().get(0))).forEach(one -> made.addAll(one.outputs()));
            shared.retainAll(made);
        });
        List<Layer> maps = shared.stream()
                .flatMap(tensor -> places(tensor).stream())
                .filter(layer -> layer.height() == cells.height() && layer.width() == cells.width())
                .toList();
        return widest(maps, scoring.get(0));
    }

    /** The last of the maps behind which enough windows look around the cell; of none does enough, the one with most. */
    private Optional<Layer> widest(List<Layer> maps, Node scoring) {
        List<Node> before = before(Set.of(scoring.output()));
        int most = -1;
        Optional<Layer> found = Optional.empty();
        for (int i = maps.size() - 1; i >= 0 && most < WINDOWS; i--) {
            int windows = windows(maps.get(i), before);
            if (windows > most) {
                most = windows;
                found = Optional.of(maps.get(i));
            }
        }
        return found;
    }

    /** How many convolutions that look beyond one place, on as many cells, a map goes through. */
    private int windows(Layer map, List<Node> before) {
        Set<String> made = new HashSet<>(Set.of(map.tensor()));
        int windows = 0;
        for (Node node : before) {
            if (node.inputs().stream().anyMatch(made::contains)) {
                made.addAll(node.outputs());
                boolean wide = PlaceWindow.kernel(graph, node)
                        .filter(kernel -> kernel.dim(-1) > 1 || kernel.dim(-2) > 1)
                        .isPresent();
                boolean alike = places(node.output())
                        .filter(layer -> layer.height() == map.height() && layer.width() == map.width())
                        .isPresent();
                windows += wide && alike ? 1 : 0;
            }
        }
        return windows;
    }

    /** Convolutions with places from which a tensor is made without another of them. */
    private List<Node> lastConvolutions(String tensor) {
        Set<Node> found = new LinkedHashSet<>();
        Set<Node> passed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(tensor));
        while (!open.isEmpty()) {
            Optional<Node> made = graph.producerOf(open.remove());
            if (made.isEmpty()) {
                continue;
            }
            Node node = made.get();
            if (Operators.of(node).kind() == OperatorKind.CONVOLUTION
                    && places(node.output()).isPresent()) {
                found.add(node);
            } else if (passed.add(node)) {
                open.addAll(node.uses());
            }
        }
        return List.copyOf(found);
    }

    private Optional<Layer> grid() {
        return lastConvolution(graph.topological()).flatMap(conv -> places(conv.output()));
    }

    private Optional<Node> lastConvolution(List<Node> nodes) {
        return lastConvolution(nodes, fewest).or(() -> lastConvolution(nodes, 1));
    }

    private Optional<Node> lastConvolution(List<Node> nodes, int side) {
        return nodes.stream()
                .filter(node -> Operators.of(node).kind() == OperatorKind.CONVOLUTION)
                .filter(node -> places(node.output())
                        .filter(layer -> Math.min(layer.height(), layer.width()) >= side)
                        .isPresent())
                .reduce((earlier, later) -> later);
    }

    /** The last tokens that an attention reads, where the places of the last convolution go on as tokens. */
    private Optional<Layer> beforeAttention(List<Node> before, Layer grid) {
        Optional<Layer> seen = Optional.empty();
        Optional<Layer> attended = Optional.empty();
        for (Node node : before) {
            OperatorKind kind = Operators.of(node).kind();
            if (kind == OperatorKind.SOFTMAX || kind == OperatorKind.ATTENTION) {
                attended = seen;
            }
            Optional<Layer> tokens = kind == OperatorKind.NORMALIZATION || kind == OperatorKind.BINARY
                    ? tokens(node.output(), grid).filter(layer -> layer.channels() == grid.channels())
                    : Optional.empty();
            if (tokens.isPresent()) {
                seen = tokens;
            }
        }
        return attended;
    }

    /** Nodes that the targets depend on, each after those it reads from. */
    private List<Node> before(Set<String> targets) {
        Set<Node> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(targets);
        while (!open.isEmpty()) {
            graph.producerOf(open.remove()).filter(needed::add).ifPresent(node -> open.addAll(node.uses()));
        }
        return graph.topological().stream().filter(needed::contains).toList();
    }

    private Optional<Layer> places(String tensor) {
        Optional<Shape> shape = trace.shape(tensor);
        boolean numbers =
                trace.type(tensor).filter(ElementType::isFloatingPoint).isPresent();
        if (shape.isEmpty()
                || !numbers
                || (shape.get().rank() != 4 && shape.get().rank() != 5)) {
            return Optional.empty();
        }
        Shape found = shape.get();
        int height = (int) found.dim(-2);
        int width = (int) found.dim(-1);
        if (height * width <= 1) {
            return Optional.empty();
        }
        if (found.rank() == 4 && found.dim(0) > 1) {
            // The input is one clip, so a batch is of its frames.
            return clips
                    ? Optional.of(new Layer(tensor, found, height, width, (int) found.dim(0), Layer.Order.FRAMES))
                    : Optional.empty();
        }
        if (found.dim(0) != 1) {
            return Optional.empty();
        }
        boolean byFrame = found.rank() == 5 && framesFirst;
        int frames = found.rank() == 4 ? 1 : (int) found.dim(byFrame ? 1 : 2);
        Layer.Order order = byFrame ? Layer.Order.FRAMES : Layer.Order.CHANNELS;
        return Optional.of(new Layer(tensor, found, height, width, frames, order));
    }

    private Optional<Layer> tokens(String tensor, Layer grid) {
        return trace.shape(tensor)
                .filter(shape -> shape.rank() == 3
                        && shape.dim(0) == 1
                        && (shape.dim(1) == grid.places() || shape.dim(1) == grid.places() + 1))
                .map(shape -> new Layer(tensor, shape, grid.height(), grid.width(), 1, Layer.Order.TOKENS));
    }
}

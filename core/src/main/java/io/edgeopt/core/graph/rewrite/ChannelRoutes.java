package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where channels come from, through nodes that only lay them side by side, part them or shuffle them: of each tensor that
 * such a node makes, which channel of which other tensor each of its channels is.
 */
final class ChannelRoutes {
    /** The axis of channels, in all of these nodes. */
    static final int AXIS = 1;

    /** A channel of a tensor that something else than routing makes. */
    record Channel(String source, int place) {}

    /**
     * Nodes that do one step: one of them, or the three of a shuffle.
     *
     * @param inputs what is laid, parted or shuffled
     * @param outputs what comes of it
     */
    record Step(List<Node> nodes, List<String> inputs, List<String> outputs) {
        boolean isShuffle() {
            return nodes.size() > 1;
        }
    }

    private final Look look;
    private final Map<String, List<Channel>> routed = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private ChannelRoutes(Look look) {
        this.look = look;
    }

    static ChannelRoutes of(Look look) {
        ChannelRoutes routes = new ChannelRoutes(look);
        for (Node node : look.graph().topological()) {
            routes.concat(node)
                    .or(() -> routes.split(node))
                    .or(() -> routes.shuffle(node))
                    .ifPresent(routes.steps::add);
        }
        return routes;
    }

    /** Of each channel of a tensor, where it comes from; empty where the number of channels is not known. */
    Optional<List<Channel>> of(String tensor) {
        return Optional.ofNullable(routed.get(tensor)).or(() -> own(tensor));
    }

    private Optional<List<Channel>> own(String tensor) {
        OptionalInt channels = channels(tensor);
        return channels.isEmpty()
                ? Optional.empty()
                : Optional.of(IntStream.range(0, channels.getAsInt())
                        .mapToObj(place -> new Channel(tensor, place))
                        .toList());
    }

    OptionalInt channels(String tensor) {
        OptionalLong extent = look.facts().extent(tensor, AXIS);
        boolean map = look.facts().rank(tensor).orElse(0) > AXIS + 1;
        return map && extent.orElse(0) > 0 ? OptionalInt.of((int) extent.getAsLong()) : OptionalInt.empty();
    }

    private Optional<Step> concat(Node node) {
        if (!node.is("Concat") || !isAlongChannels(node, node.output())) {
            return Optional.empty();
        }
        List<Channel> all = new ArrayList<>();
        for (String input : node.inputs()) {
            Optional<List<Channel>> channels = of(input);
            if (channels.isEmpty() || look.isConstant(input)) {
                return Optional.empty();
            }
            all.addAll(channels.get());
        }
        routed.put(node.output(), all);
        return Optional.of(new Step(List.of(node), node.inputs(), node.outputs()));
    }

    private Optional<Step> split(Node node) {
        if (!node.is("Split") || !isAlongChannels(node, node.inputs().get(0))) {
            return Optional.empty();
        }
        List<Channel> all = of(node.inputs().get(0)).orElse(List.of());
        List<List<Channel>> parts = new ArrayList<>();
        int from = 0;
        for (String output : node.outputs()) {
            int to = from + channels(output).orElse(all.size() + 1);
            if (to > all.size()) {
                return Optional.empty();
            }
            parts.add(all.subList(from, to));
            from = to;
        }
        for (int i = 0; i < parts.size(); i++) {
            routed.put(node.outputs().get(i), parts.get(i));
        }
        return Optional.of(new Step(List.of(node), node.inputs().subList(0, 1), node.outputs()));
    }

    /** Channels as a table whose rows and columns change places, written as exporters do. */
    private Optional<Step> shuffle(Node last) {
        if (!last.is("Reshape")) {
            return Optional.empty();
        }
        Optional<Node> transpose = look.madeForOne(last.inputs().get(0), "Transpose");
        Optional<Node> first =
                transpose.flatMap(node -> look.madeForOne(node.inputs().get(0), "Reshape"));
        if (transpose.isEmpty() || first.isEmpty()) {
            return Optional.empty();
        }
        String input = first.get().inputs().get(0);
        OptionalInt rows = rows(input, first.get().output());
        boolean swaps = MergeTransposes.permutation(transpose.get(), look)
                .filter(ChannelRoutes::swapsRowsAndColumns)
                .isPresent();
        if (rows.isEmpty() || !swaps || !look.facts().sameShape(input, last.output())) {
            return Optional.empty();
        }
        List<Channel> all = of(input).orElseThrow();
        int columns = all.size() / rows.getAsInt();
        routed.put(
                last.output(),
                IntStream.range(0, all.size())
                        .mapToObj(i -> all.get(i % rows.getAsInt() * columns + i / rows.getAsInt()))
                        .toList());
        return Optional.of(
                new Step(List.of(first.get(), transpose.get(), last), List.of(input), List.of(last.output())));
    }

    /** How many rows channels are laid in, in every run; empty where they are not, or something else is changed. */
    private OptionalInt rows(String input, String table) {
        OptionalInt channels = channels(input);
        OptionalLong rows = look.facts().extent(table, AXIS);
        List<Shape> before = look.facts().shapes(input);
        List<Shape> after = look.facts().shapes(table);
        if (channels.isEmpty() || rows.isEmpty() || before.size() != after.size()) {
            return OptionalInt.empty();
        }
        for (int run = 0; run < before.size(); run++) {
            long[] from = before.get(run).toArray();
            long[] to = after.get(run).toArray();
            boolean fits = to.length == from.length + 1
                    && to[0] == from[0]
                    && to[AXIS] * to[AXIS + 1] == from[AXIS]
                    && Arrays.equals(to, AXIS + 2, to.length, from, AXIS + 1, from.length);
            if (!fits) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of((int) rows.getAsLong());
    }

    private static boolean swapsRowsAndColumns(long[] permutation) {
        for (int axis = 0; axis < permutation.length; axis++) {
            int from = axis == AXIS ? AXIS + 1 : axis == AXIS + 1 ? AXIS : axis;
            if (permutation[axis] != from) {
                return false;
            }
        }
        return true;
    }

    private boolean isAlongChannels(Node node, String map) {
        OptionalInt rank = look.facts().rank(map);
        long axis = node.integer("axis", 0);
        return channels(map).isPresent() && rank.isPresent() && (axis < 0 ? axis + rank.getAsInt() : axis) == AXIS;
    }

    /** The steps that hang together: one's tensors are read or made by another, or both read the same. */
    List<Set<Step>> regions() {
        List<Set<Step>> regions = new ArrayList<>();
        Map<String, Set<Step>> of = new LinkedHashMap<>();
        for (Step step : steps) {
            Set<Step> region = new LinkedHashSet<>();
            List<String> tensors = new ArrayList<>(step.inputs());
            tensors.addAll(step.outputs());
            for (String tensor : tensors) {
                Set<Step> other = of.get(tensor);
                if (other != null && other != region) {
                    region.addAll(other);
                    regions.removeIf(known -> known == other);
                }
            }
            region.add(step);
            regions.add(region);
            for (Step member : region) {
                member.inputs().forEach(tensor -> of.put(tensor, region));
                member.outputs().forEach(tensor -> of.put(tensor, region));
            }
        }
        return regions;
    }
}

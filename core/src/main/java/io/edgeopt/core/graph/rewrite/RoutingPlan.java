package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.rewrite.ChannelRoutes.Channel;
import io.edgeopt.core.graph.rewrite.ChannelRoutes.Step;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What becomes of nodes that route channels and hang together: a Split for each source, a Concat for each who reads. */
final class RoutingPlan {
    /** From this operator set on, {@code Split} is given its sizes as a tensor. */
    private static final int SIZES_AS_INPUT = 13;

    /** Parts that are laid side by side, for each node that goes. Blocks of ShuffleNet need about one. */
    private static final int MOST_PARTS = 2;

    /** Channels of one tensor that follow one another, {@code to} exclusive. */
    private record Run(String source, int from, int to) {}

    /**
     * What somebody reads.
     *
     * @param order which of its channels lie where from now on
     * @param runs where these come from
     * @param readers who are told of the order; empty where it is the old one
     */
    private record Reading(String tensor, List<Integer> order, List<Run> runs, Optional<Reordering> readers) {}

    private final Look look;
    private final ChannelRoutes routes;
    private final Set<Node> gone = new LinkedHashSet<>();
    private final List<Reading> readings = new ArrayList<>();
    /** Where each source is cut, its ends among them. */
    private final Map<String, NavigableSet<Integer>> cuts = new LinkedHashMap<>();

    RoutingPlan(Set<Step> region, ChannelRoutes routes, Look look) {
        this.look = look;
        this.routes = routes;
        region.forEach(step -> gone.addAll(step.nodes()));
        region.stream()
                .flatMap(step -> step.outputs().stream())
                .filter(this::isRead)
                .forEach(tensor -> readings.add(reading(tensor)));
        for (Reading reading : readings) {
            for (Run run : reading.runs()) {
                cuts.computeIfAbsent(run.source(), this::ends).addAll(List.of(run.from(), run.to()));
            }
        }
    }

    private boolean isRead(String tensor) {
        return look.graph().isOutput(tensor)
                || look.graph().consumersOf(tensor).stream().anyMatch(reader -> !gone.contains(reader));
    }

    private Reading reading(String tensor) {
        List<Channel> channels = routes.of(tensor).orElseThrow();
        List<Integer> order = sorted(channels);
        List<Integer> old = IntStream.range(0, channels.size()).boxed().toList();
        Optional<Reordering> readers =
                order.equals(old) ? Optional.empty() : Reordering.of(look, tensor, channels.size(), gone);
        if (readers.isEmpty()) {
            order = old;
        }
        return new Reading(tensor, order, runs(channels, order), readers);
    }

    /** Sources as they come first, and of each its channels as they lie; one that is there twice comes after all others. */
    private static List<Integer> sorted(List<Channel> channels) {
        Map<String, Integer> sources = new HashMap<>();
        Map<Channel, Integer> seen = new HashMap<>();
        List<Integer> source = new ArrayList<>();
        List<Integer> time = new ArrayList<>();
        for (Channel channel : channels) {
            source.add(sources.computeIfAbsent(channel.source(), unused -> sources.size()));
            time.add(seen.merge(channel, 1, Integer::sum));
        }
        return IntStream.range(0, channels.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(source::get)
                        .thenComparingInt(time::get)
                        .thenComparingInt(i -> channels.get(i).place()))
                .toList();
    }

    private static List<Run> runs(List<Channel> channels, List<Integer> order) {
        List<Run> runs = new ArrayList<>();
        for (int i : order) {
            Channel channel = channels.get(i);
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.source().equals(channel.source()) && last.to() == channel.place()) {
                runs.set(runs.size() - 1, new Run(last.source(), last.from(), last.to() + 1));
            } else {
                runs.add(new Run(channel.source(), channel.place(), channel.place() + 1));
            }
        }
        return runs;
    }

    private NavigableSet<Integer> ends(String source) {
        return new TreeSet<>(Set.of(0, routes.channels(source).orElseThrow()));
    }

    /** Fewer nodes than before, and no crumbs: a channel here and a channel there cost more to fetch than a shuffle. */
    boolean isWorthIt() {
        long splits = cuts.values().stream().filter(cut -> cut.size() > 2).count();
        int laid = readings.stream()
                .flatMap(reading -> reading.runs().stream())
                .mapToInt(run -> cutsWithin(run).size() - 1)
                .sum();
        return splits + readings.size() < gone.size() && laid <= MOST_PARTS * gone.size();
    }

    private Set<Integer> cutsWithin(Run run) {
        return cuts.getOrDefault(run.source(), new TreeSet<>()).subSet(run.from(), true, run.to(), true);
    }

    void carryOut(Map<List<Object>, String> copies, GraphEditor editor, int opset) {
        gone.forEach(editor::remove);
        Map<Run, String> parts = new LinkedHashMap<>();
        cuts.forEach((source, cut) -> parts.putAll(parted(source, List.copyOf(cut), editor, opset)));
        for (Reading reading : readings) {
            List<String> laid = reading.runs().stream()
                    .flatMap(run -> parts.entrySet().stream()
                            .filter(part -> isWithin(part.getKey(), run))
                            .map(Map.Entry::getValue))
                    .toList();
            if (reading.readers().isEmpty()) {
                editor.add(sideBySide(laid, reading.tensor(), editor));
            } else {
                String now = laid.size() == 1 ? laid.get(0) : editor.freshName(reading.tensor());
                if (laid.size() > 1) {
                    editor.add(sideBySide(laid, now, editor));
                }
                reading.readers().get().tell(now, reading.order(), copies, editor);
            }
        }
    }

    private static boolean isWithin(Run part, Run run) {
        return part.source().equals(run.source()) && part.from() >= run.from() && part.to() <= run.to();
    }

    /** The names of a source's parts; its own, where it is one. */
    private static Map<Run, String> parted(String source, List<Integer> cut, GraphEditor editor, int opset) {
        Map<Run, String> parts = new LinkedHashMap<>();
        if (cut.size() == 2) {
            parts.put(new Run(source, cut.get(0), cut.get(1)), source);
            return parts;
        }
        for (int i = 1; i < cut.size(); i++) {
            parts.put(new Run(source, cut.get(i - 1), cut.get(i)), editor.freshName(source + "_part"));
        }
        long[] sizes = parts.keySet().stream()
                .mapToLong(part -> part.to() - part.from())
                .toArray();
        Node split = Node.of("Split", List.of(source), List.copyOf(parts.values()))
                .withName(editor.freshName(source + "_split"))
                .with("axis", (long) ChannelRoutes.AXIS);
        editor.add(
                opset < SIZES_AS_INPUT
                        ? split.with("split", sizes)
                        : split.withInput(1, editor.constant(source + "_sizes", Tensor.of(sizes, sizes.length))));
        return parts;
    }

    private static Node sideBySide(List<String> laid, String output, GraphEditor editor) {
        Node node = laid.size() == 1
                ? Node.of("Identity", laid, List.of(output))
                : Node.of("Concat", laid, List.of(output)).with("axis", (long) ChannelRoutes.AXIS);
        return node.withName(editor.freshName(output + "_laid"));
    }
}

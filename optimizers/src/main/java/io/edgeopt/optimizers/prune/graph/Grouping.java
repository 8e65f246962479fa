package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Sorts the atoms of a scene into channels, and those into groups. */
final class Grouping {
    /** Where one channel lies: along which axes, and at which places of each. */
    private static final class Places {
        private final Map<Integer, List<Integer>> byAxis = new LinkedHashMap<>();
    }

    private record Axis(String weight, int axis, Role role) {}

    private final Scene scene;
    private final List<Axis> axes = new ArrayList<>();
    private final Map<Integer, Places> channels = new LinkedHashMap<>();
    private final int[] channelOf;
    private final List<Group> groups = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();

    private Grouping(Scene scene) {
        this.scene = scene;
        this.channelOf = new int[scene.atoms().size()];
    }

    static Grouping of(Scene scene) {
        Grouping grouping = new Grouping(scene);
        grouping.gather();
        grouping.group();
        grouping.hold();
        return grouping;
    }

    List<Group> groups() {
        return groups;
    }

    List<Held> held() {
        return held;
    }

    /** For each atom its channel, or -1. */
    int[] channelOf() {
        return channelOf;
    }

    private void gather() {
        scene.worked().forEach((tensor, worked) -> {
            if (!scene.isWeight(tensor)) {
                return;
            }
            Role[] roles = scene.roles(tensor);
            for (int axis = 0; axis < worked.length; axis++) {
                if (worked[axis].length == 0) {
                    continue;
                }
                axes.add(new Axis(tensor, axis, roles[axis]));
                for (int i = 0; i < worked[axis].length; i++) {
                    channels.computeIfAbsent(scene.atoms().find(worked[axis][i]), root -> new Places())
                            .byAxis
                            .computeIfAbsent(axes.size() - 1, place -> new ArrayList<>())
                            .add(i);
                }
            }
        });
    }

    private void group() {
        Map<List<Integer>, List<Integer>> alike = new LinkedHashMap<>();
        channels.forEach((root, places) -> {
            boolean made = places.byAxis.keySet().stream()
                    .anyMatch(axis -> axes.get(axis).role() == Role.MAKES);
            if (made && scene.atoms().reason(root).isEmpty()) {
                List<Integer> signature = new ArrayList<>();
                places.byAxis.forEach((axis, indices) -> {
                    signature.add(axis);
                    signature.add(indices.size());
                });
                alike.computeIfAbsent(signature, unused -> new ArrayList<>()).add(root);
            }
        });
        Map<Integer, Integer> numbers = new HashMap<>();
        List<List<Integer>> several =
                alike.values().stream().filter(roots -> roots.size() > 1).toList();
        several.forEach(roots -> roots.forEach(root -> numbers.put(root, numbers.size())));
        for (int atom = 0; atom < channelOf.length; atom++) {
            channelOf[atom] = numbers.getOrDefault(scene.atoms().find(atom), -1);
        }
        List<Map<String, Member>> members = members(several, numbers);
        for (int i = 0; i < several.size(); i++) {
            groups.add(group(several.get(i), numbers, List.copyOf(members.get(i).values())));
        }
    }

    private Group group(List<Integer> roots, Map<Integer, Integer> numbers, List<Member> members) {
        Places first = Objects.requireNonNull(channels.get(roots.get(0)));
        List<WeightAxis> weights = new ArrayList<>();
        for (int place : first.byAxis.keySet()) {
            Axis axis = axes.get(place);
            List<List<Integer>> indices = roots.stream()
                    .map(root -> List.copyOf(Objects.requireNonNull(
                            Objects.requireNonNull(channels.get(root)).byAxis.get(place))))
                    .toList();
            weights.add(new WeightAxis(axis.weight(), axis.axis(), axis.role(), indices));
        }
        String name = members.stream()
                .filter(member -> member.part() == Member.Part.MAKES)
                .map(Member::node)
                .findFirst()
                .orElseGet(() -> weights.get(0).weight());
        return new Group(name, Objects.requireNonNull(numbers.get(roots.get(0))), roots.size(), weights, members);
    }

    /** The nodes that each group touches, by label; those that only make weights ready are left out. */
    private List<Map<String, Member>> members(List<List<Integer>> several, Map<Integer, Integer> numbers) {
        int[] groupOf = new int[numbers.size()];
        List<Map<String, Member>> members = new ArrayList<>();
        for (int i = 0; i < several.size(); i++) {
            int group = i;
            several.get(i).forEach(root -> groupOf[Objects.requireNonNull(numbers.get(root))] = group);
            members.add(new LinkedHashMap<>());
        }
        Graph graph = scene.graph();
        Set<String> constant = new LinkedHashSet<>(graph.initializerNames());
        for (Node node : graph.topological()) {
            if (constant.containsAll(node.uses())) {
                constant.addAll(node.outputs());
                continue;
            }
            Set<Integer> in = new LinkedHashSet<>();
            Set<Integer> out = new LinkedHashSet<>();
            node.uses().stream()
                    .filter(tensor -> !constant.contains(tensor))
                    .forEach(name -> touched(name, groupOf, in));
            node.outputs().forEach(name -> touched(name, groupOf, out));
            Set<Integer> both = new LinkedHashSet<>(in);
            both.addAll(out);
            for (int group : both) {
                Member.Part part = !in.contains(group)
                        ? Member.Part.MAKES
                        : out.contains(group) ? Member.Part.PASSES : Member.Part.READS;
                members.get(group).put(node.label(), new Member(node.label(), node.op(), part));
            }
        }
        return members;
    }

    private void touched(String tensor, int[] groupOf, Set<Integer> groups) {
        for (int[] axis : scene.worked().getOrDefault(tensor, new int[0][])) {
            Arrays.stream(axis)
                    .map(atom -> channelOf[atom])
                    .filter(channel -> channel >= 0)
                    .forEach(channel -> groups.add(groupOf[channel]));
        }
    }

    /** Layers with channels that stay. */
    private void hold() {
        Graph graph = scene.graph();
        for (Axis axis : axes) {
            if (axis.role() != Role.MAKES) {
                continue;
            }
            Map<String, Integer> reasons = new LinkedHashMap<>();
            for (int atom : Objects.requireNonNull(scene.worked().get(axis.weight()))[axis.axis()]) {
                if (channelOf[atom] < 0) {
                    String reason =
                            scene.atoms().reason(atom).orElse("no other channel lies exactly where this one does");
                    reasons.merge(reason, 1, Integer::sum);
                }
            }
            String layer = graph.consumersOf(axis.weight()).stream()
                    .map(Node::label)
                    .findFirst()
                    .orElse(axis.weight());
            reasons.forEach((reason, count) -> held.add(new Held(layer, count, reason)));
        }
    }
}

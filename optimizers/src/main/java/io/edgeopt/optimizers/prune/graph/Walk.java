package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.trace.Trace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through a graph node by node, following axes. */
final class Walk {
    private static final Map<String, AxisRule> RULES = new HashMap<>();

    static {
        RULES.putAll(WeightRules.all());
        RULES.putAll(PointRules.all());
        RULES.putAll(ShapeRules.all());
        RULES.putAll(SelectionRules.all());
    }

    private final Scene scene;
    /** Tensors that are the same in every run. */
    private final Set<String> constant = new HashSet<>();

    private Walk(Scene scene) {
        this.scene = scene;
    }

    static Scene through(Model model, Trace trace) {
        Scene scene = new Scene(model, trace);
        new Walk(scene).walk();
        return scene;
    }

    private void walk() {
        Graph graph = scene.graph();
        List<Node> order = graph.topological();
        constant.addAll(graph.initializerNames());
        for (Node node : order) {
            if (node.is("Constant")) {
                constant.addAll(node.outputs());
                continue;
            }
            if (constant.containsAll(node.uses())) {
                constant.addAll(node.outputs());
            }
            follow(node);
        }
        for (ValueInfo output : graph.outputs()) {
            scene.holdAll(output.name(), "they are output '%s' of the model".formatted(output.name()));
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            handBack(order.get(i));
        }
    }

    private void follow(Node node) {
        String unknown = node.uses().stream()
                .filter(tensor -> !scene.isKnown(tensor))
                .findFirst()
                .or(() -> node.outputs().stream()
                        .filter(tensor -> !tensor.isEmpty() && !scene.isKnown(tensor))
                        .findFirst())
                .orElse("");
        if (!unknown.isEmpty()) {
            give(node, "the shape of '%s' is not known".formatted(unknown));
            return;
        }
        AxisRule rule = node.domain().isEmpty() ? RULES.get(node.op()) : null;
        if (node.hasSubgraphs()) {
            give(node, "'%s' (%s) holds graphs of its own".formatted(node.label(), node.op()));
        } else if (rule != null) {
            rule.follow(node, scene);
        } else if (Operators.of(node).isElementwise() && node.outputs().size() == 1 && !isQuantized(node)) {
            PointRules.elementwise(node, scene);
        } else {
            give(node, "pruning does not know how channels go through '%s' (%s)".formatted(node.label(), node.op()));
        }
    }

    private static boolean isQuantized(Node node) {
        return Operators.of(node).quantized().isPresent();
    }

    /** Whatever goes in or comes out stays whole. */
    private void give(Node node, String reason) {
        node.uses().forEach(tensor -> scene.holdAll(tensor, reason));
        for (String output : node.outputs()) {
            if (scene.isKnown(output)) {
                scene.set(output, Scene.fixed(scene.shape(output).rank()));
            }
        }
    }

    /** A weight that reaches its layer through other nodes does what the last of them does. */
    private void handBack(Node node) {
        if (!constant.containsAll(node.uses()) || node.outputs().size() != 1) {
            return;
        }
        Role[] made = scene.roles(node.output());
        int[][] y = scene.axes(node.output());
        for (String input : node.uses()) {
            int[][] x = scene.axes(input);
            for (int from = 0; from < x.length; from++) {
                for (int to = 0; to < y.length; to++) {
                    boolean same = x[from].length > 0 && y[to].length > 0 && x[from][0] == y[to][0];
                    if (same && made[to] != Role.ACCOMPANIES) {
                        scene.role(input, from, made[to]);
                    }
                }
            }
        }
    }
}

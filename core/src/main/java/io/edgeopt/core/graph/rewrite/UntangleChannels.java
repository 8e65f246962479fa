package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.rewrite.ChannelRoutes.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes shuffles of channels out. A network that shuffles lays all channels side by side, shuffles them and parts them in each
 * block, though most go through untouched until some later block reads them. Here each tensor is parted once, into what
 * others will read together, and whoever reads lays just that side by side, in the order that needs fewest parts; weights
 * follow that order.
 */
final class UntangleChannels implements Rewrite {
    private final int opset;

    UntangleChannels(int opset) {
        this.opset = opset;
    }

    @Override
    public String name() {
        return "untangle-channels";
    }

    @Override
    public int apply(GraphEditor editor, Facts facts) {
        Look look = new Look(editor.graph(), facts);
        if (look.graph().nodes().stream().noneMatch(node -> node.is("Transpose"))) {
            return 0;
        }
        ChannelRoutes routes = ChannelRoutes.of(look);
        Map<List<Object>, String> copies = new HashMap<>();
        int shuffles = 0;
        for (Set<Step> region : routes.regions()) {
            int found = (int) region.stream().filter(Step::isShuffle).count();
            if (found == 0) {
                continue;
            }
            RoutingPlan plan = new RoutingPlan(region, routes, look);
            if (plan.isWorthIt()) {
                plan.carryOut(copies, editor, opset);
                shuffles += found;
            }
        }
        if (shuffles > 0) {
            editor.sort();
        }
        return shuffles;
    }
}

package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;

/**
 * A node that changes nothing and keeps a runtime from putting what makes its input into integers: the larger of each
 * number and the least number there is. No runtime takes that comparison for nothing.
 */
public final class Aside {
    private Aside() {}

    /** Writes one behind {@code floats} and gives the name of its output. */
    static String behind(String floats, GraphEditor editor) {
        String name = editor.freshName(floats + "_aside");
        String least = editor.constant(floats + "_least", Tensor.scalar(-Float.MAX_VALUE));
        editor.add(Node.of("Max", List.of(floats, least), List.of(name)).withName(name));
        return name;
    }

    /** Whether a node of a quantized graph is one. */
    public static boolean is(Node node, Graph graph) {
        return node.is("Max")
                && node.inputs().size() == 2
                && graph.initializerShape(node.inputs().get(1))
                        .filter(shape -> shape.size() == 1)
                        .isPresent()
                && graph.constant(node.inputs().get(1))
                        .filter(least -> least.toDoubles()[0] == -Float.MAX_VALUE)
                        .isPresent();
    }
}

package io.edgeopt.xai.gradient;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network cut in two: what is affine in its input and all that follows reads it through, mostly the first convolution,
 * and the rest. Along a straight way of inputs the cut's values lie on a straight way too, and slopes at the input are
 * one transposed product of slopes at the cut; so of many inputs on one way, the beginning need be run for both ends
 * alone, and its slopes once for their sum. First convolutions, large and of three channels, are the slowest to go
 * backwards through.
 *
 * @param cut the tensor between the two
 */
record StraightBeginning(Model beginning, Model rest, String cut) {
    private static final Set<String> AFFINE = Set.of(
            "Conv",
            "Gemm",
            "MatMul",
            "BatchNormalization",
            "Add",
            "Sub",
            "Mul",
            "Div",
            "Identity",
            "Flatten",
            "Reshape",
            "Transpose",
            "AveragePool",
            "GlobalAveragePool");
    /** Of these, those that do enough work to be worth a cut. */
    private static final Set<String> PRODUCTS = Set.of("Conv", "Gemm", "MatMul");

    /** Empty where the network does not begin with a product of its one input and constants. */
    static Optional<StraightBeginning> of(Model model, String input) {
        if (model.graph().inputs().size() != 1) {
            return Optional.empty();
        }
        List<Node> nodes = new ArrayList<>();
        String cut = input;
        for (Optional<Node> next = next(model, cut); next.isPresent(); next = next(model, cut)) {
            nodes.add(next.get());
            cut = next.get().output();
        }
        if (nodes.stream().noneMatch(node -> PRODUCTS.contains(node.op()))) {
            return Optional.empty();
        }
        List<Node> others = new ArrayList<>(model.graph().nodes());
        others.removeAll(nodes);
        ValueInfo start = model.graph().inputs().get(0);
        List<String> outputs =
                model.graph().outputs().stream().map(ValueInfo::name).toList();
        return Optional.of(new StraightBeginning(
                model.part(start, nodes, List.of(cut)), model.part(ValueInfo.named(cut), others, outputs), cut));
    }

    /** The node that reads the tensor, where it alone does, is affine in it, and gives one tensor that is no answer. */
    private static Optional<Node> next(Model model, String tensor) {
        if (!model.graph().hasSingleUse(tensor)) {
            return Optional.empty();
        }
        Node node = model.graph().consumersOf(tensor).get(0);
        boolean straight = node.domain().isEmpty()
                && AFFINE.contains(node.op())
                && node.outputs().size() == 1
                && !model.graph().isOutput(node.output())
                && node.inputs().get(0).equals(tensor)
                && node.inputs().stream()
                        .skip(1)
                        .allMatch(other -> other.isEmpty() || model.graph().isInitializer(other))
                && !(node.is("BatchNormalization") && node.integer("training_mode", 0) != 0);
        return straight ? Optional.of(node) : Optional.empty();
    }
}

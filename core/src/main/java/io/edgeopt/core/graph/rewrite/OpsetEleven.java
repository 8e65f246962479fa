package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Raises models of operator sets 7 to 10 to 11. What were attributes become inputs ({@code Slice}, {@code Clip},
 * {@code Pad}, {@code TopK}); {@code Upsample}, and {@code Resize} of set 10, become the {@code Resize} that says where
 * it looks, which is where they looked; {@code Scatter} has a new name. All other operators mean in 11 what they meant.
 */
final class OpsetEleven {
    private static final int OLDEST = 7;
    private static final int ELEVEN = 11;

    private final GraphEditor editor;

    private OpsetEleven(GraphEditor editor) {
        this.editor = editor;
    }

    static boolean concerns(Model model) {
        return model.opset() >= OLDEST && model.opset() < ELEVEN;
    }

    /** What cannot be raised, in words; empty where all can. */
    static Optional<String> obstacle(Model model) {
        for (Node node : model.graph().nodes()) {
            if (node.is("BatchNormalization")
                    && (node.integer("spatial", 1) != 1 || node.outputs().size() > 1)) {
                return Optional.of("'%s' normalises otherwise than later sets can".formatted(node.label()));
            }
            if (node.is("Dropout") && node.outputs().size() > 1) {
                return Optional.of(
                        "'%s' gives its mask, which later sets give in another type".formatted(node.label()));
            }
        }
        return Optional.empty();
    }

    static Model raised(Model model) {
        GraphEditor editor = model.edit();
        OpsetEleven raising = new OpsetEleven(editor);
        for (Node node : model.graph().nodes()) {
            Node changed = node.domain().isEmpty() ? raising.raised(node) : node;
            if (changed != node) {
                editor.replace(node, changed);
            }
        }
        return editor.model().withOpset("", ELEVEN);
    }

    private Node raised(Node node) {
        return switch (node.op()) {
            case "Slice" -> moved(node, "starts", "ends", "axes");
            case "TopK" -> node.has("k") ? topK(node) : node;
            case "Pad" -> node.has("pads") ? pad(node) : node;
            case "Clip" -> clip(node);
            case "Upsample", "Resize" -> resize(node);
            case "BatchNormalization" -> node.without("spatial");
            case "Scatter" -> node.withOp("ScatterElements");
            default -> node;
        };
    }

    /** Lists of whole numbers that were attributes, as inputs behind the first, in this order. */
    private Node moved(Node node, String... attributes) {
        if (!node.has(attributes[0])) {
            return node;
        }
        List<String> inputs = new ArrayList<>(node.inputs().subList(0, 1));
        Node bare = node;
        for (String attribute : attributes) {
            Optional<long[]> values = node.integers(attribute);
            values.ifPresent(held -> inputs.add(constant(node, attribute, Tensor.of(held, held.length))));
            bare = values.isPresent() ? bare.without(attribute) : bare;
        }
        return bare.withInputs(inputs);
    }

    private Node topK(Node node) {
        String k = constant(node, "k", Tensor.of(new long[] {node.integer("k", 1)}, 1));
        return node.without("k").withInput(1, k);
    }

    private Node pad(Node node) {
        Node moved = moved(node, "pads").without("value");
        float value = node.real("value", 0);
        return value == 0 ? moved : moved.withInput(2, constant(node, "value", Tensor.scalar(value)));
    }

    private Node clip(Node node) {
        List<String> inputs = new ArrayList<>(node.inputs().subList(0, 1));
        if (node.has("min") || node.has("max")) {
            inputs.add(node.has("min") ? constant(node, "min", Tensor.scalar(node.real("min", 0))) : "");
        }
        if (node.has("max")) {
            inputs.add(constant(node, "max", Tensor.scalar(node.real("max", 0))));
        }
        return node.without("min").without("max").withInputs(inputs);
    }

    private Node resize(Node node) {
        String scales = node.input(1).orElseGet(() -> {
            float[] values = node.reals("scales").orElseThrow();
            return constant(node, "scales", Tensor.of(values, values.length));
        });
        return node.withOp("Resize")
                .without("scales")
                .withInputs(List.of(node.inputs().get(0), "", scales))
                .with("coordinate_transformation_mode", "asymmetric")
                .with("nearest_mode", "floor");
    }

    private String constant(Node node, String attribute, Tensor value) {
        return editor.constant(node.output() + "_" + attribute, value);
    }
}

package io.edgeopt.models.adapt;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import java.util.List;

/**
 * A classifier on the maps in the middle of another network: their means, and one product. It begins with zeros, so that
 * it holds all classes alike; what comes after the maps is gone.
 */
final class NewClassifier {
    static final String SCORES = "logits";

    private NewClassifier() {}

    /** All up to the maps, which are its only output. */
    static Model upTo(Model model, Trace trace, String features) {
        shapeOf(model, trace, features);
        GraphEditor editor = model.edit();
        model.graph().outputs().forEach(output -> editor.removeOutput(output.name()));
        Dim any = new Dim.Free("");
        return editor.addOutput(ValueInfo.of(features, ElementType.FLOAT, List.of(any, any, any, any)))
                .removeDead()
                .model();
    }

    static Model of(Model model, Trace trace, String features, int classes) {
        Shape shape = shapeOf(model, trace, features);
        GraphEditor editor = upTo(model, trace, features).edit().removeOutput(features);
        String means = editor.freshName("means");
        String flat = editor.freshName("features");
        String scores = editor.freshName(SCORES);
        int channels = (int) shape.dim(1);
        String weights = editor.constant("classes.weight", Tensor.of(new float[classes * channels], classes, channels));
        String bias = editor.constant("classes.bias", Tensor.of(new float[classes], classes));
        editor.add(Node.of("GlobalAveragePool", List.of(features), List.of(means)))
                .add(Node.of("Flatten", List.of(means), List.of(flat)))
                .add(Node.of("Gemm", List.of(flat, weights, bias), List.of(scores))
                        .with("transB", 1)
                        .withName("classes"))
                .addOutput(ValueInfo.of(
                        scores, ElementType.FLOAT, List.of(new Dim.Free("batch"), new Dim.Fixed(classes))));
        return editor.model();
    }

    private static Shape shapeOf(Model model, Trace trace, String features) {
        List<String> tensors = model.graph().intermediates();
        Shape shape = trace.shape(features)
                .filter(known -> tensors.contains(features))
                .orElseThrow(() -> new InvalidPlanException("--features: there is no tensor '%s' between its layers%s"
                        .formatted(features, Suggestion.sentence(features, tensors))));
        if (shape.rank() != 4) {
            throw new InvalidPlanException("--features: '%s' is %s, expected maps: batch x channels x rows x columns"
                    .formatted(features, shape));
        }
        return shape;
    }
}

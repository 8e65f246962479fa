package io.edgeopt.optimizers.tune;

import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Points of three numbers, of the class that the first one's sign says, and a network of one layer that tells them. */
public record Points(int size) implements Dataset {
    static final float[] RIGHT = {-3, 0, 0, 3, 0, 0};
    static final float[] WRONG = {3, 0, 0, -3, 0, 0};

    @Override
    public String name() {
        return "points";
    }

    @Override
    public List<String> labels() {
        return List.of("below", "above");
    }

    @Override
    public Sample sample(int index) {
        SplittableRandom random = new SplittableRandom(index);
        float x = 2 * (float) random.nextDouble() - 1;
        float[] values = {x, (float) random.nextDouble(), (float) random.nextDouble()};
        return new Sample("p" + index, new Content.Values(Tensor.of(values, 3)), new Truth.Label(x > 0 ? 1 : 0));
    }

    public static Architecture line(float... weights) {
        Model model = Model.empty("line", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(3))))
                .set("w", Tensor.of(weights, 2, 3))
                .set("b", Tensor.of(new float[2], 2))
                .add(Node.of("Gemm", List.of("x", "w", "b"), List.of("y")).with("transB", 1))
                .add(Node.of("Softmax", List.of("y"), List.of("p")).with("axis", 1))
                .addOutput(ValueInfo.of("p", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(2))))
                .model();
        Head head = new Head.Classification(Optional.empty(), Head.Activation.NONE);
        CardInput input = new CardInput("x", Optional.empty(), Optional.empty());
        return new Architecture(
                model, ModelCard.of("line", Task.CLASSIFICATION, List.of(input), head, List.of("below", "above")));
    }
}

package io.edgeopt.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.BatchSource;
import io.edgeopt.autograd.loss.Targets;
import io.edgeopt.autograd.train.TrainingPlan.Optimizer;
import io.edgeopt.autograd.train.TrainingPlan.Schedule;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Five steps of linear regression. Expected weights are those of torch.optim in PyTorch 2.13.0 with learning rate 0.05,
 * momentum 0.9 (SGD: Nesterov), weight decay 0.1 on the matrix alone.
 */
class UpdateTest {
    private static final float[] X = {0.5f, -1, 2, 1.5f, 0.25f, -0.75f, -0.5f, 1, 0.5f, 2, -0.5f, 1};

    private record Points() implements BatchSource {
        @Override
        public int batches() {
            return 5;
        }

        @Override
        public Batch batch(int epoch, int index) {
            float[][] wanted = {{1, 0}, {0, 1}, {0.5f, 0.5f}, {-1, 2}};
            return Batch.of(Map.of("x", Tensor.of(X, 4, 3)), new Targets.Classes(wanted));
        }

        @Override
        public String digest() {
            return "points";
        }
    }

    private static Model line() {
        return Model.empty("line", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(4, 3)))
                .set("w", Tensor.of(new float[] {0.1f, -0.2f, 0.3f, 0.4f, 0.5f, -0.6f}, 2, 3))
                .set("b", Tensor.of(new float[] {0.05f, -0.05f}, 2))
                .add(Node.of("Gemm", List.of("x", "w", "b"), List.of("y")).with("transB", 1))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(4, 2)))
                .model();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SGD, -0.35117629 -0.01803405 0.17384942 0.83486867 0.24651524 0.11872617, 0.01773434 0.40656957",
        "ADAM, -0.13747269 0.02992918 0.13535857 0.64103329 0.25782347 -0.35462454, -0.07933113 0.19394937",
        "ADAMW, -0.13789794 0.03224416 0.14317447 0.62987053 0.24874686 -0.34254044, -0.07826927 0.19394293"
    })
    void stepsAsPyTorchDoes(Optimizer optimizer, String weights, String biases) {
        TrainingPlan plan = TrainingPlan.usual(1, 1)
                .withOptimizer(optimizer, 0.05, 0.9, 0.1)
                .withWarmup(0)
                .withSchedule(Schedule.CONSTANT, 1, 1);

        Model model = new Trainer(plan, () -> false, Progress.NONE)
                .train(TrainingJob.of(line(), new Points(), new SquaredError()))
                .model();

        assertThat(values(model, "w")).containsExactly(numbers(weights), within(2e-6f));
        assertThat(values(model, "b")).containsExactly(numbers(biases), within(2e-6f));
    }

    private static float[] values(Model model, String name) {
        return model.graph().initializer(name).orElseThrow().toFloats();
    }

    private static float[] numbers(String text) {
        String[] words = text.strip().split(" ", -1);
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }
}

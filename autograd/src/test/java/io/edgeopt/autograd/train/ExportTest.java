package io.edgeopt.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final List<Map<String, Tensor>> BATCH =
            List.of(new Stripes(1, 8).batch(0, 0).inputs());

    private static Model trained() {
        TrainingJob job = TrainingJob.of(Stripes.network(), new Stripes(8, 1), new SquaredError());
        return new Trainer(TrainingPlan.usual(2, 1), () -> false, Progress.NONE)
                .train(job)
                .model();
    }

    @Test
    void foldsBatchNormsAndAnswersAsPyTorchDid() {
        Model trained = trained();

        Model folded = Export.folded(trained, BATCH, new OrtBackend());

        assertThat(trained.graph().nodes()).anyMatch(node -> node.is("BatchNormalization"));
        assertThat(folded.graph().nodes()).noneMatch(node -> node.is("BatchNormalization"));
    }

    @Test
    void leavesTheGraphAsItIsWhereAskedTo() {
        Model trained = trained();

        assertThat(Export.plain(trained, BATCH, new OrtBackend())).isSameAs(trained);
    }

    @Test
    void refusesAModelThatDoesNotAnswerAsItShould() {
        Model trained = trained();
        Model broken =
                trained.edit().set("bias", Tensor.of(new float[] {5, 5}, 2)).model();

        assertThatThrownBy(() -> Export.checked(broken, trained, BATCH, new OrtBackend()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not what was trained");
    }
}

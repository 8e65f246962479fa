package io.edgeopt.optimizers.quantize.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.Training;
import io.edgeopt.optimizers.quantize.weights.LayerBits;
import io.edgeopt.optimizers.tune.Points;
import io.edgeopt.optimizers.tune.Tune;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import io.edgeopt.optimizers.tune.Tuned;
import io.edgeopt.testkit.net.HashWeights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainableCentroidsTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final int HIDDEN = 2048;

    /** A hidden layer of 2,048, of whose weights a third are zero; the weights of the first answer are so much smaller. */
    private static Architecture network(float smaller) {
        Architecture line = Points.line(0, 0, 0, 0, 0, 0);
        float[] hidden = HashWeights.of("hidden", 0, 1f, HIDDEN, 3).toFloats();
        for (int i = 0; i < hidden.length; i += 3) {
            hidden[i + 1] = 0;
        }
        float[] last = HashWeights.of("last", 0, 1f, 2, HIDDEN).toFloats();
        for (int i = 0; i < HIDDEN; i++) {
            last[i] *= smaller;
        }
        Model model = line.model().edit().set("w", Tensor.of(last, 2, HIDDEN)).model();
        Node gemm = model.graph().nodes().get(0);
        Model deeper = model.edit()
                .set("h", Tensor.of(hidden, HIDDEN, 3))
                .add(Node.of("Gemm", List.of("x", "h"), List.of("a")).with("transB", 1))
                .add(Node.of("Relu", List.of("a"), List.of("r")))
                .replace(gemm, gemm.withInput(0, "r"))
                .sort()
                .model();
        return new Architecture(deeper, line.card());
    }

    @ParameterizedTest(name = "the first answer by weights of {0} of the other''s: {1} tensors learn")
    @CsvSource({"1, 2", "0.05, 3"})
    void learnsTheSharedValuesAndScalesAndLeavesWhichWeightHasWhich(float smaller, int learning) {
        Architecture start = network(smaller);
        Dataset data = new Points(96);
        double[] scores = new double[2];
        Training training = (from, progress) -> {
            Tuned tuned = new Tune(TuneSettings.of(120, 3).withBatch(16).withRate(0.05), BACKEND, VideoOpener.NONE)
                    .runAs(
                            new Architecture(from.model(), start.card()),
                            TuneMaterial.of(data, Optional.of(data))
                                    .withFrozen(from.fixed())
                                    .withMasks(from.masks()),
                            from.deployed(),
                            progress);
            scores[0] = tuned.before().orElseThrow();
            scores[1] = tuned.best().orElseThrow();
            return new Training.Trained(tuned.model(), "trained centroids");
        };
        LayerBits bits = LayerBits.parse("4", "4");

        Quantization plain = new Clusters(BACKEND, bits, 1).run(start.model());
        Quantization trained = new Clusters(BACKEND, bits, Optional.of(training), 1, Progress.NONE).run(start.model());

        assertThat(scores[1]).isGreaterThan(scores[0] + 0.1);
        assertThat(trained.notes()).contains("trained centroids");
        Graph before = plain.model().graph();
        Graph after = trained.model().graph();
        assertThat(after.initializerNames()).isEqualTo(before.initializerNames());
        int changed = 0;
        for (String name : before.initializerNames()) {
            Tensor one = before.initializer(name).orElseThrow();
            Tensor other = after.initializer(name).orElseThrow();
            if (one.type() != ElementType.FLOAT16) {
                assertThat(other.toDoubles()).as(name).isEqualTo(one.toDoubles());
                continue;
            }
            changed++;
            float[] values = one.toFloats();
            float[] learnt = other.toFloats();
            assertThat(learnt).as(name).isNotEqualTo(values);
            for (int i = 0; i < values.length; i++) {
                assertThat(learnt[i] == 0).as(name).isEqualTo(values[i] == 0);
            }
        }
        assertThat(changed).isEqualTo(learning);
    }
}

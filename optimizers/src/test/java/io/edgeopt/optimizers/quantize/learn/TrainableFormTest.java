package io.edgeopt.optimizers.quantize.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.autograd.NodeByNode;
import io.edgeopt.autograd.Program;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Effort;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.StaticQuantize;
import io.edgeopt.optimizers.quantize.StaticScheme;
import io.edgeopt.optimizers.quantize.Target;
import io.edgeopt.optimizers.quantize.ToldStep;
import io.edgeopt.optimizers.quantize.Training;
import io.edgeopt.optimizers.quantize.emit.Rounding;
import io.edgeopt.optimizers.tune.Points;
import io.edgeopt.optimizers.tune.Tune;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import io.edgeopt.optimizers.tune.Tuned;
import io.edgeopt.testkit.net.HashWeights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainableFormTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);
    private static final QuantizeSettings SETTINGS =
            QuantizeSettings.DEFAULT.withThreads(1).withEffort(Effort.FAST).withRounding(Rounding.PAIRED);

    /** With a residual sum, a depthwise convolution, hard-swish, a joint, a pool and a product. */
    private static Model network() {
        return Model.empty("small", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 12, 12)))
                .set("w1", HashWeights.of("w1", 0, 0.4f, 8, 3, 3, 3))
                .set("b1", HashWeights.of("b1", 0, 0.2f, 8))
                .set("w2", HashWeights.of("w2", 0, 0.4f, 8, 1, 3, 3))
                .set("w3", HashWeights.of("w3", 0, 0.4f, 8, 8, 1, 1))
                .set("w4", HashWeights.of("w4", 0, 0.4f, 16, 5))
                .set("b4", HashWeights.of("b4", 0, 0.2f, 5))
                .add(Node.of("Conv", List.of("x", "w1", "b1"), List.of("a")).with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Relu", List.of("a"), List.of("r")))
                .add(Node.of("Conv", List.of("r", "w2"), List.of("d"))
                        .with("group", 8)
                        .with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("HardSwish", List.of("d"), List.of("h")))
                .add(Node.of("Conv", List.of("h", "w3"), List.of("p")))
                .add(Node.of("Add", List.of("p", "r"), List.of("s")))
                .add(Node.of("Concat", List.of("s", "h"), List.of("j")).with("axis", 1))
                .add(Node.of("GlobalAveragePool", List.of("j"), List.of("g")))
                .add(Node.of("Flatten", List.of("g"), List.of("f")))
                .add(Node.of("Gemm", List.of("f", "w4", "b4"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 5)))
                .model();
    }

    private static InputSource drawn() {
        return InputSource.of(
                "drawn",
                IntStream.range(0, 6)
                        .mapToObj(run -> Map.of("x", HashWeights.of("shown" + run, 0, 1f, 1, 3, 12, 12)))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void simulatesInAutogradWhatTheQuantizedGraphAnswersWithinOneQuantum(Target target) {
        Model quantized = new StaticQuantize(
                        BACKEND, SETTINGS.withTarget(target), drawn(), Optional.empty(), Progress.NONE)
                .run(network())
                .model();
        Map<String, Float> quanta = quanta(quantized.graph());
        GraphEditor exposing = quantized.edit();
        quanta.keySet().stream()
                .filter(tensor -> !quantized.graph().isOutput(tensor))
                .forEach(tensor -> exposing.addOutput(ValueInfo.named(tensor)));

        for (int run = 0; run < 6; run++) {
            Map<String, Tensor> input = drawn().inputs(run);
            Map<String, Tensor> simulated;
            try (Program program = Program.of(quantized)) {
                simulated = new NodeByNode(program).forward(input);
            }
            Map<String, Tensor> answered;
            try (Session session = target.judging(BACKEND).open(exposing.model(), ONE_THREAD)) {
                answered = session.run(input);
            }
            assertThat(quanta.size()).isGreaterThanOrEqualTo(5);
            quanta.forEach(
                    (tensor, quantum) -> assertThat(named(simulated, tensor).toFloats())
                            .as(tensor)
                            .containsExactly(named(answered, tensor).toFloats(), within(1.01f * quantum)));
        }
    }

    /** The step of every tensor that comes back from integers. */
    private static Map<String, Float> quanta(Graph graph) {
        Map<String, Float> quanta = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            boolean made = node.is("DequantizeLinear")
                    && !graph.isInitializer(node.inputs().get(0));
            float[] scale =
                    made ? graph.initializer(node.inputs().get(1)).orElseThrow().toFloats() : new float[0];
            if (scale.length == 1) {
                quanta.put(node.output(), scale[0]);
            }
        }
        return quanta;
    }

    private static Tensor named(Map<String, Tensor> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private static Quantization trained(Architecture start, Training training) {
        List<Map<String, Tensor>> inputs = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            float[] values = ((Content.Values) new Points(32).sample(i).content())
                    .tensor()
                    .toFloats();
            inputs.add(Map.of("x", Tensor.of(values, 1, 3)));
        }
        Scheme.Request request = new Scheme.Request(
                BACKEND,
                SETTINGS,
                Optional.of(InputSource.of("points", inputs)),
                Optional.empty(),
                Optional.of(training),
                1,
                Optional.empty(),
                Progress.NONE);
        return ((ToldStep) new StaticScheme().step(request)).run(start.model());
    }

    @Test
    void trainsThroughIntegersAndWritesTheSameIntegerForm() {
        Architecture start = Points.line(1, 0.5f, -0.5f, 0.3f, -0.2f, 0.6f);
        Dataset data = new Points(96);
        double[] scores = new double[2];
        Training training = (from, progress) -> {
            Tuned tuned = new Tune(TuneSettings.of(120, 3).withBatch(16).withRate(0.05), BACKEND, VideoOpener.NONE)
                    .runAs(
                            new Architecture(from.model(), start.card()),
                            TuneMaterial.of(data, Optional.of(data)).withFrozen(from.fixed()),
                            from.deployed(),
                            progress);
            scores[0] = tuned.before().orElseThrow();
            scores[1] = tuned.best().orElseThrow();
            return new Training.Trained(tuned.model(), "trained");
        };

        Quantization untrained = trained(start, (from, progress) -> new Training.Trained(from.model(), "not"));
        Quantization result = trained(start, training);

        assertThat(scores[0]).isLessThan(0.8);
        assertThat(scores[1]).isGreaterThan(0.95);
        assertThat(result.notes()).contains("trained");
        Graph before = untrained.model().graph();
        Graph after = result.model().graph();
        assertThat(after.nodes().stream().map(Node::op).toList())
                .isEqualTo(before.nodes().stream().map(Node::op).toList());
        // The scales are those of the calibration.
        assertThat(after.initializer("w_scale").orElseThrow().toFloats())
                .containsExactly(before.initializer("w_scale").orElseThrow().toFloats(), within(0f));
        assertThat(after.initializer("w_quantized").orElseThrow().toLongs())
                .isNotEqualTo(before.initializer("w_quantized").orElseThrow().toLongs());
    }
}

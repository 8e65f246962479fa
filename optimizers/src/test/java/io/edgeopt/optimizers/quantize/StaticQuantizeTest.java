package io.edgeopt.optimizers.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Rounding;
import io.edgeopt.optimizers.quantize.emit.TensorRtRules;
import io.edgeopt.testkit.net.Networks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticQuantizeTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);
    private static final QuantizeSettings SETTINGS =
            QuantizeSettings.DEFAULT.withThreads(1).withEffort(Effort.FAST).withRounding(Rounding.PAIRED);

    private static Quantization quantized(Model model, QuantizeSettings settings, InputSource data) {
        return new StaticQuantize(BACKEND, settings, data, Optional.empty(), Progress.NONE).run(model);
    }

    private static Fidelity.Result fidelity(Model model, Quantization result) {
        return new Fidelity(model, Shown.to(model, 4), BACKEND, ONE_THREAD).of(result.model());
    }

    @ParameterizedTest
    @CsvSource({"mobilenet_v2, 53, 16, 0.285", "squeezenet1_1, 26, 28, 0.285", "resnet18, 21, 24, 0.26"})
    void putsWholeNetworksIntoIntegers(String network, int layers, double decibels, double size) {
        Model model = Networks.named(network).small();

        Quantization result = quantized(model, SETTINGS, Shown.to(model, 4));

        assertThat(result.integerLayers()).isEqualTo(layers);
        assertThat(fidelity(model, result).worst()).isGreaterThan(decibels);
        assertThat((double) result.model().byteSize()).isLessThan(size * model.byteSize());
    }

    private static Node first(Graph graph, String op) {
        return graph.nodes().stream().filter(node -> node.is(op)).findFirst().orElseThrow();
    }

    /** What ONNX Runtime runs of a model some of whose layers were left in float. */
    private static Graph run(Model model, String kept) {
        Quantization result = quantized(model, SETTINGS.withKeepFloat(List.of(kept)), Shown.to(model, 4));
        assertThat(fidelity(model, result).worst()).isGreaterThan(15);
        return BACKEND.optimized(result.model(), SessionOptions.Optimization.EXTENDED)
                .graph();
    }

    @Test
    void keepsAPoolingBehindALayerInFloatOutOfTheIntegers() {
        Model model = Networks.named("resnet18").small();
        String pool = first(model.graph(), "MaxPool").label();

        Graph run = run(model, first(model.graph(), "Conv").label());

        Node pooled = run.nodes().stream()
                .filter(node -> node.label().equals(pool))
                .findFirst()
                .orElseThrow();
        assertThat(run.producerOf(pooled.inputs().get(0)).map(Node::op).orElse(""))
                .isNotEqualTo("QuantizeLinear");
    }

    @ParameterizedTest
    @CsvSource({"resnet18, 2", "mobilenet_v2, 2", "mobilenet_v2, 3"})
    void keepsALayerInFloatOutOfTheIntegersThatStandAround(String network, int place) {
        Model model = Networks.named(network).small();
        List<Node> layers =
                model.graph().nodes().stream().filter(node -> node.is("Conv")).toList();

        Graph run = run(model, layers.get(place).label());

        assertThat(run.nodes().stream().filter(node -> node.op().equals("QLinearConv")))
                .hasSize(layers.size() - 1);
    }

    /** A layer that may stay in float, between layers on integers; what lies between them is given as texts. */
    private static Model between(List<Node> before, List<Node> after) {
        GraphEditor editor = small().edit();
        editor.removeOutput("y");
        before.forEach(editor::add);
        editor.set(
                "middle",
                Tensor.of(new float[] {1, -2, 3, 0.01f, 1, 2, -1, 0.02f, 3, 1, 2, 0.03f, 1, 1, 1, 1}, 4, 4, 1, 1));
        editor.add(Node.of("Conv", List.of("a", "middle"), List.of("m")).withName("middle"));
        after.forEach(editor::add);
        editor.set("last", Tensor.of(new float[] {1, -1, 1, 1}, 1, 4, 1, 1));
        editor.add(Node.of("Conv", List.of("c", "last"), List.of("z")).withName("last"));
        editor.addOutput(ValueInfo.named("z"));
        return editor.model();
    }

    private static Node node(String op, String from, String to) {
        return Node.of(op, List.of(from), List.of(to));
    }

    @Test
    void keepsALayerInFloatBehindAndBeforeWhatMovesValues() {
        Node pool = node("MaxPool", "y", "a").with("kernel_shape", new long[] {2, 2});
        Node turn = node("Transpose", "r", "c").with("perm", new long[] {0, 1, 3, 2});
        Node back = node("Transpose", "y", "a").with("perm", new long[] {0, 1, 3, 2});
        List<Model> models = List.of(
                between(List.of(pool), List.of(node("Relu", "m", "c"))),
                between(List.of(back), List.of(node("Relu", "m", "r"), turn)),
                between(List.of(node("Relu", "y", "a")), List.of(node("Relu", "m", "q"), node("Relu", "q", "c"))));
        InputSource data = of(1, 2, 3, -1, 0.5f);
        for (Model model : models) {
            Model written = quantized(model, SETTINGS.withKeepFloat(List.of("middle")), data)
                    .model();
            Graph run = BACKEND.optimized(written, SessionOptions.Optimization.EXTENDED)
                    .graph();

            assertThat(run.nodes().stream().filter(node -> node.op().equals("QLinearConv")))
                    .as(run.nodes().toString())
                    .hasSize(2);
        }
    }

    private static Model small(float... bias) {
        float[] weights = new float[4 * 3 * 3 * 3];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.sin(i);
        }
        GraphEditor editor = Model.empty("small", 17).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)));
        editor.set("w", Tensor.of(weights, 4, 3, 3, 3));
        editor.set("b", Tensor.of(Arrays.copyOf(bias, 4), 4));
        editor.add(Node.of("Conv", List.of("x", "w", "b"), List.of("y")).withName("conv"));
        editor.addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 4, 6, 6)));
        return editor.model();
    }

    private static InputSource of(float... values) {
        return InputSource.of("given", List.of(Map.of("x", Tensor.of(Arrays.copyOf(values, 192), 1, 3, 8, 8))));
    }

    @Test
    void enlargesTheScaleOfWeightsWhereTheBiasWouldNotFit32Bits() {
        Model model = small(3e7f, 1, 0, 0);
        InputSource data = of(1e-4f, -2e-4f);

        Quantization result = quantized(model, SETTINGS, data);

        assertThat(new Fidelity(model, data, BACKEND, ONE_THREAD)
                        .of(result.model())
                        .worst())
                .isGreaterThan(30);
    }

    /** What is told is rounded a little otherwise here, by which it is known; what is wrong is not taken. */
    @Test
    void takesAnswersThatItIsToldWhereTheSourceAgreesOnTheFirst() {
        Model model = small(0.5f, 1, 0.1f, 0);
        InputSource data = Shown.to(model, 3);
        Fidelity told = new Fidelity(model, data.first(2), BACKEND, ONE_THREAD);
        Fidelity misled = new Fidelity(model, data.first(2), BACKEND, ONE_THREAD);
        try (Session session = BACKEND.open(model, ONE_THREAD)) {
            for (int run = 0; run < 3; run++) {
                Tensor answer =
                        Objects.requireNonNull(session.run(data.inputs(run)).get("y"));
                told.tell(run, Map.of("y", scaled(answer, 1.0001f)));
                misled.tell(run, Map.of("y", scaled(answer, 1.1f)));
            }
        }

        assertThat(told.of(model).worst()).isBetween(75.0, 85.0);
        assertThat(misled.of(model).worst()).isEqualTo(200);
    }

    private static Tensor scaled(Tensor tensor, float factor) {
        float[] values = tensor.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return Tensor.of(values, tensor.shape().toArray());
    }

    @Test
    void tellsTheJudgeWhatTheModelAnsweredToCalibrationSamples() {
        Model model = small(0.5f, 1, 0.1f, 0);
        InputSource data = Shown.to(model, 3);
        Fidelity judge = new Fidelity(model, data.first(2), BACKEND, ONE_THREAD);

        new StaticQuantize(
                        BACKEND,
                        SETTINGS,
                        data,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(judge),
                        0,
                        Progress.NONE)
                .run(model);

        assertThat(judge.told()).isEqualTo(2);
    }

    @Test
    void refusesDataThatSayNothing() {
        assertThatThrownBy(() -> quantized(small(), SETTINGS, InputSource.of("nothing", List.of())))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("nothing holds no sample to calibrate on");
        assertThatThrownBy(() -> quantized(small(), SETTINGS, of()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("given is constant: every value of input 'x' is 0.0; calibrate on real samples");
        assertThatThrownBy(() -> quantized(small(), SETTINGS, of(1, Float.NaN)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("sample 0 of given holds NaN for input 'x'; calibration needs finite values");
    }

    @Test
    void refusesAModelThatComputesNoNumbers() {
        GraphEditor editor = small().edit();
        editor.add(Node.of("Log", List.of("y"), List.of("l")));
        editor.add(Node.of("Conv", List.of("l", "v"), List.of("z")));
        editor.set("v", Tensor.of(new float[] {1, 1, 1, 1}, 1, 4, 1, 1));
        editor.addOutput(ValueInfo.named("z"));

        assertThatThrownBy(() -> quantized(editor.model(), SETTINGS, of(1, 2, 3)))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("becomes NaN on sample 0 of given: such a model cannot be put into integers");
    }

    @Test
    void refusesModelsThatItCannotHelp() {
        Model twice = quantized(small(), SETTINGS, of(1, 2, 3)).model();

        assertThatThrownBy(() -> quantized(twice, SETTINGS, of(1, 2, 3)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("is quantized already");
        assertThatThrownBy(() -> quantized(small(), SETTINGS.withKeepFloat(List.of("conf")), of(1, 2, 3)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no layer 'conf'")
                .hasMessageContaining("conv");
        assertThatThrownBy(() -> quantized(small(), SETTINGS.withKeepFloat(List.of("conv")), of(1, 2, 3)))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("the user keeps it in float");
    }

    @Test
    void correctsWhatRoundingShifted() {
        Model model = Networks.named("mobilenet_v2").small();
        QuantizeSettings normal = SETTINGS.withEffort(Effort.NORMAL);

        Quantization fast = quantized(model, SETTINGS, Shown.to(model, 8));
        Quantization result = quantized(model, normal, Shown.to(model, 8));

        assertThat(result.notes()).anyMatch(note -> note.startsWith("corrected biases"));
        assertThat(result.tried()).hasSize(4);
        Fidelity judge = new Fidelity(model, Shown.to(model, 8), BACKEND, ONE_THREAD);
        assertThat(judge.of(result.model()).mean())
                .isGreaterThan(judge.of(fast.model()).mean());
    }

    @Test
    void putsLayersBackToFloatUntilTheBudgetHolds() {
        Model model = Networks.named("squeezenet1_1").small();
        Fidelity judge = new Fidelity(model, Shown.to(model, 2), BACKEND, ONE_THREAD);
        double before =
                judge.of(quantized(model, SETTINGS, Shown.to(model, 4)).model()).mean();
        // The score is in decibels here, and the float model's is set above what integers reach.
        Budget within =
                new Budget("dB", before + 3, 1, changed -> judge.of(changed).mean());
        Budget beyond = new Budget("dB", 1000, 1, changed -> judge.of(changed).mean());

        BudgetOutcome met = heldTo(model, within);
        BudgetOutcome missed = heldTo(model, beyond);

        assertThat(met.met()).isTrue();
        assertThat(met.reverted()).isNotEmpty();
        assertThat(met.drop()).isLessThanOrEqualTo(1);
        assertThat(missed.met()).isFalse();
        assertThat(missed.score()).isGreaterThan(before);
    }

    @ParameterizedTest
    @CsvSource({"resnet18, FAST, 24", "mobilenet_v2, FAST, 12", "squeezenet1_1, NORMAL, 28"})
    void writesWhatTensorRtTakes(String network, Effort effort, double decibels) {
        Model model = Networks.named(network).small();
        QuantizeSettings settings =
                QuantizeSettings.DEFAULT.withThreads(1).withEffort(effort).withTarget(Target.TENSORRT);

        Quantization result = quantized(model, settings, Shown.to(model, 4));

        assertThat(TensorRtRules.broken(result.model())).isEmpty();
        assertThat(result.notes()).anyMatch(note -> note.startsWith("TensorRT's rules"));
        Fidelity judge = new Fidelity(model, Shown.to(model, 4), Target.TENSORRT.judging(BACKEND), ONE_THREAD);
        assertThat(judge.of(result.model()).worst()).isGreaterThan(decibels);
    }

    @Test
    void answersForArmAsForAProcessorThatDoesNotSaturate() {
        Model model = Networks.named("mobilenet_v2").small();
        QuantizeSettings arm = SETTINGS.withRounding(Rounding.FULL).withTarget(Target.ARM);

        Quantization result = quantized(model, arm, Shown.to(model, 4));

        Quantization cpu = quantized(model, SETTINGS.withRounding(Rounding.FULL), Shown.to(model, 4));
        Fidelity judge = new Fidelity(model, Shown.to(model, 4), new AsWritten(BACKEND), ONE_THREAD);
        assertThat(judge.of(result.model()).mean())
                .isCloseTo(judge.of(cpu.model()).mean(), within(0.5));
        assertThat(result.model().graph().initializerNames())
                .filteredOn(name -> name.endsWith("zero_point"))
                .allMatch(name -> result.model().graph().initializerType(name).orElseThrow() == ElementType.INT8);
    }

    private static BudgetOutcome heldTo(Model model, Budget budget) {
        Quantization result = new StaticQuantize(
                        BACKEND, SETTINGS, Shown.to(model, 4), Optional.of(budget), Progress.NONE)
                .run(model);
        assertThat(result.sensitivities()).hasSize(26);
        return result.budget().orElseThrow();
    }

    /** As in transformers: rows of a sequence times a matrix, and a bias; what comes out nobody wants in integers. */
    @Test
    void computesAProductOnIntegersAlsoWhereABiasIsAddedToIt() {
        float[] weights = new float[16 * 32];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.cos(i);
        }
        Model model = Model.empty("rows", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 12, 16)))
                .set("w", Tensor.of(weights, 16, 32))
                .set("b", Tensor.of(Arrays.copyOf(weights, 32), 32))
                .add(Node.of("MatMul", List.of("x", "w"), List.of("product")))
                .add(Node.of("Add", List.of("product", "b"), List.of("sum")))
                .add(Node.of("Erf", List.of("sum"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 12, 32)))
                .model();
        InputSource data = Shown.to(model, 2);

        Quantization result = quantized(model, SETTINGS, data);

        Execution execution =
                Execution.of(result.model(), data.inputs(0), BACKEND, 1).orElseThrow();
        assertThat(execution.products()).isEqualTo(new Execution.Share(1, 1));
        assertThat(execution.operators()).doesNotContainKey("Gemm");
    }
}

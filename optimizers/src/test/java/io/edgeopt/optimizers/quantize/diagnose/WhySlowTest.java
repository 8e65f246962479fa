package io.edgeopt.optimizers.quantize.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.diagnose.Slowness;
import io.edgeopt.core.diagnose.Slowness.Cause;
import io.edgeopt.core.diagnose.Slowness.Evidence;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.optimizers.quantize.Effort;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.StaticScheme;
import io.edgeopt.optimizers.quantize.ToldStep;
import io.edgeopt.optimizers.quantize.weights.WeightSchemes;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.Setup;
import io.edgeopt.testkit.net.VideoResNet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhySlowTest {
    private static final OrtBackend BACKEND = new OrtBackend();

    private static Machine machine(String... features) {
        return new Machine(
                "A Processor",
                List.of(features),
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                "Linux 1 amd64",
                "some Java 17");
    }

    private static Slowness why(String network, Scheme scheme, List<String> keepFloat, Machine machine) {
        return why(Networks.named(network).small(), scheme, keepFloat, machine);
    }

    private static Slowness why(Model model, Scheme scheme, List<String> keepFloat, Machine machine) {
        InputSource data = Fidelity.drawn(model, 2, 1);
        QuantizeSettings settings =
                QuantizeSettings.DEFAULT.withThreads(1).withEffort(Effort.FAST).withKeepFloat(keepFloat);
        Step step = scheme.step(new Scheme.Request(
                BACKEND, settings, Optional.of(data), Optional.empty(), 1, Optional.empty(), Progress.NONE));
        Quantization made = ((ToldStep) step).run(model);
        Model floats = new Simplify(BACKEND, SimplifySettings.DEFAULT).apply(model);
        return WhySlow.of("tested", floats, made.model(), made.layers(), data.inputs(0), BACKEND, machine)
                .orElseThrow();
    }

    private static Cause cause(Slowness slowness, String name) {
        return slowness.causes().stream()
                .filter(cause -> cause.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + slowness.causes()));
    }

    @Test
    void namesTheOperatorsBetweenWhichIntegersAreTurnedIntoFloats() {
        Slowness slowness = why("mobilenet_v3_small", new StaticScheme(), List.of(), machine("avx2", "avx_vnni"));

        Cause turning = cause(slowness, "turning");
        assertThat(turning.evidence()).extracting(Evidence::op).contains("DequantizeLinear");
        assertThat(turning.rows()).isGreaterThan(10);
        assertThat(turning.evidence()).anyMatch(row -> row.found().startsWith("read by HardS"));
        assertThat(cause(slowness, "operators-in-float").evidence())
                .extracting(Evidence::op)
                .contains("HardSigmoid");
        assertThat(slowness.causes()).extracting(Cause::name).doesNotContain("processor");
    }

    @Test
    void namesConvolutionsWhoseRangesAreFoundInEachRun() {
        Slowness slowness = why("squeezenet1_1", WeightSchemes.dynamicWithConvolutions(), List.of(), machine("avx2"));

        assertThat(cause(slowness, "dynamic-convolutions").evidence())
                .extracting(Evidence::op)
                .containsOnly("ConvInteger");
    }

    @Test
    void namesConvolutionsOverClipsThatCouldBeOverPictures() {
        Model split = VideoResNet.r2plus1d18(Setup.size(32), 8, 16);

        assertThat(cause(why(split, new StaticScheme(), List.of(), machine("avx2")), "clips")
                        .rows())
                .isGreaterThan(20);
        assertThat(why("r3d_18", new StaticScheme(), List.of(), machine("avx2")).causes())
                .extracting(Cause::name)
                .doesNotContain("clips");
    }

    @Test
    void namesTheProcessorAndLayersThatTheUserKeepsInFloat() {
        String layer =
                Networks.named("squeezenet1_1").small().graph().nodes().get(0).label();

        Slowness slowness = why("squeezenet1_1", new StaticScheme(), List.of(layer), machine("avx2"));

        assertThat(cause(slowness, "processor").evidence())
                .singleElement()
                .satisfies(row -> assertThat(row.found()).isEqualTo("has avx2"));
        assertThat(cause(slowness, "layers-in-float").evidence())
                .anyMatch(row -> row.found().equals("the user keeps it in float"));
    }

    @Test
    void knowsWhichChannelCountsLeaveSomeOver() {
        assertThat(new LayerShape(16, 32, 1).leavesOver()).isFalse();
        assertThat(new LayerShape(3, 32, 1).leavesOver()).isTrue();
        assertThat(new LayerShape(16, 30, 1).leavesOver()).isTrue();
        assertThat(new LayerShape(1, 24, 24).leavesOver()).isFalse();
        assertThat(new LayerShape(1, 58, 58).leavesOver()).isTrue();
        assertThat(new LayerShape(1, 58, 58)).hasToString("depthwise, 58 channels");
    }
}

package io.edgeopt.optimizers.quantize.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.archive.ModelArchive;
import io.edgeopt.optimizers.quantize.weights.Compressed;
import io.edgeopt.optimizers.quantize.weights.LayerBits;
import io.edgeopt.testkit.StepContract;
import io.edgeopt.testkit.net.LstmClassifier;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClustersTest extends StepContract {
    private static final OrtBackend BACKEND = new OrtBackend();

    @Override
    protected Step step() {
        return scheme(4);
    }

    @Override
    protected boolean neverGrows() {
        return true;
    }

    private static Clusters scheme(int bits) {
        return new Clusters(BACKEND, LayerBits.of(bits), 1);
    }

    /** As pruning leaves them: nine weights of ten are zero. */
    private static Model masked(Model model) {
        return changed(model, (shape, i) -> i % 10 == 3 ? 1 : 0);
    }

    /** Channels of eight sizes, as a batch norm leaves them. */
    private static Model uneven(Model model) {
        return changed(model, (shape, i) -> {
            long channel = i / (shape.size() / shape.dim(0));
            return 1 << channel % 8;
        });
    }

    private interface Factor {
        float at(Shape shape, int index);
    }

    private static Model changed(Model model, Factor factor) {
        var editor = model.edit();
        for (String name : model.graph().initializerNames()) {
            Tensor weight = model.graph().initializer(name).orElseThrow();
            if (weight.shape().rank() == 4) {
                float[] values = weight.toFloats();
                for (int i = 0; i < values.length; i++) {
                    float scale = factor.at(weight.shape(), i);
                    values[i] = scale == 0 ? 0 : values[i] * scale;
                }
                editor.set(name, Tensor.of(values, weight.shape().toArray()));
            }
        }
        return editor.model();
    }

    @ParameterizedTest(name = "{0} bits: at most {1} of the file")
    @CsvSource({"8, 0.29", "5, 0.28", "4, 0.16", "3, 0.16", "2, 0.10", "1, 0.06"})
    void shrinksASqueezeNet(int bits, double ratio) {
        Model model = Networks.named("squeezenet1_1").small();

        Compressed result = scheme(bits).compress(model);

        assertThat(result.ratio()).isLessThan(ratio);
        // Evenly drawn weights gain 6 dB with every bit.
        assertThat(result.layers()).allSatisfy(layer -> assertThat(layer.sqnr()).isGreaterThan(6 * bits - 1));
    }

    @Test
    void sharesAsManyValuesAsTheBitsAllow() {
        Compressed result = scheme(4).compress(Networks.named("squeezenet1_1").small());

        assertThat(result.layers()).extracting(Compressed.Layer::form).containsOnly("one of 16 values");
    }

    @Test
    void codesThreeBitsInThreeBits() {
        Model model = Networks.named("squeezenet1_1").small();
        Model shared = scheme(3).apply(model);

        ModelArchive archive = ModelArchive.pack(shared.toBytes());

        assertThat((double) archive.size() / model.byteSize()).isLessThan(0.115);
        assertThat(ModelArchive.unpack("shared", archive.toBytes())).isEqualTo(shared.toBytes());
    }

    @Test
    void keepsZerosZeroAndCodesThemInNextToNothing() {
        Model model = masked(Networks.named("squeezenet1_1").small());

        Model shared = scheme(4).apply(model);
        ModelArchive archive = ModelArchive.pack(shared.toBytes());

        Tensor before = model.graph().initializer("features.3.expand3x3.weight").orElseThrow();
        Tensor after = BACKEND.optimized(shared, Optimization.BASIC)
                .graph()
                .initializer("features.3.expand3x3.weight")
                .orElseThrow();
        float[] values = after.toFloats();
        float[] source = before.toFloats();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i] == 0).isEqualTo(source[i] == 0);
        }
        assertThat(archive.bytesByCoder()).containsKey("4-bit-sparse-1");
        assertThat((double) archive.size() / model.byteSize()).isLessThan(0.04);
    }

    @Test
    void isBetterThanRoundingWhereAFewWeightsAreLarge() {
        float[] weights = new float[4096];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.sin(i) * (i % 64 == 0 ? 10 : 0.1f);
        }

        Codebook book = Codebook.of(weights, 16);

        double signal = 0;
        double noise = 0;
        for (int i = 0; i < weights.length; i++) {
            signal += (double) weights[i] * weights[i];
            noise += Math.pow((double) weights[i] - book.weights()[i], 2);
        }
        assertThat(10 * Math.log10(signal / noise)).isGreaterThan(24);
    }

    @Test
    void addsLessNoiseWithTheSameBitsSpreadByTheSizeOfLayers() {
        Model model = Networks.named("mobilenet_v2").small();

        Compressed even = scheme(4).compress(model);
        Compressed spread = new Clusters(BACKEND, LayerBits.parse("mean:4", "4"), 1).compress(model);

        assertThat(noise(spread)).isLessThan(0.8 * noise(even));
        assertThat(ModelArchive.pack(spread.model().toBytes()).size()).isLessThan((long)
                (1.05 * ModelArchive.pack(even.model().toBytes()).size()));
    }

    /** The sum over the layers of their noise's share. */
    private static double noise(Compressed result) {
        return result.layers().stream()
                .mapToDouble(layer -> Math.pow(10, -layer.sqnr() / 10))
                .sum();
    }

    @Test
    void givesChannelsOfDifferentSizeAScaleWhichNothingIsLeftOfOnceTheModelIsLoaded() {
        Compressed result =
                scheme(4).compress(uneven(Networks.named("squeezenet1_1").small()));

        assertThat(result.layers())
                .extracting(Compressed.Layer::form)
                .contains("one of 16 values, times a scale a channel");
        assertThat(result.ratio()).isLessThan(0.17);
        assertThat(result.fidelity().worst()).isGreaterThan(6);
        assertThat(BACKEND.optimized(result.model(), Optimization.BASIC).graph().nodes())
                .noneMatch(node -> node.isAnyOf("Cast", "Gather", "Mul"));
    }

    @Test
    void shrinksRecurrentWeights() {
        Model lstm = LstmClassifier.of(Setup.size(32).withClasses(10), 8, 64, 2);

        Compressed result = scheme(4).compress(lstm);

        assertThat(result.ratio()).isLessThan(0.18);
        assertThat(result.fidelity().worst()).isGreaterThan(10);
    }

    @Test
    void leavesNothingToDoOnceTheModelIsLoaded() {
        Model loaded =
                BACKEND.optimized(scheme(4).apply(Networks.named("mobilenet_v2").small()), Optimization.BASIC);

        assertThat(loaded.graph().nodes()).noneMatch(node -> node.isAnyOf("Cast", "Gather"));
    }

    @Test
    void refusesBitsThatAByteDoesNotHold() {
        assertThatThrownBy(
                        () -> scheme(9).compress(Networks.named("squeezenet1_1").small()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("choose 1 to 8");
    }
}

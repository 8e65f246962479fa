package io.edgeopt.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters and multiply-accumulates are those that papers and torchvision 0.28 give; docs/inspect.md has the table. */
class PublishedFiguresTest {
    @ParameterizedTest(name = "{0}: {1} parameters, {2} MACs")
    @CsvSource({
        "resnet18,           11689512, 1814073344",
        "mobilenet_v2,        3504872,  300774272",
        "mobilenet_v3_small,  2542856,   56510400",
        "squeezenet1_0,       1248424,  818924576",
        "squeezenet1_1,       1235496,  349151936",
        "shufflenet_v2_x0_5,  1366792,   40476448",
        "shufflenet_v2_x1_0,  2278604,  144907992",
        "efficientnet_b0,     5288548,  385814752",
        "densenet121,         7978856, 2834161664",
        "vit_tiny_16,         5717416, 1253683200"
    })
    void holdForNetworksOnPicturesOf224(String name, long parameters, long macs) {
        Model model = Networks.named(name).builder().apply(Setup.size(224));

        Cost cost = cost(model);

        assertThat(cost.parameters()).isEqualTo(parameters);
        assertThat(cost.macs()).isEqualTo(macs);
        assertThat(cost.uncounted()).isEmpty();
    }

    @Test
    void holdForThreeDimensionalConvolutions() {
        Cost cost = cost(VideoResNet.r3d18(Setup.size(112).withClasses(400), 16));

        assertThat(cost.parameters()).isEqualTo(33_371_472);
        assertThat(cost.macs()).isEqualTo(40_696_553_472L);
    }

    @Test
    void holdForFactoredThreeDimensionalConvolutions() {
        Cost cost = cost(VideoResNet.r2plus1d18(Setup.size(112).withClasses(400), 16));

        assertThat(cost.parameters()).isEqualTo(31_505_325);
        assertThat(cost.macs()).isEqualTo(40_519_080_960L);
    }

    @Test
    void areTheSameWithNormsFoldedAndTheBatchFreeButForTheNormsOwn() {
        Cost cost = cost(ResNet.resNet18(Setup.size(224).withFreeBatch().withFoldedNorms()));

        assertThat(cost.parameters()).isEqualTo(11_689_512 - 4_800);
        assertThat(cost.macs()).isEqualTo(1_814_073_344L);
    }

    /** Two layers of four gates over 32 steps: 32 x 256 x (16 + 64) and 32 x 256 x (64 + 64); then 64 x 10. */
    @Test
    void followByHandForAStackOfRecurrentLayers() {
        Cost cost = cost(LstmClassifier.of(new Setup(16, 10, true, false), 32, 64, 2));

        assertThat(cost.parameters()).isEqualTo((256 * 80 + 512) + (256 * 128 + 512) + 650);
        assertThat(cost.macs()).isEqualTo(32 * 256 * 80 + 32 * 256 * 128 + 640);
    }

    /** Each level's convolutions cost 9 a weight and place, and the transposed ones 4 a weight and input place. */
    @Test
    void followByHandForTransposedConvolutions() {
        Cost cost = cost(UNet.of(Setup.size(64).withClasses(3), 16));

        long macs = 0;
        long parameters = 0;
        for (int level = 0; level <= 4; level++) {
            long places = (64L >> level) * (64L >> level);
            long wide = 16L << level;
            long in = level == 0 ? 3 : wide / 2;
            macs += places * 9 * (in * wide + wide * wide);
            parameters += 9 * (in * wide + wide * wide) + 4 * wide;
            if (level < 4) {
                macs += places / 4 * 4 * (2 * wide) * wide + places * 9 * (2 * wide * wide + wide * wide);
                parameters += 4 * (2 * wide) * wide + wide + 9 * (2 * wide * wide + wide * wide) + 4 * wide;
            }
        }
        assertThat(cost.macs()).isEqualTo(macs + 64 * 64 * 16 * 3);
        assertThat(cost.parameters()).isEqualTo(parameters + 16 * 3 + 3);
    }

    /** Counted in PyTorch 2.13 by hooks on a model of the same layers. */
    @Test
    void holdForADetectorWithTwoScales() {
        Cost cost = cost(SsdLite.of(Setup.size(300).withClasses(21)));

        assertThat(cost.parameters()).isEqualTo(2_460_844);
        assertThat(cost.macs()).isEqualTo(590_451_952);
    }

    private static Cost cost(Model model) {
        return Cost.of(model, Trace.ofShapes(model, new OrtBackend(), Map.of()));
    }
}

package io.edgeopt.xai;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.xai.cam.GradCam;
import io.edgeopt.xai.cam.GuidedGradCam;
import io.edgeopt.xai.gradient.IntegratedGradients;
import io.edgeopt.xai.gradient.ReluMethod;
import io.edgeopt.xai.gradient.SlopeMethod;
import io.edgeopt.xai.perturb.Baseline;
import io.edgeopt.xai.perturb.Occlusion;
import io.edgeopt.xai.relevance.DeepLift;
import io.edgeopt.xai.relevance.Lrp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our maps against those of another program on the same network; README.txt beside them says how they were made. */
class CaptumTest {
    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of("saliency", SlopeMethod.saliency()),
                Arguments.of("gradientxinput", SlopeMethod.gradientTimesInput()),
                Arguments.of(
                        "integratedgradients", IntegratedGradients.standard().withSteps(50)),
                Arguments.of("guidedbackprop", ReluMethod.guidedBackpropagation()),
                Arguments.of("deconvolution", ReluMethod.deconvolution()),
                Arguments.of("lrp-epsilon", Lrp.epsilon(1e-6)),
                Arguments.of("lrp-gamma", Lrp.gamma(0.25)),
                Arguments.of("average/deeplift", DeepLift.standard()),
                Arguments.of("gradcam", GradCam.standard()),
                Arguments.of("guidedgradcam", GuidedGradCam.standard()),
                Arguments.of(
                        "occlusion",
                        Occlusion.standard().withWindow(10).withStride(4).withBaseline(Baseline.ZERO)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void givesTheSameMap(String name, Method method) throws IOException {
        String folder = name.substring(0, name.indexOf('/') + 1);
        Subject subject = ExplainerContract.subject(Model.parse("network", bytes(folder + "network.onnx")));
        int target = Integer.parseInt(new String(bytes(folder + "TARGET.txt"), StandardCharsets.UTF_8).strip());

        Saliency map;
        try (Explainer explainer = method.on(subject)) {
            map = explainer.explain(array("input"), subject.classTarget(target));
        }

        float[] expected = array(name).toFloats();
        float[] found = map.values();
        assertThat(ExplainerContract.correlation(found, expected)).isGreaterThan(0.999);
        float largest = 0;
        float difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        assertThat(difference).isLessThan(0.01f * largest);
    }

    private static Tensor array(String name) throws IOException {
        try (InputStream in = open(name + ".npy")) {
            return Npy.read(in, name);
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(CaptumTest.class.getResourceAsStream("captum/" + name), name);
    }
}

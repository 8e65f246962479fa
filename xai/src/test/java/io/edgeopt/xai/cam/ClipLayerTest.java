package io.edgeopt.xai.cam;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Activation maps of a network that looks at each frame of a clip as at a picture and takes the mean. */
final class ClipLayerTest {
    private static final int FRAMES = 4;
    private static final int SIDE = PlantedPatch.SIDE;

    private static Subject network() {
        float[] smooth = new float[2 * 2 * 3 * 3];
        for (int i = 0; i < 9; i++) {
            smooth[i] = 1f / 9;
            smooth[27 + i] = 1f / 9;
        }
        GraphEditor editor = Model.empty("frames", 17)
                .edit()
                .addInput(ValueInfo.of(
                        "clip",
                        ElementType.FLOAT,
                        List.of(
                                new Dim.Free("N"),
                                new Dim.Fixed(FRAMES),
                                new Dim.Fixed(3),
                                new Dim.Fixed(SIDE),
                                new Dim.Fixed(SIDE))))
                .addOutput(
                        ValueInfo.of("probabilities", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(2))));
        editor.set("frames", Tensor.of(new long[] {-1, 3, SIDE, SIDE}, 4))
                .set("clips", Tensor.of(new long[] {-1, FRAMES, 2}, 3))
                .set("colours.weight", Tensor.of(new float[] {1, -0.5f, -0.5f, -0.5f, 1, -0.5f}, 2, 3, 1, 1))
                .set("smooth.weight", Tensor.of(smooth, 2, 2, 3, 3))
                .set("classes.weight", Tensor.of(new float[] {10, -2, -2, 10}, 2, 2));
        editor.add(Node.of("Reshape", List.of("clip", "frames"), List.of("pictures")))
                .add(Node.of("Conv", List.of("pictures", "colours.weight"), List.of("colours")))
                .add(Node.of("Relu", List.of("colours"), List.of("coloured")))
                .add(Node.of("Conv", List.of("coloured", "smooth.weight"), List.of("smooth"))
                        .with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Relu", List.of("smooth"), List.of("last")))
                .add(Node.of("GlobalAveragePool", List.of("last"), List.of("means")))
                .add(Node.of("Reshape", List.of("means", "clips"), List.of("by_frame")))
                .add(Node.of("ReduceMean", List.of("by_frame"), List.of("over_time"))
                        .with("axes", new long[] {1})
                        .with("keepdims", 0))
                .add(Node.of("Gemm", List.of("over_time", "classes.weight"), List.of("logits"))
                        .with("transB", 1))
                .add(Node.of("Softmax", List.of("logits"), List.of("probabilities")));
        return ExplainerContract.subject(editor.model());
    }

    /** Grey frames, and in the third a red square. */
    private static Tensor clip() {
        float[] values = new float[FRAMES * 3 * SIDE * SIDE];
        for (int t = 0; t < FRAMES; t++) {
            Tensor frame = t == 2 ? PlantedPatch.scene(6, 18, 7) : PlantedPatch.scene(-10, -10, t);
            System.arraycopy(frame.toFloats(), 0, values, t * 3 * SIDE * SIDE, 3 * SIDE * SIDE);
        }
        return Tensor.of(values, 1, FRAMES, 3, SIDE, SIDE);
    }

    private static Method method(String name) {
        return switch (name) {
            case "gradcam" -> GradCam.standard();
            case "layercam" -> GradCam.byPlace();
            case "cam" -> ActivationMethod.cam();
            default -> ActivationMethod.eigenCam();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradcam", "layercam", "cam", "eigencam"})
    void areHotInTheFrameAndAtThePlaceThatCounts(String name) {
        Subject network = network();

        Saliency map;
        try (Explainer explainer = method(name).on(network)) {
            map = explainer.explain(clip(), network.classTarget(0));
        }

        assertThat(map.frames()).isEqualTo(FRAMES);
        assertThat(map.layer()).contains("last");
        float[] heat = map.heat();
        int hottest = 0;
        for (int i = 0; i < heat.length; i++) {
            hottest = heat[i] > heat[hottest] ? i : hottest;
        }
        assertThat(hottest / (SIDE * SIDE)).isEqualTo(2);
        assertThat(hottest % SIDE).isBetween(4, 14);
        assertThat(hottest / SIDE % SIDE).isBetween(16, 26);
    }
}

package io.edgeopt.xai.cam;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.testkit.PlantedPatch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layer is taken of networks that end in hardly any places, as small pictures make them. */
class FewPlacesTest {
    private static final int SIDE = PlantedPatch.SIDE;

    /** Means over blocks of the red channel, and again over blocks of those. */
    private static Subject network(int first, int second) {
        GraphEditor editor = Model.empty("few", 17)
                .edit()
                .addInput(ValueInfo.of("image", ElementType.FLOAT, Shape.of(1, 3, SIDE, SIDE)))
                .addOutput(ValueInfo.of("scores", ElementType.FLOAT, Shape.of(1, 2)));
        float[] red = new float[3 * first * first];
        Arrays.fill(red, 0, first * first, 1f / (first * first));
        float[] mean = new float[second * second];
        Arrays.fill(mean, 1f / mean.length);
        editor.set("first.weight", Tensor.of(red, 1, 3, first, first))
                .set("second.weight", Tensor.of(mean, 1, 1, second, second))
                .set("classes.weight", Tensor.of(new float[] {1, -1}, 1, 2));
        editor.add(Node.of("Conv", List.of("image", "first.weight"), List.of("first"))
                        .with("strides", new long[] {first, first}))
                .add(Node.of("Relu", List.of("first"), List.of("earlier")))
                .add(Node.of("Conv", List.of("earlier", "second.weight"), List.of("second"))
                        .with("strides", new long[] {second, second}))
                .add(Node.of("Relu", List.of("second"), List.of("later")))
                .add(Node.of("GlobalAveragePool", List.of("later"), List.of("means")))
                .add(Node.of("Flatten", List.of("means"), List.of("features")))
                .add(Node.of("MatMul", List.of("features", "classes.weight"), List.of("scores")));
        return ExplainerContract.subject(editor.model());
    }

    @ParameterizedTest(name = "{0}: blocks of {1} and {2}, {3}")
    @CsvSource({
        "gradcam, 8, 2, earlier",
        "eigencam, 8, 2, earlier",
        "cam, 8, 2, later",
        "gradcam, 4, 2, later",
        "gradcam, 16, 1, later"
    })
    void isTheLastWithFourPlacesASideWhereThereIsOne(String name, int first, int second, String layer) {
        Method method = switch (name) {
            case "gradcam" -> GradCam.standard();
            case "cam" -> ActivationMethod.cam();
            default -> ActivationMethod.eigenCam();
        };
        Subject network = network(first, second);

        try (Explainer explainer = method.on(network)) {
            assertThat(explainer
                            .explain(PlantedPatch.scene(6, 18, 7), network.classTarget(0))
                            .layer())
                    .contains(layer);
        }
    }
}

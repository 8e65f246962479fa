package io.edgeopt.xai.cam;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Activation maps of a network whose places each have a weight of their own in the window that reads them all. */
class PlaceWindowTest {
    private static final int SIDE = PlantedPatch.SIDE;

    /** Red speaks for class 0 in the left half, and twice as much against it in the right half. */
    private static Subject network() {
        float[] window = new float[SIDE * SIDE];
        for (int i = 0; i < window.length; i++) {
            window[i] = i % SIDE < SIDE / 2 ? 1 : -2;
        }
        GraphEditor editor = Model.empty("window", 17)
                .edit()
                .addInput(ValueInfo.of("image", ElementType.FLOAT, Shape.of(1, 3, SIDE, SIDE)))
                .addOutput(ValueInfo.of("scores", ElementType.FLOAT, Shape.of(1, 2)));
        editor.set("red.weight", Tensor.of(new float[] {1, -0.5f, -0.5f}, 1, 3, 1, 1))
                .set("window.weight", Tensor.of(window, 1, 1, SIDE, SIDE))
                .set("vector", Tensor.of(new long[] {1, 1}, 2))
                .set("classes.weight", Tensor.of(new float[] {1, -1}, 1, 2));
        editor.add(Node.of("Conv", List.of("image", "red.weight"), List.of("reddish")))
                .add(Node.of("Relu", List.of("reddish"), List.of("red")))
                .add(Node.of("Conv", List.of("red", "window.weight"), List.of("whole")))
                .add(Node.of("Reshape", List.of("whole", "vector"), List.of("one")))
                .add(Node.of("MatMul", List.of("one", "classes.weight"), List.of("scores")));
        return ExplainerContract.subject(editor.model());
    }

    private static Saliency map(Method method) {
        Subject network = network();
        try (Explainer explainer = method.on(network)) {
            return explainer.explain(PlantedPatch.scene(6, 18, 7), network.classTarget(0));
        }
    }

    @Test
    void isHotWhereAPlaceSpeaksForTheClassThoughTheMeanOfAllWeightsSpeaksAgainstIt() {
        Saliency map = map(GradCam.standard());

        assertThat(map.layer()).contains("red");
        float[] heat = map.heat();
        assertThat(heat[20 * SIDE + 8]).isGreaterThan(0.9f);
        assertThat(heat[20 * SIDE + 25]).isZero();
    }
}

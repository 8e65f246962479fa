package io.edgeopt.core.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With a network that sees the same in every picture: a face with its parts, and something like a face. */
final class DetectorFaceFinderTest {
    private static final List<String> LABELS = List.of("face", "eye", "nose", "mouth corner");

    @Test
    void bringsLandmarksWhereTheDetectorKnowsParts() {
        List<FoundFace> found = find(LABELS);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).landmarks()).hasSize(10);
        // The eye on the left: 0.342 of 112 pixels.
        assertThat(found.get(0).landmarks().get(0)).isBetween(38.2, 38.4);
    }

    @Test
    void bringsBoxesAloneWhereItDoesNot() {
        List<FoundFace> found = find(List.of("face", "hand", "foot", "shoe"));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).landmarks()).isEmpty();
    }

    private static List<FoundFace> find(List<String> labels) {
        double[] template = FaceCrop.template();
        float[] boxes = new float[7 * 4];
        float[] scores = new float[7 * 4];
        int[] parts = {1, 1, 2, 3, 3};
        for (int i = 0; i < 5; i++) {
            float x = (float) template[2 * i] / 112;
            float y = (float) template[2 * i + 1] / 112;
            put(boxes, i, x - 0.08f, y - 0.08f, x + 0.08f, y + 0.08f);
            scores[4 * i + parts[i]] = 0.8f;
        }
        put(boxes, 5, 0.1f, 0, 0.9f, 1);
        scores[4 * 5] = 0.9f;
        put(boxes, 6, 0, 0, 0.05f, 0.05f);
        scores[4 * 6] = 0.1f;
        Model model = Model.empty("finder", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 16, 16)))
                .set("nought", Tensor.scalar(0f))
                .set("allBoxes", Tensor.of(boxes, 1, 7, 4))
                .set("allScores", Tensor.of(scores, 1, 7, 4))
                .add(Node.of("ReduceMean", List.of("x"), List.of("mean")).with("keepdims", 0))
                .add(Node.of("Mul", List.of("mean", "nought"), List.of("none")))
                .add(Node.of("Add", List.of("allBoxes", "none"), List.of("boxes")))
                .add(Node.of("Add", List.of("allScores", "none"), List.of("scores")))
                .addOutput(ValueInfo.of("scores", ElementType.FLOAT, Shape.of(1, 7, 4)))
                .addOutput(ValueInfo.of("boxes", ElementType.FLOAT, Shape.of(1, 7, 4)))
                .model();
        Preparation whole = new Preparation(
                16,
                16,
                Preparation.Fit.STRETCH,
                Preparation.Resizer.BILINEAR,
                Preparation.Channels.RGB,
                Preparation.Layout.NCHW,
                255,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
        Head head = new Head.Ssd("scores", "boxes", Optional.empty(), false, Head.Activation.NONE, Suppression.DEFAULT);
        ModelCard card = ModelCard.of(
                "finder",
                Task.DETECTION,
                List.of(new CardInput("x", Optional.of(whole), Optional.empty())),
                head,
                labels);
        try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT)) {
            return DetectorFaceFinder.of(session, card).find(Image.blank(112, 112));
        }
    }

    private static void put(float[] boxes, int row, float left, float top, float right, float bottom) {
        boxes[4 * row] = left;
        boxes[4 * row + 1] = top;
        boxes[4 * row + 2] = right;
        boxes[4 * row + 3] = bottom;
    }
}

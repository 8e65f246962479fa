package io.edgeopt.core.task.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.head.Head.Activation;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Decoders against answers computed by hand. */
final class HeadTest {
    private static final float TINY = 1e-4f;
    private static final Suppression ALL = new Suppression(0.1f, 0.5f, 100, false);
    /** An input of 64 x 64 that shows a picture of 128 x 96, halved, 8 pixels below the top. */
    private static final View HALVED = new View(64, 64, new Placement(128, 96, 0.5, 0.5, 0, 8));

    private static final View EXACT = View.exact(64, 64);

    @Test
    void makesProbabilitiesOfLogits() {
        Head head = new Head.Classification(Optional.empty(), Activation.AUTO);
        Tensor logits = Tensor.of(new float[] {0, (float) Math.log(3)}, 1, 2);

        assertThat(scores(head, logits, 0)).containsExactly(new float[] {0.25f, 0.75f}, within(TINY));
    }

    @Test
    void leavesProbabilitiesAsTheyAre() {
        Head head = new Head.Classification(Optional.empty(), Activation.AUTO);
        Tensor probabilities = Tensor.of(new float[] {0.25f, 0.75f, 0.5f, 0.5f}, 2, 2);

        assertThat(scores(head, probabilities, 0)).containsExactly(0.25f, 0.75f);
        assertThat(scores(head, probabilities, 1)).containsExactly(0.5f, 0.5f);
    }

    @Test
    void takesOneNumberForYesAndNo() {
        Head head = new Head.Classification(Optional.empty(), Activation.SIGMOID);
        Tensor logit = Tensor.of(new float[] {(float) Math.log(4)}, 1, 1);

        assertThat(scores(head, logit, 0)).containsExactly(new float[] {0.2f, 0.8f}, within(TINY));
    }

    @Test
    void namesTheOutputsThatThereAre() {
        Head head = new Head.Classification(Optional.of("logit"), Activation.AUTO);

        assertThatThrownBy(() -> head.decode(Map.of("logits", Tensor.scalar(1f)), 0, EXACT))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'logit'")
                .hasMessageContaining("[logits]");
    }

    @Test
    void scalesEmbeddingsToLengthOne() {
        Head head = new Head.Embedding(Optional.empty());

        Prediction said = head.decode(Map.of("out", Tensor.of(new float[] {3, 4}, 1, 2)), 0, EXACT);

        assertThat(((Prediction.Embedding) said).toArray()).containsExactly(new float[] {0.6f, 0.8f}, within(TINY));
    }

    @Test
    void readsFinalBoxesOfAnSsdAsFractions() {
        Head head = new Head.Ssd("scores", "boxes", Optional.empty(), true, Activation.NONE, ALL);
        Tensor scores = Tensor.of(new float[] {0.2f, 0.8f, 0.95f, 0.05f}, 1, 2, 2);
        Tensor boxes = Tensor.of(new float[] {0.25f, 0.25f, 0.5f, 0.5f, 0, 0, 1, 1}, 1, 2, 4);

        List<Detection> found = found(head, Map.of("scores", scores, "boxes", boxes), HALVED);

        // 16..32 in the input; less 0 and 8, doubled on the picture.
        assertThat(found).containsExactly(new Detection(new Box(32, 16, 64, 48), 0, 0.8f));
    }

    @Test
    void correctsTheBoxesThatAnSsdStartsFrom() {
        Priors priors = new Priors(List.of(new Priors.Level(32, List.of(16f), List.of(1f))), 0.1f, 0.2f);
        Head head = new Head.Ssd("scores", "boxes", Optional.of(priors), false, Activation.SIGMOID, ALL);
        float yes = (float) Math.log(9);
        Tensor scores = Tensor.of(new float[] {-9, -9, -9, yes}, 1, 4, 1);
        float[] corrections = new float[16];
        corrections[12] = 5; // 5 * 0.1 of the width to the right: 8 pixels
        corrections[14] = (float) (Math.log(2) / 0.2); // twice as wide
        Tensor boxes = Tensor.of(corrections, 1, 4, 4);

        List<Detection> found = found(head, Map.of("scores", scores, "boxes", boxes), EXACT);

        // The last of four cells has its middle at 48, 48.
        assertThat(found).hasSize(1);
        assertBox(found.get(0).box(), 56 - 16, 48 - 8, 64, 48 + 8);
        assertThat(found.get(0).score()).isCloseTo(0.9f, within(TINY));
    }

    @Test
    void takesPlainDistancesFromTheMiddlesOfCells() {
        Head head = new Head.AnchorFree(List.of("s"), List.of("b"), List.of(32), 0, Activation.NONE, ALL);
        Tensor scores = Tensor.of(new float[] {0, 0, 0.7f, 0}, 1, 1, 2, 2);
        float[] distances = new float[16];
        distances[2] = 0.25f; // left of the third cell, in strides
        distances[6] = 0.5f; // top
        distances[10] = 0.25f; // right
        distances[14] = 0.125f; // bottom
        Tensor boxes = Tensor.of(distances, 1, 4, 2, 2);

        List<Detection> found = found(head, Map.of("s", scores, "b", boxes), EXACT);

        assertThat(found).containsExactly(new Detection(new Box(8, 32, 24, 52), 0, 0.7f));
    }

    @Test
    void takesTheMeanOfDistributedDistances() {
        Head head = new Head.AnchorFree(List.of("s"), List.of("b"), List.of(64), 3, Activation.NONE, ALL);
        Tensor scores = Tensor.of(new float[] {0.1f, 0.9f}, 1, 1, 2);
        // Half of each distribution on 0 and half on 1, but for the right edge: all on 0.
        float far = -100;
        Tensor boxes =
                Tensor.of(new float[] {0, 0, far, far, 0, 0, far, far, 0, far, far, far, 0, 0, far, far}, 1, 1, 16);

        List<Detection> found = found(head, Map.of("s", scores, "b", boxes), EXACT);

        assertThat(found.get(0).label()).isEqualTo(1);
        assertBox(found.get(0).box(), 0, 0, 32, 64);
    }

    @Test
    void readsYoloxRelativeToItsCells() {
        Head head = new Head.Yolox(Optional.empty(), List.of(32, 64), ALL);
        float[] rows = new float[5 * 7];
        int last = 3 * 7; // row 1, column 1 of the stride 32
        rows[last] = 0.5f;
        rows[last + 1] = 0.25f;
        rows[last + 2] = (float) Math.log(0.5);
        rows[last + 3] = 0;
        rows[last + 4] = 0.5f;
        rows[last + 6] = 0.8f;

        List<Detection> found = found(head, Map.of("out", Tensor.of(rows, 1, 5, 7)), EXACT);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).label()).isEqualTo(1);
        assertThat(found.get(0).score()).isCloseTo(0.4f, within(TINY));
        assertBox(found.get(0).box(), 40, 24, 56, 56);
    }

    @Test
    void readsRawYoloV5WithItsAnchors() {
        Head head = new Head.Yolov5(
                Optional.empty(), List.of(new Head.AnchorGrid("p", 32, List.of(8f, 12f, 20f, 10f))), ALL);
        float[] rows = new float[2 * 2 * 2 * 6];
        Arrays.fill(rows, -50);
        int second = (4 + 1) * 6; // anchor 1, row 0, column 1
        for (int i = 0; i < 4; i++) {
            rows[second + i] = 0; // sigmoid one half: the cell's middle, the anchor's size
        }
        rows[second + 4] = 50;
        rows[second + 5] = 0;

        List<Detection> found = found(head, Map.of("p", Tensor.of(rows, 1, 2, 2, 2, 6)), EXACT);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).score()).isCloseTo(0.5f, within(TINY));
        assertBox(found.get(0).box(), 48 - 10, 16 - 5, 48 + 10, 16 + 5);
    }

    @Test
    void readsFinalYoloV5Boxes() {
        Head head = new Head.Yolov5(Optional.empty(), List.of(), ALL);
        Tensor rows = Tensor.of(new float[] {20, 30, 10, 20, 0.5f, 1, 0, 0, 0, 0, 0, 1}, 1, 2, 6);

        List<Detection> found = found(head, Map.of("out", rows), EXACT);

        assertThat(found).containsExactly(new Detection(new Box(15, 20, 25, 40), 0, 0.5f));
    }

    @Test
    void readsYoloV8WithItsCellsLast() {
        Head head = new Head.Yolov8(Optional.empty(), ALL);
        Tensor columns = Tensor.of(new float[] {0, 20, 0, 30, 0, 10, 0, 20, 0, 0.05f, 0, 0.6f}, 1, 6, 2);

        List<Detection> found = found(head, Map.of("out", columns), EXACT);

        assertThat(found).containsExactly(new Detection(new Box(15, 20, 25, 40), 1, 0.6f));
    }

    @Test
    void passesOnWhatTheNetworkHasChosen() {
        Head head = new Head.Detected("boxes", "labels", "scores", false, 1, ALL);
        Map<String, Tensor> outputs = Map.of(
                "boxes", Tensor.of(new float[] {1, 2, 11, 12, 0, 0, 5, 5}, 2, 4),
                "labels", Tensor.of(new long[] {3, 0}, 2),
                "scores", Tensor.of(new float[] {0.9f, 0.8f}, 2));

        assertThat(found(head, outputs, EXACT)).containsExactly(new Detection(new Box(1, 2, 11, 12), 2, 0.9f));
    }

    @Test
    void saysWhichShapeItExpectedOfAnOutput() {
        Head head = new Head.Yolox(Optional.empty(), List.of(8, 16, 32), ALL);

        assertThatThrownBy(() -> head.decode(Map.of("out", Tensor.of(new float[60], 1, 10, 6)), 0, EXACT))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("1x10x6")
                .hasMessageContaining("84 cells");
    }

    private static float[] scores(Head head, Tensor output, int item) {
        return ((Prediction.ClassScores) head.decode(Map.of("out", output), item, EXACT)).toArray();
    }

    private static List<Detection> found(Head head, Map<String, Tensor> outputs, View view) {
        return ((Prediction.Detections) head.decode(outputs, 0, view)).found();
    }

    private static void assertBox(Box box, float left, float top, float right, float bottom) {
        assertThat(new float[] {box.left(), box.top(), box.right(), box.bottom()})
                .containsExactly(new float[] {left, top, right, bottom}, within(1e-3f));
    }
}

package io.edgeopt.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Heads from the shapes that well-known detectors answer with, at 64 x 64 pixels and three classes. */
final class HeadGuessTest {
    private static final ImageSize INPUT = new ImageSize(64, 64);

    @Test
    void seesDistributionsOfDistancesWhereverTheScoresStand() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("a", filled(0.1f, 1, 64, 3));
        outputs.put("b", filled(0.1f, 1, 16, 3));
        outputs.put("c", filled(-2, 1, 64, 32));
        outputs.put("d", filled(-2, 1, 16, 32));

        Head.AnchorFree head = (Head.AnchorFree) guess(outputs);

        assertThat(head.scores()).containsExactly("a", "b");
        assertThat(head.boxes()).containsExactly("c", "d");
        assertThat(head.strides()).containsExactly(8, 16);
        assertThat(head.regMax()).isEqualTo(7);
        assertThat(head.activation()).isEqualTo(Head.Activation.NONE);
    }

    @Test
    void seesPlainDistancesInPlanes() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("boxes", filled(1, 1, 4, 8, 8));
        outputs.put("scores", filled(-3, 1, 3, 8, 8));

        Head.AnchorFree head = (Head.AnchorFree) guess(outputs);

        assertThat(head.boxes()).containsExactly("boxes");
        assertThat(head.regMax()).isZero();
        assertThat(head.activation()).isEqualTo(Head.Activation.SIGMOID);
    }

    @Test
    void seesTablesWithAndWithoutBackground() {
        Head.Ssd with = (Head.Ssd) guess(ordered("s", filled(2, 1, 70, 4), "b", filled(0.5f, 1, 70, 4)));
        Head.Ssd without = (Head.Ssd) guess(ordered("boxes", filled(0.5f, 1, 70, 4), "s", filled(0.5f, 1, 70, 3)));

        assertThat(with.background()).isTrue();
        assertThat(with.activation()).isEqualTo(Head.Activation.SOFTMAX);
        assertThat(without.background()).isFalse();
        assertThat(without.scores()).isEqualTo("s");
        assertThat(without.activation()).isEqualTo(Head.Activation.NONE);
    }

    @Test
    void tellsTheYolosApartByTheirTables() {
        assertThat(guess(Map.of("y", filled(0, 1, 84, 8)))).isInstanceOf(Head.Yolox.class);
        assertThat(guess(Map.of("y", filled(0, 1, 252, 8)))).isInstanceOf(Head.Yolov5.class);
        assertThat(guess(Map.of("y", filled(0, 1, 7, 84)))).isInstanceOf(Head.Yolov8.class);
    }

    @Test
    void saysWhatItFoundWhereNothingFits() {
        Map<String, Tensor> outputs = Map.of("y", filled(0, 1, 84, 8));

        assertThatThrownBy(() -> HeadGuess.of("net", Optional.of(HeadGuess.Kind.SSD), outputs, INPUT, 3))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("net answers y 1x84x8 at 64x64 pixels, which is no ssd of 3 labels");
        assertThatThrownBy(() -> HeadGuess.of("net", Optional.empty(), outputs, INPUT, 2))
                .hasMessageContaining("anchor-free, ssd, yolox, yolov5, yolov8");
    }

    @Test
    void takesNoTableOfCornersThatAreNoFractions() {
        Map<String, Tensor> outputs = ordered("s", filled(0.5f, 1, 70, 3), "b", filled(40, 1, 70, 4));

        assertThatThrownBy(() -> guess(outputs)).isInstanceOf(UnsupportedModelException.class);
    }

    private static Map<String, Tensor> ordered(String first, Tensor one, String second, Tensor two) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put(first, one);
        outputs.put(second, two);
        return outputs;
    }

    private static Head guess(Map<String, Tensor> outputs) {
        return HeadGuess.of("net", Optional.empty(), outputs, INPUT, 3);
    }

    private static Tensor filled(float value, long... extents) {
        int size = (int) Arrays.stream(extents).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        Arrays.fill(values, value);
        return Tensor.of(values, extents);
    }
}

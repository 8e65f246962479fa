package io.edgeopt.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightSpansTest {
    private static byte[] file() {
        return Model.empty("spans", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(3)))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(3)))
                .set("weight", Tensor.of(new float[] {1.5f, -2, 7}, 3))
                .set("empty", Tensor.of(new float[0], 0))
                .set("place", Tensor.of(new long[] {42}, 1))
                .add(Node.of("Add", List.of("x", "weight"), List.of("y")))
                .model()
                .toBytes();
    }

    @Test
    void pointsAtTheElementsOfEachInitialiser() {
        byte[] file = file();

        List<WeightSpans.Span> spans = WeightSpans.of(file);

        assertThat(spans).extracting(WeightSpans.Span::type).containsExactly(ElementType.FLOAT, ElementType.INT64);
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getFloat(spans.get(0).offset() + 4)).isEqualTo(-2);
        assertThat(bytes.getLong(spans.get(1).offset())).isEqualTo(42);
        assertThat(spans).extracting(WeightSpans.Span::length).containsExactly(12, 8);
    }

    @Test
    void findsNothingInWhatIsNoModel() {
        byte[] file = file();
        for (int length = 0; length < file.length - 40; length++) {
            byte[] cut = java.util.Arrays.copyOf(file, length);

            assertThat(WeightSpans.of(cut)).allMatch(span -> span.end() <= cut.length);
        }
        assertThat(WeightSpans.of("no model".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
    }
}

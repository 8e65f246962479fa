package io.edgeopt.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
    private static Tensor over(ElementType type, long count, int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int value : bytes) {
            buffer.put((byte) value);
        }
        return Tensor.over(type, Shape.of(count), buffer.flip());
    }

    @Test
    void readsFourBitElementsLowHalfFirst() {
        assertThat(over(ElementType.UINT4, 3, 0xF1, 0x08).toLongs()).containsExactly(1, 15, 8);
        assertThat(over(ElementType.INT4, 3, 0xF1, 0x08).toLongs()).containsExactly(1, -1, -8);
        assertThat(over(ElementType.INT4, 4, 0x70, 0x9E).toDoubles()).containsExactly(0, 7, -2, -7);
    }

    @Test
    void packsTwoFourBitElementsIntoAByte() {
        assertThat(Tensor.allocate(ElementType.INT4, Shape.of(5)).byteSize()).isEqualTo(3);
        assertThat(Tensor.allocate(ElementType.UINT4, Shape.of(2, 2)).byteSize())
                .isEqualTo(2);
    }

    @Test
    void readsEveryFourBitFloat() {
        Tensor tensor = over(ElementType.FLOAT4E2M1, 16, 0x10, 0x32, 0x54, 0x76, 0x98, 0xBA, 0xDC, 0xFE);

        assertThat(tensor.toFloats())
                .containsExactly(0, .5f, 1, 1.5f, 2, 3, 4, 6, -0f, -.5f, -1, -1.5f, -2, -3, -4, -6);
    }

    /** The largest and the least positive values and NaN, from ONNX's page on 8-bit floats. */
    @ParameterizedTest
    @CsvSource({
        "FLOAT8E4M3FN, 7e, 448",
        "FLOAT8E4M3FN, 01, 0.001953125",
        "FLOAT8E4M3FN, 7f, NaN",
        "FLOAT8E4M3FN, fe, -448",
        "FLOAT8E4M3FN, 38, 1",
        "FLOAT8E4M3FNUZ, 7f, 240",
        "FLOAT8E4M3FNUZ, 01, 0.0009765625",
        "FLOAT8E4M3FNUZ, 80, NaN",
        "FLOAT8E5M2, 7b, 57344",
        "FLOAT8E5M2, 01, 0.0000152587890625",
        "FLOAT8E5M2, 7c, Infinity",
        "FLOAT8E5M2, fc, -Infinity",
        "FLOAT8E5M2, 7d, NaN",
        "FLOAT8E5M2FNUZ, 7f, 57344",
        "FLOAT8E5M2FNUZ, 01, 0.00000762939453125",
        "FLOAT8E5M2FNUZ, 80, NaN"
    })
    void readsEightBitFloats(ElementType type, String bits, float value) {
        assertThat(over(type, 1, Integer.parseInt(bits, 16)).toFloats()).containsExactly(value);
    }

    @Test
    void readsBrainFloatsAsTheUpperHalvesOfFloats() {
        Tensor tensor = over(ElementType.BFLOAT16, 4, 0x80, 0x3F, 0x49, 0xC0, 0x80, 0x7F, 0x01, 0x00);

        assertThat(tensor.toFloats()).containsExactly(1, -3.140625f, Float.POSITIVE_INFINITY, 0x1p-133f);
    }

    @Test
    void readsUnsignedElementsAsUnsigned() {
        assertThat(over(ElementType.UINT8, 2, 0xFF, 0x01).toLongs()).containsExactly(255, 1);
        assertThat(over(ElementType.UINT16, 1, 0xFF, 0xFF).toLongs()).containsExactly(65535);
        assertThat(over(ElementType.UINT32, 1, 0xFF, 0xFF, 0xFF, 0xFF).toDoubles())
                .containsExactly(4294967295.0);
        assertThat(over(ElementType.UINT64, 1, 0, 0, 0, 0, 0, 0, 0, 0x80).toDoubles())
                .containsExactly(0x1p63);
    }

    @Test
    void keepsItsBytesInTheOrderThatNativeCodeReads() {
        Tensor tensor = Tensor.of(new float[] {1f}, 1);

        assertThat(tensor.bytes().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(tensor.bytes().isDirect()).isTrue();
        assertThat(tensor.bytes().get(3)).isEqualTo((byte) 0x3F);
    }

    @Test
    void looksAtABigEndianBufferAsLittleEndian() {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.BIG_ENDIAN);
        bytes.put(3, (byte) 0x3F).put(2, (byte) 0x80);

        assertThat(Tensor.over(ElementType.FLOAT, Shape.of(1), bytes).toFloats())
                .containsExactly(1f);
    }

    @Test
    void cannotBeChangedThroughAReadOnlyView() {
        Tensor tensor = Tensor.of(new float[] {1, 2}, 2);
        Tensor view = tensor.readOnly();

        assertThatThrownBy(() -> view.floats().put(0, 3f)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(view.copy().isReadOnly()).isFalse();
        tensor.floats().put(0, 5f);
        assertThat(view.toFloats()).containsExactly(5, 2);
    }

    @Test
    void sharesItsBufferUnderAnotherShape() {
        Tensor tensor = Tensor.of(new long[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Tensor flat = tensor.reshape(6);

        flat.longs().put(0, 9);

        assertThat(tensor.toLongs()).startsWith(9);
        assertThatThrownBy(() -> tensor.reshape(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6");
    }

    @Test
    void comparesTypeShapeAndEveryByte() {
        Tensor tensor = Tensor.of(new float[] {1, 2}, 2);

        assertThat(tensor.contentEquals(Tensor.of(new float[] {1, 2}, 2))).isTrue();
        assertThat(tensor.contentEquals(Tensor.of(new float[] {1, 2}, 1, 2))).isFalse();
        assertThat(tensor.contentEquals(Tensor.of(new float[] {1, 3}, 2))).isFalse();
        assertThat(Tensor.of(List.of("a"), 1).contentEquals(Tensor.of(List.of("b"), 1)))
                .isFalse();
    }

    @Test
    void refusesBytesThatDoNotFillTheShape() {
        assertThatThrownBy(() -> over(ElementType.FLOAT, 2, 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 bytes, got 3");
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void givesEachTypeItsOwnCode(ElementType type) {
        assertThat(ElementType.ofOnnxCode(type.onnxCode())).isEqualTo(type);
    }

    @Test
    void refusesSizesThatNoNumberHolds() {
        assertThatThrownBy(() -> ElementType.FLOAT.bytesFor(1L << 60)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Shape.of(1L << 40, 1L << 40).size()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void countsTheElementsOfAShape() {
        assertThat(Shape.of().size()).isEqualTo(1);
        assertThat(Shape.of(3, 0, 2).size()).isZero();
        assertThat(Shape.of(2, 3).with(-1, 5)).isEqualTo(Shape.of(2, 5)).hasToString("2x5");
        assertThatThrownBy(() -> Shape.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}

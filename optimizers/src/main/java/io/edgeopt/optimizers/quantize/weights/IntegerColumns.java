package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;

/**
 * A matrix as unsigned bytes around 128, with a scale for each column. Unsigned, although its values have signs: where a
 * CPU has no dot product of bytes, the sums of signed weights saturate and cost 10 to 25 dB, those of unsigned do not.
 */
final class IntegerColumns {
    static final int MIDDLE = 128;

    private final byte[] codes;
    private final float[] scales;

    private IntegerColumns(byte[] codes, float[] scales) {
        this.codes = codes;
        this.scales = scales;
    }

    /** {@code matrices} stand one behind the other, row by row; each has columns of its own. */
    static IntegerColumns of(float[] matrices, int count, int rows, int columns) {
        byte[] codes = new byte[matrices.length];
        float[] scales = new float[count * columns];
        for (int matrix = 0; matrix < count; matrix++) {
            for (int column = 0; column < columns; column++) {
                int first = matrix * rows * columns + column;
                float largest = 0;
                for (int row = 0; row < rows; row++) {
                    largest = Math.max(largest, Math.abs(matrices[first + row * columns]));
                }
                float scale = largest == 0 ? 1 : largest / 127;
                scales[matrix * columns + column] = scale;
                for (int row = 0; row < rows; row++) {
                    int at = first + row * columns;
                    codes[at] = (byte) (MIDDLE + Math.round(matrices[at] / scale));
                }
            }
        }
        return new IntegerColumns(codes, scales);
    }

    /** Rows become columns in each of the matrices. */
    static float[] transposed(float[] matrices, int count, int rows, int columns) {
        float[] turned = new float[matrices.length];
        for (int matrix = 0; matrix < count; matrix++) {
            int start = matrix * rows * columns;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    turned[start + column * rows + row] = matrices[start + row * columns + column];
                }
            }
        }
        return turned;
    }

    Tensor codes(long... dims) {
        return Tensor.of(ElementType.UINT8, codes, dims).readOnly();
    }

    /** The codes of one matrix with rows and columns exchanged, under a shape of as many elements. */
    Tensor transposedCodes(int rows, Shape shape) {
        int columns = codes.length / rows;
        byte[] turned = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            turned[i % columns * rows + i / columns] = codes[i];
        }
        return Tensor.of(ElementType.UINT8, turned, shape.toArray()).readOnly();
    }

    float[] scales() {
        return scales;
    }

    /** How many bytes codes and scales take. */
    long bytes() {
        return codes.length + 4L * scales.length;
    }

    /** What the codes stand for, in their order. */
    float[] values(int rows, int columns) {
        float[] values = new float[codes.length];
        for (int i = 0; i < values.length; i++) {
            int column = i / (rows * columns) * columns + i % columns;
            values[i] = ((codes[i] & 0xFF) - MIDDLE) * scales[column];
        }
        return values;
    }
}

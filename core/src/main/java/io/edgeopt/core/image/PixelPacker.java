package io.edgeopt.core.image;

import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Lays resized pixels out in a tensor, row by row. Normalised values come from a table of 256 a channel, which makes
 * them equal, bit for bit, to {@code (value / scale - mean) / std} in single precision.
 */
final class PixelPacker {
    static final int PADDING = Preparation.PADDING;

    private final int width;
    private final int height;
    private final int channels;
    private final boolean planar;
    private final int[] sourceOf;
    private final boolean grey;
    private final float[][] tables;
    private final byte[] line;
    private final byte[] bytes;
    private final float[] floats;

    PixelPacker(Preparation preparation) {
        this.width = preparation.width();
        this.height = preparation.height();
        this.grey = preparation.channels() == Channels.GRAY;
        this.channels = grey ? 1 : 3;
        this.planar = preparation.layout() == Layout.NCHW;
        this.sourceOf = preparation.channels() == Channels.BGR ? new int[] {2, 1, 0} : new int[] {0, 1, 2};
        this.tables = new float[channels][256];
        for (int c = 0; c < channels; c++) {
            float mean = preparation.mean().get(c);
            float std = preparation.std().get(c);
            for (int v = 0; v < 256; v++) {
                tables[c][v] = (v / preparation.scale() - mean) / std;
            }
        }
        this.line = new byte[3 * width];
        this.bytes = new byte[channels * width];
        this.floats = new float[channels * width];
    }

    long itemSize() {
        return (long) channels * width * height;
    }

    void pack(byte[] resized, Fitting fit, Tensor input, int item) {
        int itemAt = Math.toIntExact(item * itemSize());
        if (input.type() == ElementType.FLOAT) {
            FloatBuffer target = input.floats();
            for (int y = 0; y < height; y++) {
                fillLine(resized, fit, y);
                putFloats(target, itemAt, y);
            }
        } else {
            ByteBuffer target = input.bytes();
            for (int y = 0; y < height; y++) {
                fillLine(resized, fit, y);
                putBytes(target, itemAt, y);
            }
        }
    }

    /** One line of the input as RGB, with padding where the picture does not reach. */
    private void fillLine(byte[] resized, Fitting fit, int y) {
        int row = y - fit.top();
        int filled = 3 * fit.window().width();
        if (row < 0 || row >= fit.window().height()) {
            Arrays.fill(line, (byte) PADDING);
            return;
        }
        if (filled < line.length) {
            Arrays.fill(line, (byte) PADDING);
        }
        System.arraycopy(resized, row * filled, line, 3 * fit.left(), filled);
        if (grey) {
            toGrey();
        }
    }

    /** Luma of ITU-R 601 in Pillow's arithmetic; the padding is grey already. */
    private void toGrey() {
        for (int i = 0; i < line.length; i += 3) {
            int luma = 19595 * (line[i] & 0xFF) + 38470 * (line[i + 1] & 0xFF) + 7471 * (line[i + 2] & 0xFF);
            line[i] = (byte) ((luma + 0x8000) >> 16);
        }
    }

    private void putFloats(FloatBuffer target, int itemAt, int y) {
        int step = planar ? 1 : channels;
        for (int c = 0; c < channels; c++) {
            float[] table = tables[c];
            int at = planar ? c * width : c;
            for (int i = sourceOf[c]; i < line.length; i += 3, at += step) {
                floats[at] = table[line[i] & 0xFF];
            }
        }
        if (planar) {
            for (int c = 0; c < channels; c++) {
                target.put(itemAt + (c * height + y) * width, floats, c * width, width);
            }
        } else {
            target.put(itemAt + y * width * channels, floats, 0, floats.length);
        }
    }

    private void putBytes(ByteBuffer target, int itemAt, int y) {
        int step = planar ? 1 : channels;
        for (int c = 0; c < channels; c++) {
            int at = planar ? c * width : c;
            for (int i = sourceOf[c]; i < line.length; i += 3, at += step) {
                bytes[at] = line[i];
            }
        }
        if (planar) {
            for (int c = 0; c < channels; c++) {
                target.put(itemAt + (c * height + y) * width, bytes, c * width, width);
            }
        } else {
            target.put(itemAt + y * width * channels, bytes, 0, bytes.length);
        }
    }
}

package io.edgeopt.xai.perturb;

import java.nio.FloatBuffer;

/** The channels of one item in a buffer, each a plane of rows. */
record Planes(FloatBuffer buffer, int offset, int channels, int height, int width) {
    private int at(int channel, int row, int column) {
        return offset + (channel * height + row) * width + column;
    }

    /** Writes a block of this over a block of {@code other}, in all channels. */
    void copy(Span rows, Span columns, Planes other, int top, int left) {
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < rows.length(); y++) {
                other.buffer.put(
                        other.at(c, top + y, left), buffer, at(c, rows.from() + y, columns.from()), columns.length());
            }
        }
    }
}

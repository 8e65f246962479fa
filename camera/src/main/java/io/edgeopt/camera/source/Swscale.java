package io.edgeopt.camera.source;

import io.edgeopt.camera.file.RgbConversion;
import io.edgeopt.core.InvalidDataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** FFmpeg's scaler and converter of colours from one kind of frame to one size, into memory of its own. */
final class Swscale implements AutoCloseable {
    /** What its vector code likes, and may write beyond a row. */
    private static final int ALIGNMENT = 64;

    /** Pixels that it converts at a time: where a row has no room for the last of them, it leaves them out. */
    private static final int AT_ONCE = 8;

    private static final int RGB = 3;

    private final SwsContext context;
    private final int fromWidth;
    private final int fromHeight;
    private final int fromFormat;
    private final int width;
    private final int height;
    private final int stride;
    private final BytePointer memory;
    private final PointerPointer<BytePointer> planes;
    private final IntPointer strides;
    private final ByteBuffer[] buffers;
    private final FloatBuffer[] floats;

    private Swscale(DecodedSlot from, int width, int height, int format, int flags, int count, int pixel) {
        this.fromWidth = from.width();
        this.fromHeight = from.height();
        this.fromFormat = from.format();
        this.width = width;
        this.height = height;
        this.stride = up(pixel * up(width, AT_ONCE), ALIGNMENT);
        DoublePointer defaults = null;
        SwsContext made = swscale.sws_getContext(
                fromWidth, fromHeight, fromFormat, width, height, format, flags, null, null, defaults);
        if (made == null || made.isNull()) {
            throw new InvalidDataException("FFmpeg cannot convert frames of %dx%d in pixel format %s"
                    .formatted(fromWidth, fromHeight, formatName(fromFormat)));
        }
        this.context = made;
        long size = (long) stride * height;
        this.memory = new BytePointer(count * size + ALIGNMENT);
        this.planes = new PointerPointer<>(4);
        this.strides = new IntPointer(4);
        this.buffers = new ByteBuffer[count];
        this.floats = new FloatBuffer[count];
        for (int i = 0; i < 4; i++) {
            strides.put(i, i < count ? stride : 0);
            planes.put(i, i < count ? memory.getPointer(i * size) : new BytePointer());
        }
        for (int i = 0; i < count; i++) {
            buffers[i] = memory.getPointer(i * size).limit(size).asByteBuffer();
            floats[i] = buffers[i].order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }
    }

    private static int up(int size, int step) {
        return (size + step - 1) / step * step;
    }

    /** Red, green and blue beside each other, in the frame's own size; the same on every processor. */
    static Swscale toRgb(DecodedSlot from) {
        int flags = RgbConversion.flags(from.width(), from.format());
        return new Swscale(from, from.width(), from.height(), avutil.AV_PIX_FMT_RGB24, flags, 1, RGB);
    }

    /** Three planes of floats from 0 to 1: green, blue, red, as FFmpeg has them, resized bilinearly. */
    static Swscale toPlanes(DecodedSlot from, int width, int height) {
        return new Swscale(from, width, height, avutil.AV_PIX_FMT_GBRPF32LE, swscale.SWS_BILINEAR, 3, Float.BYTES);
    }

    private static String formatName(int format) {
        BytePointer name = avutil.av_get_pix_fmt_name(format);
        return name == null || name.isNull() ? Integer.toString(format) : name.getString();
    }

    boolean fits(DecodedSlot from, int wantedWidth, int wantedHeight) {
        return from.width() == fromWidth
                && from.height() == fromHeight
                && from.format() == fromFormat
                && wantedWidth == width
                && wantedHeight == height;
    }

    void scale(DecodedSlot from) {
        int rows = swscale.sws_scale(context, from.data(), from.strides(), 0, fromHeight, planes, strides);
        if (rows != height) {
            throw new InvalidDataException("FFmpeg converted %d of %d rows of a frame".formatted(rows, height));
        }
    }

    int stride() {
        return stride;
    }

    ByteBuffer plane(int index) {
        return buffers[index];
    }

    /** The plane as floats, where it holds some. */
    FloatBuffer floats(int index) {
        return floats[index];
    }

    @Override
    public void close() {
        swscale.sws_freeContext(context);
        memory.close();
        planes.close();
        strides.close();
    }
}

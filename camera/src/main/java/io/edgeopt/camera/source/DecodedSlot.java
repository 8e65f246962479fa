package io.edgeopt.camera.source;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Orientation;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** A frame as FFmpeg's decoder left it. The decoder's own memory changes hands; nothing is copied. */
final class DecodedSlot extends Slot {
    private final AVFrame frame = avutil.av_frame_alloc();
    private final PointerPointer<?> data = frame.data();
    private final IntPointer strides = frame.linesize();
    private final Orientation orientation;
    private @Nullable Swscale scaler;
    private @Nullable Image stored;
    private @Nullable Image upright;
    private ByteBuffer @Nullable [] planes;
    private boolean converted;

    DecodedSlot(Orientation orientation) {
        this.orientation = orientation;
    }

    /** Takes over what {@code decoded} refers to. */
    void take(AVFrame decoded) {
        avutil.av_frame_unref(frame);
        avutil.av_frame_move_ref(frame, decoded);
        converted = false;
    }

    /**
     * Memory for a frame whose colours are at half resolution, to be written over: luma, blue, red. It is the same as
     * long as the size is.
     */
    ByteBuffer[] room(int width, int height) {
        ByteBuffer[] known = planes;
        if (known == null || frame.width() != width || frame.height() != height) {
            avutil.av_frame_unref(frame);
            frame.width(width);
            frame.height(height);
            frame.format(avutil.AV_PIX_FMT_YUV420P);
            if (avutil.av_frame_get_buffer(frame, 0) < 0) {
                throw new InvalidDataException("there is no memory for frames of %dx%d".formatted(width, height));
            }
            known = new ByteBuffer[3];
            for (int i = 0; i < 3; i++) {
                long rows = i == 0 ? height : (height + 1) / 2;
                known[i] = frame.data(i).capacity(rows * frame.linesize(i)).asByteBuffer();
            }
            planes = known;
        }
        converted = false;
        return known;
    }

    /** Bytes from row to row of that plane. */
    int stride(int plane) {
        return frame.linesize(plane);
    }

    int width() {
        return frame.width();
    }

    int height() {
        return frame.height();
    }

    int format() {
        return frame.format();
    }

    PointerPointer<?> data() {
        return data;
    }

    IntPointer strides() {
        return strides;
    }

    boolean isUpright() {
        return orientation == Orientation.UPRIGHT;
    }

    @Override
    public ImageSize size() {
        ImageSize coded = new ImageSize(width(), height());
        return orientation.swapsSides() ? coded.turned() : coded;
    }

    /** Converted when first asked for. */
    @Override
    public Image image() {
        Image whole = stored;
        if (whole == null || whole.width() != width() || whole.height() != height()) {
            whole = Image.blank(width(), height());
            stored = whole;
            upright = isUpright() ? whole : orientation.apply(whole);
            converted = false;
        }
        Image shown = upright == null ? whole : upright;
        if (!converted) {
            convert(whole);
            if (shown != whole) {
                orientation.apply(whole, shown);
            }
            converted = true;
        }
        return shown;
    }

    private void convert(Image to) {
        Swscale scale = scaler;
        if (scale == null || !scale.fits(this, to.width(), to.height())) {
            if (scale != null) {
                scale.close();
            }
            scale = Swscale.toRgb(this);
            scaler = scale;
        }
        scale.scale(this);
        ByteBuffer pixels = scale.plane(0);
        int row = 3 * to.width();
        for (int y = 0; y < to.height(); y++) {
            pixels.get(y * scale.stride(), to.rgb(), y * row, row);
        }
    }

    @Override
    public void release() {
        Swscale scale = scaler;
        if (scale != null) {
            scale.close();
            scaler = null;
        }
        avutil.av_frame_free(frame);
    }
}

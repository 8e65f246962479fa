package io.edgeopt.camera.source;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Fitting;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.image.Window;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The short way from a decoder's frame to an input: one pass of FFmpeg's scaler into floats of the wanted size, then a
 * product and a sum each. Luma and colours are resized as the decoder left them, so that only what is left becomes RGB.
 * It allocates nothing for frames of the same kind.
 */
final class SwscalePreparer implements SlotPreparer.Way {
    /** Where FFmpeg's planes have red, green and blue. */
    private static final int[] PLANE_OF = {2, 0, 1};

    /** Values brought over at a time: they stay in the nearest cache, and are enough that calls do not count. */
    private static final int CHUNK = 2048;

    private final Preparation preparation;
    private final float[] factors = new float[3];
    private final float[] offsets = new float[3];
    private final float[][] margins;
    private final float[] values;
    /** Views of tensors' memory: to make one for each frame would be garbage. */
    private final IdentityHashMap<Tensor, FloatBuffer> targets = new IdentityHashMap<>();

    private @Nullable Fitting fitting;
    private @Nullable Swscale scaler;

    private SwscalePreparer(Preparation preparation) {
        this.preparation = preparation;
        this.margins = new float[3][preparation.width()];
        this.values = new float[Math.max(CHUNK, preparation.width())];
        for (int c = 0; c < 3; c++) {
            float std = preparation.std().get(c);
            // A value v of 255 becomes (v / scale - mean) / std; here it comes as v / 255.
            factors[c] = 255 / (preparation.scale() * std);
            offsets[c] = -preparation.mean().get(c) / std;
            Arrays.fill(margins[c], Preparation.PADDING / 255f * factors[c] + offsets[c]);
        }
    }

    static SwscalePreparer of(Preparation preparation) {
        if (preparation.channels() == Channels.GRAY || preparation.layout() != Layout.NCHW) {
            throw new InvalidPlanException(
                    "FFmpeg's resizer prepares colour inputs in NCHW alone; this model takes %s in %s: leave the card's resizer"
                            .formatted(preparation.channels(), preparation.layout()));
        }
        return new SwscalePreparer(preparation);
    }

    @Override
    public Placement prepare(Slot slot, Tensor input, int item) {
        if (!(slot instanceof DecodedSlot decoded) || !decoded.isUpright()) {
            throw new InvalidPlanException(
                    "FFmpeg's resizer needs frames as a decoder leaves them, upright; give a video or a camera, or leave the card's resizer");
        }
        if (input.type() != ElementType.FLOAT) {
            throw new InvalidPlanException(
                    "FFmpeg's resizer prepares float inputs; this model takes %s: leave the card's resizer"
                            .formatted(input.type()));
        }
        Fitting fit = fitting(decoded);
        Swscale scale = scaler(decoded, fit);
        scale.scale(decoded);
        FloatBuffer target = targets.computeIfAbsent(input, Tensor::floats);
        Window window = fit.window();
        int stride = scale.stride() / Float.BYTES;
        int first = window.top() * stride + window.left();
        int plane = preparation.width() * preparation.height();
        boolean gapless = window.width() == stride && plane == window.width() * window.height();
        for (int c = 0; c < 3; c++) {
            FloatBuffer from = scale.floats(PLANE_OF[preparation.channels() == Channels.BGR ? 2 - c : c]);
            int at = (3 * item + c) * plane;
            if (gapless) {
                fillWhole(target, at, from, first, plane, c);
            } else {
                fillRows(target, at, from, first, stride, fit, c);
            }
        }
        return fit.placement();
    }

    private void fillWhole(FloatBuffer target, int at, FloatBuffer from, int first, int count, int channel) {
        for (int done = 0; done < count; done += CHUNK) {
            int some = Math.min(CHUNK, count - done);
            from.get(first + done, values, 0, some);
            normalise(values, 0, some, factors[channel], offsets[channel]);
            target.put(at + done, values, 0, some);
        }
    }

    /** Where there are margins, or FFmpeg leaves gaps between rows. */
    private void fillRows(
            FloatBuffer target, int at, FloatBuffer from, int first, int stride, Fitting fit, int channel) {
        int width = preparation.width();
        int filled = fit.window().width();
        System.arraycopy(margins[channel], 0, values, 0, width);
        for (int y = 0; y < preparation.height(); y++) {
            int line = y - fit.top();
            if (line < 0 || line >= fit.window().height()) {
                target.put(at + y * width, margins[channel], 0, width);
                continue;
            }
            from.get(first + line * stride, values, fit.left(), filled);
            normalise(values, fit.left(), fit.left() + filled, factors[channel], offsets[channel]);
            target.put(at + y * width, values, 0, width);
        }
    }

    /** Apart, so that the compiler sees nothing else and takes several at a time. */
    private static void normalise(float[] values, int from, int to, float factor, float offset) {
        for (int x = from; x < to; x++) {
            values[x] = values[x] * factor + offset;
        }
    }

    private Fitting fitting(DecodedSlot slot) {
        Fitting fit = fitting;
        if (fit == null
                || fit.placement().sourceWidth() != slot.width()
                || fit.placement().sourceHeight() != slot.height()) {
            fit = Fitting.of(preparation, slot.width(), slot.height());
            fitting = fit;
        }
        return fit;
    }

    private Swscale scaler(DecodedSlot slot, Fitting fit) {
        Swscale scale = scaler;
        int width = fit.window().scaledWidth();
        int height = fit.window().scaledHeight();
        if (scale == null || !scale.fits(slot, width, height)) {
            if (scale != null) {
                scale.close();
            }
            scale = Swscale.toPlanes(slot, width, height);
            scaler = scale;
        }
        return scale;
    }
}

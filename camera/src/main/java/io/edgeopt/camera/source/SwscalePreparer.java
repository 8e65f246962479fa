package io.edgeopt.camera.source;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Fitting;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The short way from a decoder's frame to an input: one pass of FFmpeg's scaler into planes of the wanted size, then one
 * look-up a value.
 */
final class SwscalePreparer implements SlotPreparer.Way {
    /** Where FFmpeg's planes have red, green and blue. */
    private static final int[] PLANE_OF = {2, 0, 1};

    private final Preparation preparation;
    private final float[][] tables;
    private final byte[] bytes;
    private final float[] row;
    private final float[][] margins;
    private @Nullable Fitting fitting;
    private @Nullable Swscale scaler;

    private SwscalePreparer(Preparation preparation) {
        this.preparation = preparation;
        this.tables = new float[3][256];
        this.margins = new float[3][preparation.width()];
        for (int c = 0; c < 3; c++) {
            float mean = preparation.mean().get(c);
            float std = preparation.std().get(c);
            for (int v = 0; v < 256; v++) {
                tables[c][v] = (v / preparation.scale() - mean) / std;
            }
            Arrays.fill(margins[c], tables[c][Preparation.PADDING]);
        }
        this.bytes = new byte[preparation.width()];
        this.row = new float[preparation.width()];
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
        FloatBuffer target = input.floats();
        int plane = preparation.width() * preparation.height();
        for (int c = 0; c < 3; c++) {
            int colour = preparation.channels() == Channels.BGR ? 2 - c : c;
            fill(target, (3 * item + c) * plane, scale.plane(PLANE_OF[colour]), scale.stride(), fit, c);
        }
        return fit.placement();
    }

    private void fill(FloatBuffer target, int at, ByteBuffer from, int stride, Fitting fit, int channel) {
        float[] table = tables[channel];
        int width = preparation.width();
        int filled = fit.window().width();
        for (int y = 0; y < preparation.height(); y++) {
            int line = y - fit.top();
            if (line < 0 || line >= fit.window().height()) {
                target.put(at + y * width, margins[channel], 0, width);
                continue;
            }
            from.get((fit.window().top() + line) * stride + fit.window().left(), bytes, 0, filled);
            if (filled < width) {
                System.arraycopy(margins[channel], 0, row, 0, width);
            }
            for (int x = 0; x < filled; x++) {
                row[fit.left() + x] = table[bytes[x] & 0xFF];
            }
            target.put(at + y * width, row, 0, width);
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

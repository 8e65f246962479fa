package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.optimizers.quantize.range.Range;
import io.edgeopt.optimizers.quantize.range.Steps;

/** The 8-bit integers of a tensor: the value of integer {@code q} is {@code (q - zeroPoint) * scale}. */
public record Grid(Steps steps, float scale, int zeroPoint) {
    private static final int MOST = 255;
    private static final int SIGNED_MOST = 127;

    public Grid {
        if (!(scale > 0) || !Float.isFinite(scale)) {
            throw new IllegalArgumentException("a scale is above zero: " + scale);
        }
    }

    /** The integers that cover {@code range}; zero is one of them exactly. */
    public static Grid over(Range range, Steps steps) {
        float scale = (float) steps.size(range);
        if (scale < Float.MIN_NORMAL) {
            // Nothing but zeros: any scale tells them.
            return new Grid(steps, 1, 0);
        }
        if (steps.isSymmetric()) {
            return new Grid(steps, scale, 0);
        }
        int zero = (int) Math.min(MOST, Math.max(0, Math.rint(-range.low() / scale)));
        // Where the largest integer means a hair more than the bound of a Clip, no runtime drops the Clip.
        while (zero == 0 && MOST * scale > (float) range.high()) {
            scale = Math.nextDown(scale);
        }
        return new Grid(steps, scale, zero);
    }

    public ElementType type() {
        return steps.isSymmetric() ? ElementType.INT8 : ElementType.UINT8;
    }

    /** The integer nearest to a value, as a byte of {@link #type}. */
    public byte of(double value) {
        double least = steps.isSymmetric() ? -SIGNED_MOST : 0;
        double most = steps.isSymmetric() ? SIGNED_MOST : MOST;
        return (byte) (int) Math.min(most, Math.max(least, Math.rint(value / scale) + zeroPoint));
    }
}

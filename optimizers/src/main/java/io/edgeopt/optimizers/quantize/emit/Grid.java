package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.optimizers.quantize.range.Range;
import io.edgeopt.optimizers.quantize.range.Steps;

/** The 8-bit integers of a tensor: the value of integer {@code q} is {@code (q - zeroPoint) * scale}. */
public record Grid(Steps steps, float scale, int zeroPoint) {
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
            return new Grid(steps, 1, steps.isSymmetric() ? 0 : steps.least());
        }
        if (steps.isSymmetric()) {
            return new Grid(steps, scale, 0);
        }
        int count = steps.count();
        int zero = (int) Math.min(count, Math.max(0, Math.rint(-range.low() / scale)));
        // Where the largest integer means a hair more than the bound of a Clip, no runtime drops the Clip.
        while (zero == 0 && count * scale > (float) range.high()) {
            scale = Math.nextDown(scale);
        }
        return new Grid(steps, scale, zero + steps.least());
    }

    /** The integers of which the lowest is {@code low} exactly, up to {@code high} or a little more. */
    public static Grid from(double low, double high, Steps steps) {
        int zero = (int) Math.max(1, Math.min(steps.count(), Math.floor(-low * steps.count() / (high - low))));
        return new Grid(steps, (float) (-low / zero), zero + steps.least());
    }

    public ElementType type() {
        return steps.isSigned() ? ElementType.INT8 : ElementType.UINT8;
    }

    /** The integer nearest to a value, as a byte of {@link #type}. */
    public byte of(double value) {
        return (byte) (int) Math.min(steps.most(), Math.max(steps.least(), Math.rint(value / scale) + zeroPoint));
    }
}

package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Float16;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Floats as 16-bit floats, which reach to 65504 and begin at 6e-8. What lies beyond becomes the nearest number that
 * there is, not infinite; what is infinite stays so.
 */
public final class HalfRange {
    private static final float LARGEST = 65504;

    private long clamped;
    private long vanished;

    public Tensor halves(Tensor floats) {
        Tensor halves = Tensor.allocate(ElementType.FLOAT16, floats.shape());
        ByteBuffer target = halves.bytes();
        for (float value : floats.toFloats()) {
            target.putShort(half(value));
        }
        return halves;
    }

    private short half(float value) {
        boolean beyond = Float.isFinite(value) && Math.abs(value) > LARGEST;
        short half = Float16.fromFloat(beyond ? Math.copySign(LARGEST, value) : value);
        clamped += beyond ? 1 : 0;
        vanished += value != 0 && (half & 0x7FFF) == 0 ? 1 : 0;
        return half;
    }

    /** What became of numbers that halves do not reach; empty where there were none. */
    Optional<String> note() {
        return clamped + vanished == 0
                ? Optional.empty()
                : Optional.of("%d numbers beyond 65504 were cut off there, %d below 3e-8 became zero"
                        .formatted(clamped, vanished));
    }
}

package io.edgeopt.testkit.net;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Numbers from a name and an index alone. Element {@code i} (row-major, from 0) of the tensor called {@code name} is
 *
 * <pre>{@code
 * seed  = FNV-1a, 64 bits, of the name's UTF-8 bytes      offset basis 0xcbf29ce484222325, prime 0x100000001b3
 * z     = seed + (i + 1) * 0x9e3779b97f4a7c15             mod 2^64; what follows is SplitMix64's finaliser
 * z     = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9
 * z     = (z ^ (z >>> 27)) * 0x94d049bb133111eb
 * z     =  z ^ (z >>> 31)
 * r     = float32((z >>> 40) - 2^23) / 2^23               in [-1, 1), exact
 * value = float32(centre) + float32(r * float32(spread))  rounded to float32 twice
 * }</pre>
 *
 * <ul>
 *   <li>Convolutions and linear layers have centre 0 and spread {@code gain * sqrt(3 / fanIn)}, computed in double, where
 *       {@code fanIn} weights meet in one output; the gain is √2 before a rectifier, 1 elsewhere, or as the network says.
 *   <li>Biases have 0 and 0.1. Normalisations have weight 1 and 0.25, bias 0 and 0.1, running mean 0 and 0.1, running
 *       variance 1 and 0.25. Recurrent layers have 0 and 1/√hidden; tokens and positions 0 and 0.1.
 *   <li>Tensors bear the names of torchvision's state dictionaries, where torchvision has the network.
 * </ul>
 */
public final class HashWeights {
    private static final float HALF_RANGE = 1 << 23;

    private HashWeights() {}

    /** A float tensor of values in {@code [centre - spread, centre + spread)}. */
    public static Tensor of(String name, double centre, double spread, long... dims) {
        Tensor tensor = Tensor.allocate(ElementType.FLOAT, Shape.of(dims));
        FloatBuffer values = tensor.floats();
        long seed = seed(name);
        float middle = (float) centre;
        float reach = (float) spread;
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, middle + unit(seed, i) * reach);
        }
        return tensor;
    }

    /** In [-1, 1), in steps of 2^-23. */
    private static float unit(long seed, long index) {
        long z = seed + (index + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        return ((z >>> 40) - HALF_RANGE) / HALF_RANGE;
    }

    private static long seed(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}

package io.edgeopt.models.architecture;

import io.edgeopt.core.data.SeededHash;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Random;

/**
 * What weights are before they learn. Each tensor's numbers depend on the seed and its name alone, so that networks that
 * share a part begin alike in it.
 */
public record FirstWeights(long seed) {
    /** Normal numbers around 0. */
    public Tensor normal(String name, double deviation, long... dims) {
        Tensor tensor = Tensor.allocate(ElementType.FLOAT, Shape.of(dims));
        FloatBuffer values = tensor.floats();
        // Its Gaussians are made with StrictMath, so they are the same on every machine.
        Random random = new Random(SeededHash.of(seed, name));
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, (float) (random.nextGaussian() * deviation));
        }
        return tensor;
    }

    /**
     * So that what rectifiers pass on keeps its spread on the way back (He et al., 2015, fan-out mode). Fan-out is counted
     * as PyTorch counts it, over all filters whatever the groups: a norm follows, so that depthwise filters may begin
     * small, and then an optimizer whose steps are of one size turns them as fast as the others.
     */
    Tensor convolution(String name, Conv form, long... dims) {
        double fanOut = (double) form.taps() * form.out();
        return normal(name, Math.sqrt(2 / fanOut), dims);
    }

    public static Tensor filled(float value, int size) {
        Tensor tensor = Tensor.allocate(ElementType.FLOAT, Shape.of(size));
        FloatBuffer values = tensor.floats();
        for (int i = 0; i < size; i++) {
            values.put(i, value);
        }
        return tensor;
    }
}

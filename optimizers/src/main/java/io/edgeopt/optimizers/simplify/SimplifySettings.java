package io.edgeopt.optimizers.simplify;

import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to simplify.
 *
 * @param shapes inputs whose free extents become fixed, by name
 * @param without names of rewrites to leave out
 * @param data inputs to compare on; where there are none, they are drawn
 * @param samples how many to draw
 * @param seed what they are drawn from
 * @param tolerance the largest difference allowed, relative to a tensor's largest magnitude
 */
public record SimplifySettings(
        Map<String, Shape> shapes,
        Set<String> without,
        List<Map<String, Tensor>> data,
        int samples,
        long seed,
        double tolerance) {
    public static final SimplifySettings DEFAULT =
            new SimplifySettings(Map.of(), Set.of(), List.of(), 3, 1, Verification.DEFAULT_TOLERANCE);

    public SimplifySettings {
        if (samples < 1) {
            throw new IllegalArgumentException("a comparison needs at least one sample, not " + samples);
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance cannot be " + tolerance);
        }
        shapes = Map.copyOf(shapes);
        without = Set.copyOf(without);
        data = List.copyOf(data);
    }

    public SimplifySettings withShapes(Map<String, Shape> changed) {
        return new SimplifySettings(changed, without, data, samples, seed, tolerance);
    }

    public SimplifySettings leavingOut(Set<String> changed) {
        return new SimplifySettings(shapes, changed, data, samples, seed, tolerance);
    }

    public SimplifySettings withData(List<Map<String, Tensor>> changed) {
        return new SimplifySettings(shapes, without, changed, samples, seed, tolerance);
    }

    public SimplifySettings withSeed(long changed) {
        return new SimplifySettings(shapes, without, data, samples, changed, tolerance);
    }
}

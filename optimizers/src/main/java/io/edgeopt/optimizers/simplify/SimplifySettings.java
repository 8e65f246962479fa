package io.edgeopt.optimizers.simplify;

import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to simplify.
 *
 * @param shapes inputs whose free extents become fixed, by name
 * @param without names of rewrites to leave out
 * @param byFrames whether convolutions over clips become convolutions over pictures, which run faster but are more nodes
 * @param data inputs to compare on; where there are none, they are drawn
 * @param samples how many to draw
 * @param seed what they are drawn from
 * @param tolerance the largest difference allowed, relative to a tensor's largest magnitude
 */
public record SimplifySettings(
        Map<String, Shape> shapes,
        Set<String> without,
        boolean byFrames,
        List<Map<String, Tensor>> data,
        int samples,
        long seed,
        double tolerance) {
    public static final SimplifySettings DEFAULT =
            new SimplifySettings(Map.of(), Set.of(), false, List.of(), 3, 1, Verification.DEFAULT_TOLERANCE);

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
        return new SimplifySettings(changed, without, byFrames, data, samples, seed, tolerance);
    }

    public SimplifySettings leavingOut(Set<String> changed) {
        return new SimplifySettings(shapes, changed, byFrames, data, samples, seed, tolerance);
    }

    /** Without ONNX Runtime's own optimisation, which hardly ever finds anything behind the rewrites. */
    public SimplifySettings byRewritesAlone() {
        Set<String> more = new HashSet<>(without);
        more.add(BasicOptimization.NAME);
        return leavingOut(more);
    }

    public SimplifySettings takingFramesApart(boolean changed) {
        return new SimplifySettings(shapes, without, changed, data, samples, seed, tolerance);
    }

    public SimplifySettings withData(List<Map<String, Tensor>> changed) {
        return new SimplifySettings(shapes, without, byFrames, changed, samples, seed, tolerance);
    }

    public SimplifySettings withSamples(int changed) {
        return new SimplifySettings(shapes, without, byFrames, data, changed, seed, tolerance);
    }

    public SimplifySettings withSeed(long changed) {
        return new SimplifySettings(shapes, without, byFrames, data, samples, changed, tolerance);
    }
}

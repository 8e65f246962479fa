package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;

/**
 * How surprised a classifier is by what is true: the cross-entropy of its softmax, over shares of classes.
 *
 * <p>A class's weight multiplies its share; the mean is over items, as PyTorch takes it for shares.
 */
public final class CrossEntropy implements Loss {
    private final String output;
    private final float[] classWeights;
    private final float smoothing;

    private CrossEntropy(String output, float[] classWeights, float smoothing) {
        this.output = output;
        this.classWeights = classWeights;
        this.smoothing = smoothing;
    }

    /** Of the tensor {@code output}, which holds scores before any softmax. */
    public static CrossEntropy of(String output) {
        return new CrossEntropy(output, new float[0], 0);
    }

    /** Counts class {@code i} {@code classWeights[i]} times, for data in which some classes are rare. */
    public CrossEntropy weighted(float... classWeights) {
        return new CrossEntropy(output, classWeights.clone(), smoothing);
    }

    /** Takes this share from what is true and spreads it over all classes. */
    public CrossEntropy smoothed(float smoothing) {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("a smoothing of %s is not between 0 and 1".formatted(smoothing));
        }
        return new CrossEntropy(output, classWeights, smoothing);
    }

    @Override
    public NDArray of(Outcome outcome) {
        ClassBatch batch = ClassBatch.of(outcome, output);
        // Reduction 1 is the mean; no index is ignored.
        String lines = "return torch.cross_entropy_loss(%s, torch.type_as(b, a), %s, 1, -100, %s)";
        if (classWeights.length == 0) {
            return Formula.of(
                    lines.formatted(batch.rows(), "None", (double) smoothing), batch.scores(), batch.shares());
        }
        NDArray weights = ClassWeights.of(outcome, classWeights, batch);
        return Formula.of(
                lines.formatted(batch.rows(), "torch.type_as(c, a)", (double) smoothing),
                batch.scores(),
                batch.shares(),
                weights);
    }
}

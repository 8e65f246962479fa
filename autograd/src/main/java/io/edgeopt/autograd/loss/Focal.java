package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;

/**
 * Cross-entropy that cares less for what is already right: each class's term is multiplied by
 * {@code alpha * (1 - p)^gamma}, where {@code p} is its probability.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal loss for dense object detection, 2017</a>
 */
public final class Focal implements Loss {
    private final String output;
    private final float gamma;
    private final float[] alpha;

    private Focal(String output, float gamma, float[] alpha) {
        if (!(gamma >= 0)) {
            throw new IllegalArgumentException("a gamma of %s is below 0".formatted(gamma));
        }
        this.output = output;
        this.gamma = gamma;
        this.alpha = alpha;
    }

    /** Of the tensor {@code output}, which holds scores before any softmax; 2 is the usual {@code gamma}. */
    public static Focal of(String output, float gamma) {
        return new Focal(output, gamma, new float[0]);
    }

    /** Multiplies class {@code i} by {@code alpha[i]}. */
    public Focal weighted(float... alpha) {
        return new Focal(output, gamma, alpha.clone());
    }

    @Override
    public NDArray of(Outcome outcome) {
        ClassBatch batch = ClassBatch.of(outcome, output);
        // The power's slope at nought is infinite for gamma below 1: a sure network stops just short of it.
        String lines = """
                logs = torch.log_softmax(%s, 1)
                rest = torch.clamp_min(torch.neg(torch.expm1(logs)), 1.0E-7)
                each = torch.mul(torch.mul(torch.pow(rest, %s), logs), torch.type_as(b, a))
                return torch.neg(torch.mean(torch.sum(%s, [1])))
                """;
        String first = batch.rows();
        if (alpha.length == 0) {
            return Formula.of(lines.formatted(first, (double) gamma, "each"), batch.scores(), batch.shares());
        }
        return Formula.of(
                lines.formatted(first, (double) gamma, "torch.mul(each, torch.type_as(c, a))"),
                batch.scores(),
                batch.shares(),
                ClassWeights.of(outcome, alpha, batch));
    }
}

package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.UnsupportedModelException;

/**
 * How differently student and teacher look at a picture: mean squared difference of their maps of mean squared
 * activations, each of length one. Channels need not agree.
 *
 * @see <a href="https://arxiv.org/abs/1612.03928">Zagoruyko and Komodakis, Paying more attention to attention, 2017</a>
 */
public final class AttentionTransfer implements Loss {
    private final FeaturePair pair;

    private AttentionTransfer(FeaturePair pair) {
        this.pair = pair;
    }

    /** Between a map of the student and one of its teacher; for several pairs see {@link Weighted}. */
    public static AttentionTransfer of(String student, String teacher) {
        return new AttentionTransfer(new FeaturePair(student, teacher));
    }

    @Override
    public boolean needsTeacher() {
        return true;
    }

    @Override
    public NDArray of(Outcome outcome) {
        FeaturePair.Found found = pair.in(outcome);
        if (found.student().getShape().dimension() < 3) {
            throw new UnsupportedModelException(
                    "'%s' has the shape %s, which is no map that could draw attention; choose"
                                    .formatted(
                                            pair.studentName(), found.student().getShape())
                            + " the output of a convolution");
        }
        String lines = found.lines() + """
                look = torch.flatten(torch.mean(torch.mul(said, said), [1]), 1)
                seen = torch.flatten(torch.mean(torch.mul(taught, taught), [1]), 1)
                return torch.mse_loss(%s, %s)
                """.formatted(Embeddings.unit("look"), Embeddings.unit("seen"));
        return Formula.of(lines, found.student(), found.teacher());
    }
}

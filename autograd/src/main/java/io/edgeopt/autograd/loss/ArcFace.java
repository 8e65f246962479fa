package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/**
 * Cross-entropy over angles between an embedding and a centre for each person, where the right angle must be smaller
 * than the others by a margin.
 *
 * <p>Where angle and margin together exceed half a turn, the cosine goes on falling in a straight line.
 *
 * @see <a href="https://arxiv.org/abs/1801.07698">Deng et al., ArcFace, 2019</a>
 */
public final class ArcFace implements Loss {
    private final String output;
    private final Centres centres;
    private final double margin;
    private final double scale;

    private ArcFace(String output, Centres centres, double margin, double scale) {
        this.output = output;
        this.centres = centres;
        this.margin = margin;
        this.scale = scale;
    }

    /**
     * With the paper's margin of 0.5 and scale of 64.
     *
     * @param output of {@code size} numbers an item
     * @param people how many there are in the data
     * @param seed of the centres at the beginning
     */
    public static ArcFace of(String output, int people, int size, long seed) {
        return new ArcFace(output, Centres.random(people, size, seed), 0.5, 64);
    }

    /** In radians. */
    public ArcFace withMargin(double changed) {
        if (!(changed >= 0 && changed < Math.PI)) {
            throw new IllegalArgumentException("a margin of %s radians is not between 0 and pi".formatted(changed));
        }
        return new ArcFace(output, centres, changed, scale);
    }

    /** What cosines are multiplied by before the softmax; fewer people want less. */
    public ArcFace withScale(double changed) {
        return new ArcFace(output, centres, margin, changed);
    }

    /** With centres that begin at these rows, one a person, rather than anywhere. */
    public ArcFace withCentres(Tensor rows) {
        return new ArcFace(output, centres.at(rows), margin, scale);
    }

    @Override
    public Map<String, Tensor> weights() {
        return centres.weights();
    }

    @Override
    public NDArray of(Outcome outcome) {
        Embeddings batch = Embeddings.of(outcome, output, centres.people());
        String lines = """
                rows = torch.flatten(a, 1)
                cosine = torch.matmul(%s, torch.t(%s))
                place = torch.unsqueeze(c, 1)
                own = torch.gather(cosine, 1, place)
                sine = torch.sqrt(torch.clamp_min(torch.sub(1., torch.mul(own, own)), 1.0E-9))
                turned = torch.sub(torch.mul(own, %s), torch.mul(sine, %s))
                turned = torch.where(torch.gt(own, %s), turned, torch.sub(own, %s))
                scores = torch.mul(torch.scatter(cosine, 1, place, turned), %s)
                return torch.cross_entropy_loss(scores, c, None, 1, -100, 0.)
                """.formatted(
                        Embeddings.unit("rows"),
                        Embeddings.unit("b"),
                        Math.cos(margin),
                        Math.sin(margin),
                        Math.cos(Math.PI - margin),
                        margin * Math.sin(Math.PI - margin),
                        scale);
        return Formula.of(lines, batch.vectors(), centres.now(outcome, batch.vectors(), output), batch.persons());
    }
}

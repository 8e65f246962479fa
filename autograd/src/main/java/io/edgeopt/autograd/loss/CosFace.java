package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/**
 * Cross-entropy over cosines between an embedding and a centre for each person, where the right cosine must be larger
 * than the others by a margin.
 *
 * @see <a href="https://arxiv.org/abs/1801.09414">Wang et al., CosFace, 2018</a>
 */
public final class CosFace implements Loss {
    private final String output;
    private final Centres centres;
    private final double margin;
    private final double scale;

    private CosFace(String output, Centres centres, double margin, double scale) {
        this.output = output;
        this.centres = centres;
        this.margin = margin;
        this.scale = scale;
    }

    /**
     * With the paper's margin of 0.35 and scale of 64.
     *
     * @param output of {@code size} numbers an item
     * @param people how many there are in the data
     * @param seed of the centres at the beginning
     */
    public static CosFace of(String output, int people, int size, long seed) {
        return new CosFace(output, Centres.random(people, size, seed), 0.35, 64);
    }

    /** As a cosine. */
    public CosFace withMargin(double changed) {
        return new CosFace(output, centres, changed, scale);
    }

    /** What cosines are multiplied by before the softmax; fewer people want less. */
    public CosFace withScale(double changed) {
        return new CosFace(output, centres, margin, changed);
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
                own = torch.sub(torch.gather(cosine, 1, place), %s)
                scores = torch.mul(torch.scatter(cosine, 1, place, own), %s)
                return torch.cross_entropy_loss(scores, c, None, 1, -100, 0.)
                """.formatted(Embeddings.unit("rows"), Embeddings.unit("b"), margin, scale);
        return Formula.of(lines, batch.vectors(), centres.now(outcome, batch.vectors(), output), batch.persons());
    }
}

package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;

/**
 * Every embedding must be nearer, by a margin, to the farthest of the same person than to the nearest of another one in
 * the batch. Distances are between embeddings brought to length one; items that lack either are left out.
 *
 * @see <a href="https://arxiv.org/abs/1703.07737">Hermans et al., In defense of the triplet loss, 2017</a>
 */
public final class Triplet implements Loss {
    /** Longer than any distance between two vectors of length one. */
    private static final double FAR = 1e3;

    private final String output;
    private final double margin;

    private Triplet(String output, double margin) {
        this.output = output;
        this.margin = margin;
    }

    /** Distances are at most 2; 0.3 is a usual margin. */
    public static Triplet of(String output, double margin) {
        return new Triplet(output, margin);
    }

    @Override
    public NDArray of(Outcome outcome) {
        Embeddings batch = Embeddings.of(outcome, output, Integer.MAX_VALUE);
        String lines = """
                rows = torch.flatten(a, 1)
                unit = %s
                alike = torch.matmul(unit, torch.t(unit))
                apart = torch.sqrt(torch.clamp_min(torch.sub(2., torch.mul(alike, 2.)), 1.0E-9))
                same = torch.eq(torch.unsqueeze(b, 0), torch.unsqueeze(b, 1))
                other = torch.logical_not(same)
                friend = torch.amax(torch.masked_fill(apart, other, 0.), [1])
                foe = torch.amin(torch.masked_fill(apart, same, %s), [1])
                whole = torch.logical_and(torch.gt(torch.sum(same, [1]), 1), torch.gt(torch.sum(other, [1]), 0))
                share = torch.type_as(whole, apart)
                each = torch.relu(torch.add(torch.sub(friend, foe), %s))
                return torch.div(torch.sum(torch.mul(each, share)), torch.clamp_min(torch.sum(share), 1.))
                """.formatted(Embeddings.unit("rows"), FAR, margin);
        return Formula.of(lines, batch.vectors(), batch.persons());
    }
}

package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Head.Activation;
import io.edgeopt.core.task.head.Priors;
import java.util.List;

/**
 * What an SSD gets wrong: the classes of its priors, and the corrections of those that answer for an object.
 *
 * <ul>
 *   <li>With a background class, priors without an object are far too many: only the three a matched prior that the
 *       network is worst at count, and three in a picture without objects.
 *   <li>Without one, every class is a question of its own, and the focal loss (gamma 2, alpha 0.25) weighs all priors.
 *   <li>Priors that lie in a crowd do not count.
 * </ul>
 *
 * @see <a href="https://arxiv.org/abs/1512.02325">Liu et al., SSD: single shot multibox detector, 2016</a>
 */
public final class SsdMultibox implements Loss {
    private final Head.Ssd head;
    private final Priors priors;
    private final int width;
    private final int height;
    private final PriorMatch match;
    private final boolean overlap;

    private SsdMultibox(Head.Ssd head, int width, int height, boolean overlap) {
        this.head = head;
        this.priors = head.priors()
                .orElseThrow(
                        () -> new InvalidPlanException("the card's SSD head has no priors, so that its boxes cannot"
                                + " be learnt; add the priors to the card"));
        this.width = width;
        this.height = height;
        this.match = new PriorMatch(priors.over(width, height));
        this.overlap = overlap;
    }

    /** For an input of that many pixels. */
    public static SsdMultibox of(Head.Ssd head, int width, int height) {
        boolean softmax = head.activation() == Activation.AUTO || head.activation() == Activation.SOFTMAX;
        if (softmax && !head.background()) {
            throw new InvalidPlanException("the card's SSD head has no background class and the activation %s; say"
                            .formatted(head.activation())
                    + " sigmoid or none");
        }
        return new SsdMultibox(head, width, height, false);
    }

    /** Judges boxes by how they overlap (GIoU) instead of by their corrections (smooth L1). */
    public SsdMultibox withOverlap() {
        return new SsdMultibox(head, width, height, true);
    }

    @Override
    public NDArray of(Outcome outcome) {
        NDArray scores = outcome.value(head.scores());
        NDArray boxes = outcome.value(head.boxes());
        Shape shape = scores.getShape();
        if (shape.dimension() != 3
                || shape.get(1) != match.count()
                || boxes.size() != shape.get(0) * match.count() * 4) {
            throw new InvalidPlanException(
                    "outputs '%s' %s and '%s' %s do not hold %d priors each; correct the card's head"
                            .formatted(head.scores(), shape, head.boxes(), boxes.getShape(), match.count()));
        }
        long classes = shape.get(2) - (head.background() ? 1 : 0);
        List<List<LabelledBox>> objects = ObjectBatch.of(outcome, shape.get(0), classes, head.scores());
        PriorTargets targets = new PriorTargets(match, objects, width, height);
        int rows = targets.rows().length;
        NDManager scope = outcome.scope();
        return Formula.of(
                lines(),
                scores,
                boxes,
                scope.create(targets.labels(), new Shape(shape.get(0), match.count())),
                scope.create(targets.rows()),
                scope.create(overlap ? targets.corners() : targets.corrections(priors), new Shape(rows, 4)),
                scope.create(targets.weights(), new Shape(rows, 1)),
                scope.create(targets.priors(), new Shape(rows, 4)));
    }

    private String lines() {
        String probable = head.activation() == Activation.NONE
                ? head.background() ? "torch.log(torch.clamp_min(a, 1.0E-7))" : BoxFormulas.logits("a")
                : "a";
        boolean softmax = head.background() && head.activation() != Activation.SIGMOID;
        return "scores = " + probable + "\n" + (softmax ? SOFTMAX : focal()) + (overlap ? giou() : SMOOTH) + """
                return torch.div(torch.add(classed, placed), torch.clamp_min(torch.sum(torch.gt(c, 0)), 1))
                """;
    }

    private static final String SOFTMAX = """
            each = torch.cross_entropy_loss(torch.flatten(scores, 0, 1), torch.flatten(c), None, 0, -1, 0.)
            each = torch.view_as(each, c)
            matched = torch.gt(c, 0)
            quota = torch.clamp_min(torch.mul(torch.sum(matched, [1], True), 3), 3)
            contest = torch.masked_fill(torch.detach(each), torch.ne(c, 0), -1.)
            place = torch.argsort(torch.argsort(contest, 1, True), 1)
            chosen = torch.logical_and(torch.lt(place, quota), torch.eq(c, 0))
            classed = torch.sum(torch.mul(each, torch.type_as(torch.logical_or(matched, chosen), each)))
            """;

    private String focal() {
        return (head.background() ? "scores = torch.narrow(scores, 2, 1, torch.sub(torch.size(scores, 2), 1))\n" : "")
                + """
                kinds = torch.add(torch.size(scores, 2), 1)
                hot = torch.narrow(torch.one_hot(torch.clamp_min(c, 0), kinds), 2, 1, torch.size(scores, 2))
                truth = torch.type_as(hot, scores)
                odds = torch.sigmoid(scores)
                miss = torch.add(odds, torch.mul(truth, torch.sub(1., torch.mul(odds, 2.))))
                weight = torch.mul(torch.add(torch.mul(truth, -0.5), 0.75), torch.pow(miss, 2))
                each = torch.binary_cross_entropy_with_logits(scores, truth, None, None, 0)
                known = torch.unsqueeze(torch.type_as(torch.ge(c, 0), scores), 2)
                classed = torch.sum(torch.mul(torch.mul(each, weight), known))
                """;
    }

    private static final String SMOOTH = """
            found = torch.index_select(torch.reshape(b, [-1, 4]), 0, d)
            each = torch.smooth_l1_loss(found, torch.type_as(e, found), 0, 1.)
            placed = torch.sum(torch.mul(each, torch.type_as(f, each)))
            """;

    private String giou() {
        // Beyond the limit a box is four hundred times its prior: the network is ill, and infinity would not help it.
        return """
                found = torch.index_select(torch.reshape(b, [-1, 4]), 0, d)
                prior = torch.type_as(g, found)
                extent = torch.narrow(prior, 1, 2, 2)
                middle = torch.mul(torch.mul(torch.narrow(found, 1, 0, 2), %s), extent)
                middle = torch.add(middle, torch.narrow(prior, 1, 0, 2))
                growth = torch.exp(torch.clamp_max(torch.mul(torch.narrow(found, 1, 2, 2), %s), 6.))
                half = torch.mul(torch.mul(growth, extent), 0.5)
                box = torch.cat([torch.sub(middle, half), torch.add(middle, half)], 1)
                truth = e
                """.formatted((double) priors.centerVariance(), (double) priors.sizeVariance())
                + BoxFormulas.GIOU
                + "placed = torch.sum(torch.mul(far, torch.type_as(torch.squeeze(f, 1), far)))\n";
    }
}

package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Head.Activation;
import java.util.function.Function;

/**
 * How far a detector is from its teacher: divergence of the scores of all cells or priors, and difference of the boxes
 * of those that the teacher is sure of, both over how many it is sure of. Boxes differ by smooth L1, distributions of
 * distances by their divergence.
 *
 * <p>Both must have the same head: the same grids or priors, classes, and names of outputs.
 */
public final class DetectorMimic implements Loss {
    private final Function<Outcome, NDArray> table;
    private final boolean softmax;
    private final int bins;

    private DetectorMimic(Function<Outcome, NDArray> table, boolean softmax, int bins) {
        this.table = table;
        this.softmax = softmax;
        this.bins = bins;
    }

    public static DetectorMimic of(Head.Ssd head) {
        boolean softmax = head.background() && head.activation() != Activation.SIGMOID;
        String scores = head.activation() == Activation.NONE
                ? softmax ? "torch.log(torch.clamp_min(a, 1.0E-7))" : BoxFormulas.logits("a")
                : "a";
        // Where each class is a question of its own, the background's column says nothing.
        String lines = "scores = " + scores + "\n"
                + (head.background() && !softmax
                        ? "scores = torch.narrow(scores, 2, 1, torch.sub(torch.size(scores, 2), 1))\n"
                        : "")
                + "return torch.cat([scores, torch.reshape(b, [torch.size(a, 0), torch.size(a, 1), 4])], 2)";
        return new DetectorMimic(
                outcome -> Formula.of(lines, outcome.value(head.scores()), outcome.value(head.boxes())), softmax, 1);
    }

    /** For an input of that many pixels. */
    public static DetectorMimic of(Head.AnchorFree head, int width, int height) {
        AnchorFree truth = AnchorFree.of(head, width, height);
        return new DetectorMimic(truth::table, false, head.regMax() + 1);
    }

    @Override
    public boolean needsTeacher() {
        return true;
    }

    @Override
    public NDArray of(Outcome outcome) {
        NDArray said = table.apply(outcome);
        NDArray taught = table.apply(new Outcome(
                outcome.teacher(), outcome.teacher(), outcome.targets(), outcome.weights(), outcome.scope()));
        Shape shape = said.getShape();
        if (!shape.equals(taught.getShape())) {
            throw new InvalidPlanException(
                    "student and teacher give tables of %s and %s for their cells; both must have"
                                    .formatted(shape, taught.getShape())
                            + " the same head");
        }
        long numbers = 4L * bins;
        long classes = shape.get(2) - numbers;
        String lines = """
                teacher = torch.type_as(b, a)
                said, taught = torch.narrow(a, 2, 0, %1$s), torch.narrow(teacher, 2, 0, %1$s)
                boxes, wise = torch.narrow(a, 2, %1$s, %2$s), torch.narrow(teacher, 2, %1$s, %2$s)
                """.formatted(classes, numbers)
                + (softmax ? SOFTMAX : SIGMOID)
                + (bins == 1 ? PLAIN : DISTRIBUTIONS.formatted(bins))
                + """
                placed = torch.sum(torch.mul(far, sure))
                return torch.div(torch.add(torch.sum(each), placed), torch.clamp_min(torch.sum(sure), 1.))
                """;
        return Formula.of(lines, said, taught);
    }

    private static final String SOFTMAX = """
            wisdom = torch.log_softmax(taught, 2)
            odds = torch.exp(wisdom)
            each = torch.mul(odds, torch.sub(wisdom, torch.log_softmax(said, 2)))
            sure = torch.sub(1., torch.select(odds, 2, 0))
            """;

    private static final String SIGMOID = """
            odds = torch.sigmoid(taught)
            least = torch.binary_cross_entropy_with_logits(taught, odds, None, None, 0)
            each = torch.sub(torch.binary_cross_entropy_with_logits(said, odds, None, None, 0), least)
            sure = torch.amax(odds, [2])
            """;

    private static final String PLAIN = "far = torch.mean(torch.smooth_l1_loss(boxes, wise, 0, 1.), [2])\n";

    private static final String DISTRIBUTIONS = """
            mine = torch.log_softmax(torch.unflatten(boxes, 2, [4, %1$s]), 3)
            theirs = torch.log_softmax(torch.unflatten(wise, 2, [4, %1$s]), 3)
            far = torch.mean(torch.sum(torch.mul(torch.exp(theirs), torch.sub(theirs, mine)), [3]), [2])
            """;
}

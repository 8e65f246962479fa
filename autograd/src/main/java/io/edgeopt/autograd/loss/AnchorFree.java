package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Head.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * What an anchor-free detector gets wrong: scores that are not the quality of their box (varifocal loss), boxes that do
 * not overlap with their object (GIoU, twice), and distributions of distances that are not sharp (distribution focal
 * loss, a quarter), as in NanoDet and PicoDet. Cells are assigned anew for each batch by {@link TaskAligned}.
 *
 * @see <a href="https://arxiv.org/abs/2008.13367">Zhang et al., VarifocalNet, 2021</a>
 * @see <a href="https://arxiv.org/abs/2006.04388">Li et al., Generalized focal loss, 2020</a>
 */
public final class AnchorFree implements Loss {
    private static final String SCORES = """
            quality = torch.clamp_min(torch.type_as(b, a), 0.)
            odds = torch.sigmoid(logits)
            weight = torch.where(torch.gt(quality, 0.), quality, torch.mul(torch.pow(odds, 2), 0.75))
            weight = torch.mul(weight, torch.type_as(torch.ge(b, 0.), a))
            each = torch.binary_cross_entropy_with_logits(logits, quality, None, None, 0)
            total = torch.sum(torch.mul(each, weight))
            share = torch.type_as(e, a)
            answer = torch.type_as(d, a)
            """;
    /** GIoU does not change while a distance is below zero; the last term leads it out of there. */
    private static final String PLAIN = """
            away = rows
            extra = torch.mean(torch.relu(torch.neg(away)), [1])
            """;

    private static final String DISTRIBUTIONS = """
            logs = torch.log_softmax(torch.reshape(rows, [-1, 4, %1$s]), 2)
            away = torch.sum(torch.mul(torch.exp(logs), torch.type_as(torch.arange(%1$s), logs)), [2])
            clear = torch.clamp(answer, 0., %1$s - 1.01)
            left = torch.floor(clear)
            bin = torch.unsqueeze(torch.to(left, 4), 2)
            over = torch.sub(clear, left)
            near = torch.mul(torch.squeeze(torch.gather(logs, 2, bin), 2), torch.sub(over, 1.))
            next = torch.mul(torch.squeeze(torch.gather(logs, 2, torch.add(bin, 1)), 2), over)
            extra = torch.mul(torch.mean(torch.sub(near, next), [1]), 0.25)
            """;

    private static final String BOXES = """
            box = torch.cat([torch.neg(torch.narrow(away, 1, 0, 2)), torch.narrow(away, 1, 2, 2)], 1)
            truth = torch.cat([torch.neg(torch.narrow(answer, 1, 0, 2)), torch.narrow(answer, 1, 2, 2)], 1)
            """ + BoxFormulas.GIOU + """
            placed = torch.sum(torch.mul(torch.add(torch.mul(far, 2.), extra), share))
            return torch.div(torch.add(total, placed), torch.clamp_min(torch.sum(quality), 1.))
            """;

    private final Head.AnchorFree head;
    private final CellGrid grid;

    private AnchorFree(Head.AnchorFree head, CellGrid grid) {
        this.head = head;
        this.grid = grid;
    }

    /** For an input of that many pixels. */
    public static AnchorFree of(Head.AnchorFree head, int width, int height) {
        if (head.activation() == Activation.AUTO || head.activation() == Activation.SOFTMAX) {
            throw new InvalidPlanException("the card's anchor-free head has the activation %s; say sigmoid or none"
                    .formatted(head.activation()));
        }
        return new AnchorFree(head, new CellGrid(head.strides(), width, height));
    }

    @Override
    public NDArray of(Outcome outcome) {
        NDArray table = table(outcome);
        return of(outcome, table, targets(outcome, table));
    }

    /** All cells of all grids: a row a cell, its logits and then its distances as the network gives them. */
    NDArray table(Outcome outcome) {
        List<NDArray> arrays = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        List<String> boxes = new ArrayList<>();
        for (int level = 0; level < head.strides().size(); level++) {
            scores.add(rows(outcome, head.scores().get(level), level, arrays));
            boxes.add(rows(outcome, head.boxes().get(level), level, arrays));
        }
        String all = "torch.cat([%s], 1)".formatted(String.join(", ", scores));
        String logits = head.activation() == Activation.NONE ? BoxFormulas.logits(all) : all;
        return Formula.of(
                "return torch.cat([%s, torch.cat([%s], 1)], 2)".formatted(logits, String.join(", ", boxes)),
                arrays.toArray(new NDArray[0]));
    }

    private String rows(Outcome outcome, String name, int level, List<NDArray> arrays) {
        NDArray array = outcome.value(name);
        Shape shape = array.getShape();
        int cells = grid.count(level);
        char argument = (char) ('a' + arrays.size());
        arrays.add(array);
        if (shape.dimension() == 3 && shape.get(1) == cells) {
            return String.valueOf(argument);
        }
        if (shape.dimension() == 3 && shape.get(2) == cells) {
            return "torch.transpose(%s, 1, 2)".formatted(argument);
        }
        if (shape.dimension() == 4 && shape.get(2) * shape.get(3) == cells) {
            return "torch.transpose(torch.flatten(%s, 2), 1, 2)".formatted(argument);
        }
        throw new InvalidPlanException(
                "output '%s' has the shape %s, expected N x %d cells x channels; correct the head"
                                .formatted(name, shape, cells)
                        + " in the model's card");
    }

    CellTargets targets(Outcome outcome, NDArray table) {
        int bins = head.regMax() + 1;
        int classes = classes(table);
        List<List<LabelledBox>> objects = ObjectBatch.of(
                outcome, table.getShape().get(0), classes, head.scores().get(0));
        String away = bins == 1
                ? "away"
                : "torch.sum(torch.mul(torch.softmax(torch.unflatten(away, 2, [4, %s]), 3), torch.arange(%s)), [3])"
                        .formatted(bins, bins);
        String lines = """
                table = torch.to(torch.detach(a), 6)
                away = torch.narrow(table, 2, %s, %s)
                return torch.cat([torch.sigmoid(torch.narrow(table, 2, 0, %s)), %s], 2)
                """.formatted(classes, 4 * bins, classes, away);
        try (NDArray seen = Formula.of(lines, table)) {
            return TaskAligned.of(grid, classes, seen.toFloatArray(), objects);
        }
    }

    private int classes(NDArray table) {
        int bins = head.regMax() + 1;
        int classes = (int) table.getShape().get(2) - 4 * bins;
        if (classes < 1) {
            throw new InvalidPlanException("the scores and boxes of a cell are %d numbers, too few for 4 x %d of a box;"
                            .formatted(table.getShape().get(2), bins)
                    + " correct the head in the model's card");
        }
        return classes;
    }

    NDArray of(Outcome outcome, NDArray table, CellTargets targets) {
        int bins = head.regMax() + 1;
        int classes = classes(table);
        NDManager scope = outcome.scope();
        String lines = """
                logits = torch.narrow(a, 2, 0, %s)
                rows = torch.index_select(torch.reshape(torch.narrow(a, 2, %s, %s), [-1, %s]), 0, c)
                """.formatted(classes, classes, 4 * bins, 4 * bins)
                + SCORES
                + (bins == 1 ? PLAIN : DISTRIBUTIONS.formatted(bins))
                + BOXES;
        int rows = targets.rows().length;
        return Formula.of(
                lines,
                table,
                scope.create(
                        targets.quality(),
                        new Shape(table.getShape().get(0), table.getShape().get(1), classes)),
                scope.create(targets.rows()),
                scope.create(targets.distances(), new Shape(rows, 4)),
                scope.create(targets.weights()));
    }
}

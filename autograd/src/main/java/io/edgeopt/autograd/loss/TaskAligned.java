package io.edgeopt.autograd.loss;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which cells answer for which object: of those whose middle is inside it, the ten whose answer is already best, by
 * score times the sixth power of the overlap.
 *
 * <p>Chosen over SimOTA because what it ranks by is what suppression ranks by later, it solves no matching problem for
 * each picture, and it has two settings, which nobody needs to touch.
 *
 * @see <a href="https://arxiv.org/abs/2108.07755">Feng et al., TOOD: task-aligned one-stage object detection, 2021</a>
 */
final class TaskAligned {
    private static final int ANSWERS = 10;
    private static final int NOBODY = -1;

    /** Where a new network overlaps with nothing, all answers are equally good instead of equally worthless. */
    private static final double TINY = 1e-9;
    /** The least score that an object's best cell should give. */
    private static final float LEAST = 0.1f;

    private final CellGrid grid;
    private final int classes;
    /** A row a cell of the batch: scores of the classes, then distances in strides. */
    private final float[] seen;

    private record Bid(int cell, double fit, float overlap, double away) {}

    private TaskAligned(CellGrid grid, int classes, float[] seen) {
        this.grid = grid;
        this.classes = classes;
        this.seen = seen;
    }

    /** The targets of a batch of which the network said {@code seen}. */
    static CellTargets of(CellGrid grid, int classes, float[] seen, List<List<LabelledBox>> objects) {
        CellTargets targets = new CellTargets(objects.size(), grid.count(), classes);
        TaskAligned assigner = new TaskAligned(grid, classes, seen);
        for (int item = 0; item < objects.size(); item++) {
            assigner.assign(item * grid.count(), objects.get(item), targets);
        }
        return targets;
    }

    private void assign(int first, List<LabelledBox> objects, CellTargets targets) {
        int[] owner = new int[grid.count()];
        Bid[] best = new Bid[grid.count()];
        Arrays.fill(owner, NOBODY);
        for (int object = 0; object < objects.size(); object++) {
            if (ObjectBatch.teaches(objects.get(object))) {
                for (Bid bid : bids(first, objects.get(object))) {
                    if (owner[bid.cell()] == NOBODY || bid.overlap() > best[bid.cell()].overlap()) {
                        owner[bid.cell()] = object;
                        best[bid.cell()] = bid;
                    }
                }
            }
        }
        double[] fit = new double[objects.size()];
        float[] overlap = new float[objects.size()];
        for (int cell = 0; cell < owner.length; cell++) {
            if (owner[cell] != NOBODY) {
                fit[owner[cell]] = Math.max(fit[owner[cell]], best[cell].fit());
                overlap[owner[cell]] = Math.max(overlap[owner[cell]], best[cell].overlap());
            }
        }
        for (int cell = 0; cell < owner.length; cell++) {
            int object = owner[cell];
            if (object != NOBODY) {
                double share = (best[cell].fit() + TINY) / (fit[object] + TINY) * Math.max(LEAST, overlap[object]);
                LabelledBox found = objects.get(object);
                targets.add(first + cell, found.label(), distances(cell, found.box()), (float) share);
            } else if (inCrowd(cell, objects)) {
                targets.ignore(first + cell);
            }
        }
    }

    private List<Bid> bids(int first, LabelledBox object) {
        List<Bid> bids = new ArrayList<>();
        int nearest = 0;
        for (int cell = 0; cell < grid.count(); cell++) {
            if (isInside(cell, object.box())) {
                bids.add(bid(first, cell, object));
            }
            nearest = away(cell, object.box()) < away(nearest, object.box()) ? cell : nearest;
        }
        if (bids.isEmpty()) {
            bids.add(bid(first, nearest, object));
        }
        bids.sort(Comparator.comparingDouble((Bid bid) -> -bid.fit()).thenComparingDouble(Bid::away));
        return bids.subList(0, Math.min(ANSWERS, bids.size()));
    }

    private Bid bid(int first, int cell, LabelledBox object) {
        int row = (first + cell) * (classes + 4);
        int at = row + classes;
        int stride = grid.stride(cell);
        Box said = new Box(
                grid.x(cell) - seen[at] * stride,
                grid.y(cell) - seen[at + 1] * stride,
                grid.x(cell) + seen[at + 2] * stride,
                grid.y(cell) + seen[at + 3] * stride);
        float overlap = said.overlap(object.box());
        double fit = seen[row + object.label()] * Math.pow(overlap, 6);
        return new Bid(cell, fit, overlap, away(cell, object.box()));
    }

    private float[] distances(int cell, Box box) {
        float stride = grid.stride(cell);
        return new float[] {
            (grid.x(cell) - box.left()) / stride,
            (grid.y(cell) - box.top()) / stride,
            (box.right() - grid.x(cell)) / stride,
            (box.bottom() - grid.y(cell)) / stride
        };
    }

    private double away(int cell, Box box) {
        double x = (box.left() + box.right()) / 2 - grid.x(cell);
        double y = (box.top() + box.bottom()) / 2 - grid.y(cell);
        return x * x + y * y;
    }

    private boolean inCrowd(int cell, List<LabelledBox> objects) {
        return objects.stream().anyMatch(object -> object.crowd() && isInside(cell, object.box()));
    }

    private boolean isInside(int cell, Box box) {
        return grid.x(cell) > box.left()
                && grid.x(cell) < box.right()
                && grid.y(cell) > box.top()
                && grid.y(cell) < box.bottom();
    }
}

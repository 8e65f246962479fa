package io.edgeopt.core.task.head;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;

/** Distances from the middles of cells to the edges of boxes; where they are distributions, their means. */
final class AnchorFreeDecoder {
    private AnchorFreeDecoder() {}

    static Prediction decode(Head.AnchorFree head, Outputs outputs, int item, View view) {
        Candidates candidates = new Candidates(head.suppression());
        for (int level = 0; level < head.strides().size(); level++) {
            int stride = head.strides().get(level);
            int columns = (view.width() + stride - 1) / stride;
            int rows = (view.height() + stride - 1) / stride;
            Tensor scoreTable = outputs.named(head.scores().get(level));
            Tensor boxTable = outputs.named(head.boxes().get(level));
            int cells = rows * columns;
            float[] scores = rows(scoreTable, head.scores().get(level), item, cells);
            float[] boxes = rows(boxTable, head.boxes().get(level), item, cells);
            int bins = head.regMax() + 1;
            if (boxes.length != cells * 4 * bins) {
                throw Outputs.unexpected(
                        "output '" + head.boxes().get(level) + "'",
                        boxTable.shape(),
                        "%d cells of 4 x %d numbers".formatted(cells, bins));
            }
            int classes = scores.length / cells;
            ClassActivation.rows(head.activation(), scores, classes);
            for (int cell = 0; cell < cells; cell++) {
                if (candidates.passes(scores, cell * classes, classes, 1)) {
                    float x = (cell % columns + 0.5f) * stride;
                    int row = cell / columns;
                    float y = (row + 0.5f) * stride;
                    int at = cell * 4 * bins;
                    Box box = new Box(
                            x - distance(boxes, at, bins) * stride,
                            y - distance(boxes, at + bins, bins) * stride,
                            x + distance(boxes, at + 2 * bins, bins) * stride,
                            y + distance(boxes, at + 3 * bins, bins) * stride);
                    candidates.add(box, scores, cell * classes, classes, 1);
                }
            }
        }
        return candidates.on(view);
    }

    private static float distance(float[] values, int at, int bins) {
        if (bins == 1) {
            return values[at];
        }
        ClassActivation.softmax(values, at, bins);
        float mean = 0;
        for (int i = 0; i < bins; i++) {
            mean += i * values[at + i];
        }
        return mean;
    }

    /** A row a cell, whether the output has the cells before the channels or, as convolutions give it, behind them. */
    private static float[] rows(Tensor output, String name, int item, int cells) {
        Shape shape = output.shape();
        float[] values = Outputs.item(output, item);
        boolean cellsFirst = shape.rank() == 3 && shape.dim(1) == cells;
        boolean cellsLast = (shape.rank() == 3 && shape.dim(2) == cells)
                || (shape.rank() == 4 && shape.dim(2) * shape.dim(3) == cells);
        if (!cellsFirst && !cellsLast) {
            throw Outputs.unexpected("output '" + name + "'", shape, "N x %d cells x channels".formatted(cells));
        }
        return cellsFirst ? values : transposed(values, cells);
    }

    static float[] transposed(float[] values, int cells) {
        int channels = values.length / cells;
        float[] rows = new float[values.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int cell = 0; cell < cells; cell++) {
                rows[cell * channels + channel] = values[channel * cells + cell];
            }
        }
        return rows;
    }
}

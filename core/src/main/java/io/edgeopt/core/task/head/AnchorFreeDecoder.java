package io.edgeopt.core.task.head;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.OptionalInt;

/** Distances from the middles of cells to the edges of boxes; where they are distributions, their means. */
final class AnchorFreeDecoder {
    private AnchorFreeDecoder() {}

    static Prediction decode(Head.AnchorFree head, Outputs outputs, int item, View view) {
        Candidates candidates = new Candidates(head.suppression());
        read(head, outputs, item, view, candidates);
        return candidates.on(view);
    }

    static void read(Head.AnchorFree head, Outputs outputs, int item, View view, BoxSink sink) {
        for (int level = 0; level < head.strides().size(); level++) {
            int stride = head.strides().get(level);
            int columns = (view.width() + stride - 1) / stride;
            int rows = (view.height() + stride - 1) / stride;
            String scoreName = head.scores().get(level);
            String boxName = head.boxes().get(level);
            Tensor scoreTable = outputs.named(scoreName);
            Tensor boxTable = outputs.named(boxName);
            int cells = rows * columns;
            float[] scores = rows(scoreTable, scoreName, item, cells);
            float[] boxes = rows(boxTable, boxName, item, cells);
            int bins = head.regMax() + 1;
            if (boxes.length != cells * 4 * bins) {
                throw Outputs.unexpected(
                        "output '" + boxName + "'",
                        boxTable.shape(),
                        "%d cells of 4 x %d numbers".formatted(cells, bins));
            }
            int classes = scores.length / cells;
            ClassActivation.rows(head.activation(), scores, classes);
            boolean scoresFirst = cellsFirst(scoreTable.shape(), cells);
            boolean boxesFirst = cellsFirst(boxTable.shape(), cells);
            for (int cell = 0; cell < cells; cell++) {
                if (sink.wants(scores, cell * classes, classes, 1)) {
                    float x = (cell % columns + 0.5f) * stride;
                    int row = cell / columns;
                    float y = (row + 0.5f) * stride;
                    int at = cell * 4 * bins;
                    Box box = new Box(
                            x - distance(boxes, at, bins) * stride,
                            y - distance(boxes, at + bins, bins) * stride,
                            x + distance(boxes, at + 2 * bins, bins) * stride,
                            y + distance(boxes, at + 3 * bins, bins) * stride);
                    int here = cell;
                    sink.add(
                            box,
                            scores,
                            cell * classes,
                            classes,
                            1,
                            label -> new ScorePlace(
                                    scoreName,
                                    scoresFirst ? here * classes + label : label * cells + here,
                                    OptionalInt.empty(),
                                    head.activation() == Head.Activation.SIGMOID,
                                    boxName,
                                    boxesFirst ? at : here));
                }
            }
        }
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
        boolean cellsFirst = cellsFirst(shape, cells);
        boolean cellsLast = (shape.rank() == 3 && shape.dim(2) == cells)
                || (shape.rank() == 4 && shape.dim(2) * shape.dim(3) == cells);
        if (!cellsFirst && !cellsLast) {
            throw Outputs.unexpected("output '" + name + "'", shape, "N x %d cells x channels".formatted(cells));
        }
        return cellsFirst ? values : transposed(values, cells);
    }

    private static boolean cellsFirst(Shape shape, int cells) {
        return shape.rank() == 3 && shape.dim(1) == cells;
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

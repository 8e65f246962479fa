package io.edgeopt.core.task.head;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.OptionalInt;

/** The outputs of the YOLO family, which differ in how a box is written and in whether there is an objectness. */
final class YoloDecoder {
    /** Centre, size and objectness stand before the classes. */
    private static final int BEFORE_CLASSES = 5;

    private YoloDecoder() {}

    static Prediction yolox(Head.Yolox head, Outputs outputs, int item, View view) {
        Candidates candidates = new Candidates(head.suppression());
        readYolox(head, outputs, item, view, candidates);
        return candidates.on(view);
    }

    static void readYolox(Head.Yolox head, Outputs outputs, int item, View view, BoxSink sink) {
        String name = outputs.name(head.output());
        Tensor output = outputs.named(name);
        int columns = columns(output);
        float[] rows = Outputs.item(output, item);
        int cells = 0;
        for (int stride : head.strides()) {
            cells += gridColumns(view, stride) * gridRows(view, stride);
        }
        if (cells * columns != rows.length) {
            throw Outputs.unexpected(
                    "the YOLOX output",
                    output.shape(),
                    "%d cells for strides %s at %d x %d".formatted(cells, head.strides(), view.width(), view.height()));
        }
        int at = 0;
        for (int stride : head.strides()) {
            for (int row = 0; row < gridRows(view, stride); row++) {
                for (int column = 0; column < gridColumns(view, stride); column++) {
                    Box box = Candidates.centered(
                            (rows[at] + column) * stride,
                            (rows[at + 1] + row) * stride,
                            (float) Math.exp(rows[at + 2]) * stride,
                            (float) Math.exp(rows[at + 3]) * stride);
                    add(sink, box, rows, at, columns, name, /* logits= */ false);
                    at += columns;
                }
            }
        }
    }

    static Prediction yolov5(Head.Yolov5 head, Outputs outputs, int item, View view) {
        Candidates candidates = new Candidates(head.suppression());
        readYolov5(head, outputs, item, candidates);
        return candidates.on(view);
    }

    static void readYolov5(Head.Yolov5 head, Outputs outputs, int item, BoxSink sink) {
        if (head.grids().isEmpty()) {
            String name = outputs.name(head.output());
            Tensor output = outputs.named(name);
            int columns = columns(output);
            float[] rows = Outputs.item(output, item);
            for (int at = 0; at + columns <= rows.length; at += columns) {
                Box box = Candidates.centered(rows[at], rows[at + 1], rows[at + 2], rows[at + 3]);
                add(sink, box, rows, at, columns, name, /* logits= */ false);
            }
        }
        for (Head.AnchorGrid grid : head.grids()) {
            raw(grid, outputs.named(grid.output()), item, sink);
        }
    }

    private static void raw(Head.AnchorGrid grid, Tensor output, int item, BoxSink sink) {
        Shape shape = output.shape();
        int anchors = grid.anchors().size() / 2;
        if (shape.rank() != 5 || shape.dim(1) != anchors) {
            throw Outputs.unexpected(
                    "output '" + grid.output() + "'",
                    shape,
                    "N x %d anchors x rows x columns x (5 + classes)".formatted(anchors));
        }
        int gridRows = Math.toIntExact(shape.dim(2));
        int gridColumns = Math.toIntExact(shape.dim(3));
        int columns = columns(output);
        float[] rows = Outputs.item(output, item);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ClassActivation.sigmoid(rows[i]);
        }
        for (int place = 0; place < anchors * gridRows * gridColumns; place++) {
            int at = place * columns;
            int column = place % gridColumns;
            int row = place / gridColumns % gridRows;
            int anchor = place / gridColumns / gridRows;
            float wide = 2 * rows[at + 2];
            float high = 2 * rows[at + 3];
            Box box = Candidates.centered(
                    (2 * rows[at] - 0.5f + column) * grid.stride(),
                    (2 * rows[at + 1] - 0.5f + row) * grid.stride(),
                    wide * wide * grid.anchors().get(2 * anchor),
                    high * high * grid.anchors().get(2 * anchor + 1));
            add(sink, box, rows, at, columns, grid.output(), /* logits= */ true);
        }
    }

    static Prediction yolov8(Head.Yolov8 head, Outputs outputs, int item, View view) {
        Candidates candidates = new Candidates(head.suppression());
        readYolov8(head, outputs, item, candidates);
        return candidates.on(view);
    }

    static void readYolov8(Head.Yolov8 head, Outputs outputs, int item, BoxSink sink) {
        String name = outputs.name(head.output());
        Tensor output = outputs.named(name);
        if (output.shape().rank() != 3 || output.shape().dim(1) <= 4) {
            throw Outputs.unexpected("the YOLOv8 output", output.shape(), "N x (4 + classes) x cells");
        }
        int columns = Math.toIntExact(output.shape().dim(1));
        int cells = Math.toIntExact(output.shape().dim(2));
        float[] rows = AnchorFreeDecoder.transposed(Outputs.item(output, item), cells);
        for (int at = 0; at < rows.length; at += columns) {
            if (sink.wants(rows, at + 4, columns - 4, 1)) {
                int cell = at / columns;
                Box box = Candidates.centered(rows[at], rows[at + 1], rows[at + 2], rows[at + 3]);
                sink.add(
                        box,
                        rows,
                        at + 4,
                        columns - 4,
                        1,
                        label -> new ScorePlace(
                                name,
                                (4 + label) * cells + cell,
                                OptionalInt.empty(),
                                /* logits= */ false,
                                name,
                                cell));
            }
        }
    }

    private static void add(BoxSink sink, Box box, float[] rows, int at, int columns, String output, boolean logits) {
        int classes = columns - BEFORE_CLASSES;
        float objectness = rows[at + 4];
        if (sink.wants(rows, at + BEFORE_CLASSES, classes, objectness)) {
            sink.add(
                    box,
                    rows,
                    at + BEFORE_CLASSES,
                    classes,
                    objectness,
                    label -> new ScorePlace(
                            output, at + BEFORE_CLASSES + label, OptionalInt.of(at + 4), logits, output, at));
        }
    }

    private static int columns(Tensor output) {
        int columns =
                output.shape().rank() < 3 ? 0 : Math.toIntExact(output.shape().dim(-1));
        if (columns <= BEFORE_CLASSES) {
            throw Outputs.unexpected("the YOLO output", output.shape(), "N x boxes x (4 + 1 + classes)");
        }
        return columns;
    }

    private static int gridColumns(View view, int stride) {
        return (view.width() + stride - 1) / stride;
    }

    private static int gridRows(View view, int stride) {
        return (view.height() + stride - 1) / stride;
    }
}

package io.edgeopt.core.model;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Head.Activation;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out what a detector's outputs mean from what it answered to one picture, and from how many labels it has. */
public final class HeadGuess {
    /** The detectors that can be told by their outputs. */
    public enum Kind {
        /** Scores and distances from the cells of grids: FCOS, NanoDet, PicoDet. */
        ANCHOR_FREE,
        /** A table of scores and a table of final boxes. */
        SSD,
        YOLOX,
        YOLOV5,
        YOLOV8;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int[] STRIDES = {4, 8, 16, 32, 64, 128};
    /** How far beyond a picture, as a fraction of it, a network may put a corner. */
    private static final float FARTHEST = 3;

    private final Map<String, Tensor> outputs;
    private final ImageSize input;
    private final int labels;

    private HeadGuess(Map<String, Tensor> outputs, ImageSize input, int labels) {
        this.outputs = new LinkedHashMap<>(outputs);
        this.input = input;
        this.labels = labels;
    }

    /**
     * The head that fits; fails where none does.
     *
     * @param kind the only one to try, if the user knows it
     * @param outputs what the network answered to one picture
     * @param input the picture's size for the network
     * @param labels how many classes it is to tell apart
     */
    public static Head of(String name, Optional<Kind> kind, Map<String, Tensor> outputs, ImageSize input, int labels) {
        HeadGuess guess = new HeadGuess(outputs, input, labels);
        List<Kind> tried = kind.map(List::of).orElseGet(() -> List.of(Kind.values()));
        return tried.stream()
                .flatMap(one -> guess.as(one).stream())
                .findFirst()
                .orElseThrow(() -> new UnsupportedModelException(
                        "%s answers %s at %s pixels, which is no %s of %d labels; correct --labels, --size or --head, or describe the head in a card"
                                .formatted(
                                        name,
                                        guess.shapes(),
                                        input,
                                        tried.stream().map(Kind::toString).collect(Collectors.joining(", ")),
                                        labels)));
    }

    /** The word that a card and a user have for a head. */
    public static String kindOf(Head head) {
        return CardNames.of(head.getClass().getSimpleName()).replace('_', '-');
    }

    private String shapes() {
        return outputs.entrySet().stream()
                .map(output -> output.getKey() + " " + output.getValue().shape())
                .collect(Collectors.joining(", "));
    }

    private Optional<? extends Head> as(Kind kind) {
        return switch (kind) {
            case ANCHOR_FREE -> anchorFree();
            case SSD -> ssd();
            case YOLOX ->
                single(cells(8, 16, 32), labels + 5)
                        .map(output -> new Head.Yolox(Optional.of(output), List.of(8, 16, 32), Suppression.DEFAULT));
            case YOLOV5 ->
                single(3 * cells(8, 16, 32), labels + 5)
                        .map(output -> new Head.Yolov5(Optional.of(output), List.of(), Suppression.DEFAULT));
            case YOLOV8 ->
                single(labels + 4, cells(8, 16, 32))
                        .map(output -> new Head.Yolov8(Optional.of(output), Suppression.DEFAULT));
        };
    }

    private int cells(int... strides) {
        return Arrays.stream(strides)
                .map(stride -> ((input.width() + stride - 1) / stride) * ((input.height() + stride - 1) / stride))
                .sum();
    }

    /** The only output, where it is such a table. */
    private Optional<String> single(int rows, int columns) {
        Map.Entry<String, Tensor> first = outputs.entrySet().iterator().next();
        return outputs.size() == 1 && first.getValue().shape().equals(Shape.of(1, rows, columns))
                ? Optional.of(first.getKey())
                : Optional.empty();
    }

    private Optional<Head> ssd() {
        List<String> names = List.copyOf(outputs.keySet());
        if (names.size() != 2) {
            return Optional.empty();
        }
        // Scores come first where both could be either.
        return IntStream.range(0, 2)
                .mapToObj(i -> ssd(names.get(i), names.get(1 - i)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Head> ssd(String scores, String boxes) {
        Shape table = shape(scores);
        Shape corners = shape(boxes);
        boolean tables = table.rank() == 3 && corners.rank() == 3 && table.dim(1) == corners.dim(1);
        if (!tables || corners.dim(2) != 4 || (table.dim(2) != labels && table.dim(2) != labels + 1)) {
            return Optional.empty();
        }
        if (!within(boxes, -FARTHEST, 1 + FARTHEST)) {
            return Optional.empty();
        }
        boolean background = table.dim(2) == labels + 1;
        Activation otherwise = background ? Activation.SOFTMAX : Activation.SIGMOID;
        return Optional.of(new Head.Ssd(
                scores, boxes, Optional.empty(), background, activation(scores, otherwise), Suppression.DEFAULT));
    }

    private Optional<Head> anchorFree() {
        Map<Integer, List<String>> byStride = new TreeMap<>();
        for (String name : outputs.keySet()) {
            byStride.computeIfAbsent(stride(shape(name)), unused -> new ArrayList<>())
                    .add(name);
        }
        List<String> scores = new ArrayList<>();
        List<String> boxes = new ArrayList<>();
        long numbers = 0;
        for (Map.Entry<Integer, List<String>> level : byStride.entrySet()) {
            List<String> pair = level.getValue();
            if (level.getKey() == 0 || pair.size() != 2) {
                return Optional.empty();
            }
            int first = channels(pair.get(0), level.getKey()) == labels ? 0 : 1;
            scores.add(pair.get(first));
            boxes.add(pair.get(1 - first));
            long distances = channels(pair.get(1 - first), level.getKey());
            boolean alike = numbers == 0 || numbers == distances;
            numbers = distances;
            if (channels(pair.get(first), level.getKey()) != labels || distances % 4 != 0 || !alike) {
                return Optional.empty();
            }
        }
        return Optional.of(new Head.AnchorFree(
                scores,
                boxes,
                List.copyOf(byStride.keySet()),
                (int) numbers / 4 - 1,
                activation(scores.get(0), Activation.SIGMOID),
                Suppression.DEFAULT));
    }

    /** How many pixels a cell has in a grid of that shape; 0 where it is none. */
    private int stride(Shape shape) {
        return Arrays.stream(STRIDES)
                .filter(stride ->
                        (shape.rank() == 3 && (shape.dim(1) == cells(stride) || shape.dim(2) == cells(stride)))
                                || (shape.rank() == 4 && shape.dim(2) * shape.dim(3) == cells(stride)))
                .findFirst()
                .orElse(0);
    }

    private long channels(String name, int stride) {
        return shape(name).size() / cells(stride);
    }

    private Shape shape(String name) {
        return tensor(name).shape();
    }

    private Tensor tensor(String name) {
        return Optional.ofNullable(outputs.get(name)).orElseThrow();
    }

    private Activation activation(String scores, Activation otherwise) {
        return within(scores, 0, 1) ? Activation.NONE : otherwise;
    }

    private boolean within(String name, float low, float high) {
        for (float value : tensor(name).toFloats()) {
            if (!(value >= low && value <= high)) {
                return false;
            }
        }
        return true;
    }
}

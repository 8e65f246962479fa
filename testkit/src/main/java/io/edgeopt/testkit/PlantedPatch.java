package io.edgeopt.testkit;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small networks that are known inside out, and grey scenes with one red patch. */
public final class PlantedPatch {
    public static final int SIDE = 32;
    public static final int PATCH = 6;

    private PlantedPatch() {}

    /** Grey noise with a red square of {@link #PATCH} pixels, its upper left corner there. */
    public static Tensor scene(int left, int top, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean red = x >= left && x < left + PATCH && y >= top && y < top + PATCH;
                float grey = 0.4f + ExplainerContract.noise(random, 0.2);
                for (int c = 0; c < 3; c++) {
                    values[(c * SIDE + y) * SIDE + x] = red ? (c == 0 ? 1f : 0.05f) : grey;
                }
            }
        }
        return Tensor.of(values, 1, 3, SIDE, SIDE);
    }

    /** One colour everywhere. */
    public static Tensor plain() {
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < SIDE * SIDE ? 0.6f : 0.3f;
        }
        return Tensor.of(values, 1, 3, SIDE, SIDE);
    }

    /** Class 0 is how much red there is, class 1 how much green; neither sees grey. */
    public static Model finder() {
        GraphEditor editor = begun("finder");
        editor.set("colours.weight", Tensor.of(new float[] {1, -0.5f, -0.5f, -0.5f, 1, -0.5f}, 2, 3, 1, 1));
        editor.set("colours.bias", Tensor.of(new float[] {-0.1f, -0.1f}, 2));
        float[] smooth = new float[2 * 2 * 3 * 3];
        for (int i = 0; i < 9; i++) {
            smooth[i] = 1f / 9;
            smooth[27 + i] = 1f / 9;
        }
        editor.set("smooth.weight", Tensor.of(smooth, 2, 2, 3, 3));
        editor.set("classes.weight", Tensor.of(new float[] {10, -2, -2, 10}, 2, 2));
        editor.set("classes.bias", Tensor.of(new float[] {0, 0}, 2));
        editor.add(Node.of("Conv", List.of("image", "colours.weight", "colours.bias"), List.of("colours")))
                .add(Node.of("Relu", List.of("colours"), List.of("coloured")))
                .add(Node.of("AveragePool", List.of("coloured"), List.of("halved"))
                        .with("kernel_shape", new long[] {2, 2})
                        .with("strides", new long[] {2, 2}))
                .add(Node.of("Conv", List.of("halved", "smooth.weight"), List.of("smooth"))
                        .with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Relu", List.of("smooth"), List.of("last")));
        return ended(editor, "last", 2);
    }

    /**
     * Finds red (class 0) and green (class 1) squares on two grids, of cells of 4 and of 8 pixels, each as a box of 8 or of 16
     * pixels around a cell. The level of each is made by {@code level4} and {@code level8}.
     */
    public static Model detector() {
        GraphEditor editor = begun("detector");
        editor.set("colours.weight", Tensor.of(new float[] {1, -0.5f, -0.5f, -0.5f, 1, -0.5f}, 2, 3, 1, 1));
        editor.set("colours.bias", Tensor.of(new float[] {-0.1f, -0.1f}, 2));
        editor.add(Node.of("Conv", List.of("image", "colours.weight", "colours.bias"), List.of("colours")))
                .add(Node.of("Relu", List.of("colours"), List.of("coloured")));
        level(editor, "coloured", 4, 4);
        level(editor, "level4", 2, 8);
        return editor.model();
    }

    private static void level(GraphEditor editor, String from, int pool, int stride) {
        float[] smooth = new float[2 * 2 * 3 * 3];
        for (int i = 0; i < 9; i++) {
            // The middle counts most, so that the cell at the middle of a square is the best.
            smooth[i] = i == 4 ? 0.6f : 0.05f;
            smooth[27 + i] = smooth[i];
        }
        int side = SIDE / stride;
        editor.set("smooth.weight" + stride, Tensor.of(smooth, 2, 2, 3, 3))
                .set(
                        "scores.weight" + stride,
                        Tensor.of(new float[] {2.5f * stride, -1, -1, 2.5f * stride}, 2, 2, 1, 1))
                .set("scores.bias" + stride, Tensor.of(new float[] {-3, -3}, 2))
                .set("boxes.weight" + stride, Tensor.of(new float[8], 4, 2, 1, 1))
                .set("boxes.bias" + stride, Tensor.of(new float[] {1, 1, 1, 1}, 4))
                .add(Node.of("AveragePool", List.of(from), List.of("pooled" + stride))
                        .with("kernel_shape", new long[] {pool, pool})
                        .with("strides", new long[] {pool, pool}))
                .add(Node.of("Conv", List.of("pooled" + stride, "smooth.weight" + stride), List.of("smooth" + stride))
                        .with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Relu", List.of("smooth" + stride), List.of("level" + stride)))
                .add(Node.of(
                        "Conv",
                        List.of("level" + stride, "scores.weight" + stride, "scores.bias" + stride),
                        List.of("raw" + stride)))
                .add(Node.of("Sigmoid", List.of("raw" + stride), List.of("scores" + stride)))
                .add(Node.of(
                        "Conv",
                        List.of("level" + stride, "boxes.weight" + stride, "boxes.bias" + stride),
                        List.of("boxes" + stride)))
                .addOutput(grid("scores" + stride, 2, side))
                .addOutput(grid("boxes" + stride, 4, side));
    }

    private static ValueInfo grid(String name, int channels, int side) {
        return ValueInfo.of(
                name,
                ElementType.FLOAT,
                List.of(new Dim.Free("N"), new Dim.Fixed(channels), new Dim.Fixed(side), new Dim.Fixed(side)));
    }

    /** What {@link #detector} takes and gives. */
    public static ModelCard detectorCard() {
        return ModelCard.of(
                "detector",
                Task.DETECTION,
                List.of(new CardInput("image", Optional.empty(), Optional.empty())),
                new Head.AnchorFree(
                        List.of("scores4", "scores8"),
                        List.of("boxes4", "boxes8"),
                        List.of(4, 8),
                        0,
                        Head.Activation.NONE,
                        Suppression.DEFAULT),
                List.of("red", "green"));
    }

    /** Tells faces apart by how much red and green there is: a vector of two numbers. */
    public static Model embedder() {
        GraphEditor editor = finder().edit();
        editor.removeOutput("probabilities");
        return editor.addOutput(ValueInfo.of("logits", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(2))))
                .removeDead()
                .model();
    }

    /** What {@link #embedder} takes and gives. */
    public static ModelCard embedderCard() {
        return ModelCard.of(
                "embedder",
                Task.EMBEDDING,
                List.of(new CardInput("image", Optional.empty(), Optional.empty())),
                new Head.Embedding(Optional.of("logits"), Optional.of(0.5f)),
                List.of());
    }

    /** Three classes of nothing in particular, by convolutions without padding and with weights of that seed. */
    public static Model network(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GraphEditor editor = begun("network");
        editor.set("first.weight", weights(random, 8, 3, 5, 5));
        editor.set("first.bias", weights(random, 8));
        editor.set("second.weight", weights(random, 8, 8, 3, 3));
        editor.set("second.bias", weights(random, 8));
        editor.set("classes.weight", scaled(weights(random, 3, 8), 10));
        editor.set("classes.bias", weights(random, 3));
        editor.add(Node.of("Conv", List.of("image", "first.weight", "first.bias"), List.of("first")))
                .add(Node.of("Relu", List.of("first"), List.of("one")))
                .add(Node.of("AveragePool", List.of("one"), List.of("halved"))
                        .with("kernel_shape", new long[] {2, 2})
                        .with("strides", new long[] {2, 2}))
                .add(Node.of("Conv", List.of("halved", "second.weight", "second.bias"), List.of("second")))
                .add(Node.of("Relu", List.of("second"), List.of("two")));
        return ended(editor, "two", 3);
    }

    private static GraphEditor begun(String name) {
        return Model.empty(name, 17)
                .edit()
                .addInput(ValueInfo.of(
                        "image",
                        ElementType.FLOAT,
                        List.of(new Dim.Free("N"), new Dim.Fixed(3), new Dim.Fixed(SIDE), new Dim.Fixed(SIDE))));
    }

    private static Model ended(GraphEditor editor, String last, int classes) {
        return editor.add(Node.of("GlobalAveragePool", List.of(last), List.of("means")))
                .add(Node.of("Flatten", List.of("means"), List.of("features")))
                .add(Node.of("Gemm", List.of("features", "classes.weight", "classes.bias"), List.of("logits"))
                        .with("transB", 1))
                .add(Node.of("Softmax", List.of("logits"), List.of("probabilities")))
                .addOutput(ValueInfo.of(
                        "probabilities", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(classes))))
                .model();
    }

    private static Tensor weights(SplittableRandom random, long... dims) {
        float[] values = new float[(int) Shape.of(dims).size()];
        double spread = Math.sqrt(3.0 * dims[0] / Math.max(1, values.length));
        for (int i = 0; i < values.length; i++) {
            values[i] = ExplainerContract.noise(random, dims.length == 1 ? 0.1 : spread);
        }
        return Tensor.of(values, dims);
    }

    private static Tensor scaled(Tensor weights, float factor) {
        float[] values = weights.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return Tensor.of(values, weights.shape().toArray());
    }
}

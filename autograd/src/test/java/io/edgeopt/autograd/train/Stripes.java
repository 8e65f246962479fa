package io.edgeopt.autograd.train;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.BatchSource;
import io.edgeopt.autograd.loss.Targets;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Noisy stripes, upright or level, of any phase, and a small network that can tell them apart. */
record Stripes(int batches, long seed) implements BatchSource {
    static final int BATCH = 16;
    private static final int SIDE = 8;
    private static final int FILTERS = 6;

    @Override
    public String digest() {
        return toString();
    }

    @Override
    public Batch batch(int epoch, int index) {
        SplittableRandom random = new SplittableRandom(seed + 1_000_003L * epoch + 7919L * index);
        float[] pixels = new float[BATCH * SIDE * SIDE];
        float[][] shares = new float[BATCH][2];
        for (int item = 0; item < BATCH; item++) {
            int upright = random.nextInt(2);
            int phase = random.nextInt(4);
            shares[item][upright] = 1;
            for (int i = 0; i < SIDE * SIDE; i++) {
                int along = upright == 1 ? i % SIDE : i / SIDE;
                pixels[item * SIDE * SIDE + i] =
                        ((along + phase) / 2 % 2 == 0 ? 1 : -1) + (float) random.nextGaussian() * 0.8f;
            }
        }
        Tensor images = Tensor.of(pixels, BATCH, 1, SIDE, SIDE);
        return Batch.of(Map.of("x", images), new Targets.Classes(shares));
    }

    /** The share of a batch that a network has right, from its output. */
    static double accuracy(Tensor output, Batch batch) {
        float[] scores = output.toFloats();
        float[][] shares = ((Targets.Classes) batch.targets()).shares();
        int right = 0;
        for (int item = 0; item < BATCH; item++) {
            boolean says = scores[2 * item + 1] > scores[2 * item];
            right += says == (shares[item][1] == 1) ? 1 : 0;
        }
        return (double) right / BATCH;
    }

    static Model network() {
        SplittableRandom random = new SplittableRandom(5);
        return Model.empty("stripes", 17)
                .edit()
                .addInput(ValueInfo.of(
                        "x",
                        ElementType.FLOAT,
                        List.of(new Dim.Free("N"), new Dim.Fixed(1), new Dim.Fixed(SIDE), new Dim.Fixed(SIDE))))
                .set("filters", normal(random, 0.4f, FILTERS, 1, 3, 3))
                .set("scale", filled(1, FILTERS))
                .set("shift", filled(0, FILTERS))
                .set("mean", filled(0, FILTERS))
                .set("variance", filled(1, FILTERS))
                .set("classes", normal(random, 0.4f, 2, FILTERS))
                .set("bias", filled(0, 2))
                .add(Node.of("Conv", List.of("x", "filters"), List.of("filtered")))
                .add(Node.of(
                        "BatchNormalization",
                        List.of("filtered", "scale", "shift", "mean", "variance"),
                        List.of("normal")))
                .add(Node.of("Relu", List.of("normal"), List.of("positive")))
                .add(Node.of("GlobalAveragePool", List.of("positive"), List.of("pooled")))
                .add(Node.of("Flatten", List.of("pooled"), List.of("flat")))
                .add(Node.of("Gemm", List.of("flat", "classes", "bias"), List.of("y"))
                        .with("transB", 1))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(2))))
                .model();
    }

    /** The same network with its input and filters in eight bits. */
    static Model quantized() {
        Model model = network();
        Node conv = model.graph().producerOf("filtered").orElseThrow();
        return model.edit()
                .set("scale of x", Tensor.scalar(0.03f))
                .set("scale of filters", Tensor.scalar(0.015f))
                .set("zero", Tensor.of(ElementType.INT8, new byte[1]))
                .replace(
                        conv,
                        Node.of("QuantizeLinear", List.of("x", "scale of x", "zero"), List.of("x8")),
                        Node.of("DequantizeLinear", List.of("x8", "scale of x", "zero"), List.of("rounded x")),
                        Node.of("QuantizeLinear", List.of("filters", "scale of filters", "zero"), List.of("f8")),
                        Node.of("DequantizeLinear", List.of("f8", "scale of filters", "zero"), List.of("rounded f")),
                        conv.withInputs(List.of("rounded x", "rounded f")))
                .model();
    }

    private static Tensor filled(float value, int count) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, value);
        return Tensor.of(values, count);
    }

    private static Tensor normal(RandomGenerator random, float deviation, long... dims) {
        float[] values = new float[(int) Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = deviation * (float) random.nextGaussian();
        }
        return Tensor.of(values, dims);
    }
}

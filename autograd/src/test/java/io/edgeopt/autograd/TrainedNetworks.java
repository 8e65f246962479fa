package io.edgeopt.autograd;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.testkit.net.HashWeights;
import io.edgeopt.testkit.net.MobileNetV2;
import io.edgeopt.testkit.net.Setup;
import java.util.List;

/** What the benchmark trains. */
enum TrainedNetworks {
    /** MobileNetV2 on 32 pictures of 96x96. */
    MOBILENET_V2(32, 96) {
        @Override
        Model model() {
            return MobileNetV2.of(setup(96));
        }
    },
    /** Six 3x3 convolutions of 32 to 128 channels with batch norm, on 32 pictures of 32x32. */
    SMALL_CNN(32, 32) {
        @Override
        Model model() {
            return smallCnn();
        }
    },
    /** MobileNetV2 on two pictures of 32x32: next to no arithmetic, so that calls are most of it. */
    CALLS_ONLY(2, 32) {
        @Override
        Model model() {
            return MobileNetV2.of(setup(32));
        }
    };

    static final int CLASSES = 10;

    private final int batch;
    private final int size;

    TrainedNetworks(int batch, int size) {
        this.batch = batch;
        this.size = size;
    }

    abstract Model model();

    int batch() {
        return batch;
    }

    int size() {
        return size;
    }

    private static Setup setup(int size) {
        return Setup.size(size).withClasses(CLASSES).withFreeBatch();
    }

    private static Model smallCnn() {
        int[] widths = {32, 32, 64, 64, 128, 128};
        GraphEditor editor = Model.empty("small_cnn", 17).edit();
        List<Dim> dims = List.of(new Dim.Free("N"), new Dim.Fixed(3), new Dim.Fixed(32), new Dim.Fixed(32));
        editor.addInput(ValueInfo.of("input", ElementType.FLOAT, dims));
        String x = "input";
        int channels = 3;
        for (int i = 0; i < widths.length; i++) {
            int width = widths[i];
            String weight = "conv%d.weight".formatted(i);
            editor.set(weight, HashWeights.of(weight, 0, Math.sqrt(6.0 / (9 * channels)), width, channels, 3, 3));
            editor.add(Node.of("Conv", List.of(x, weight), List.of("conv" + i)).with("pads", new long[] {1, 1, 1, 1}));
            x = norm(editor, "conv" + i, width);
            if (i % 2 == 1) {
                String op = i == widths.length - 1 ? "GlobalAveragePool" : "MaxPool";
                Node pool = Node.of(op, List.of(x), List.of("pool" + i));
                editor.add(op.equals("MaxPool") ? halving(pool) : pool);
                x = "pool" + i;
            }
            channels = width;
        }
        editor.set("fc.weight", HashWeights.of("fc.weight", 0, Math.sqrt(3.0 / channels), CLASSES, channels));
        editor.set("fc.bias", HashWeights.of("fc.bias", 0, 0.1, CLASSES));
        return editor.add(Node.of("Flatten", List.of(x), List.of("flat")))
                .add(Node.of("Gemm", List.of("flat", "fc.weight", "fc.bias"), List.of("logits"))
                        .with("transB", 1))
                .addOutput(ValueInfo.named("logits"))
                .model();
    }

    private static Node halving(Node pool) {
        return pool.with("kernel_shape", new long[] {2, 2}).with("strides", new long[] {2, 2});
    }

    private static String norm(GraphEditor editor, String conv, int width) {
        String at = conv + ".norm";
        editor.set(at + ".weight", HashWeights.of("ones", 1, 0, width));
        editor.set(at + ".bias", HashWeights.of("zeros", 0, 0, width));
        editor.set(at + ".running_mean", HashWeights.of("zeros", 0, 0, width));
        editor.set(at + ".running_var", HashWeights.of("ones", 1, 0, width));
        editor.add(Node.of(
                "BatchNormalization",
                List.of(conv, at + ".weight", at + ".bias", at + ".running_mean", at + ".running_var"),
                List.of(at)));
        editor.add(Node.of("Relu", List.of(at), List.of(at + ".relu")));
        return at + ".relu";
    }
}

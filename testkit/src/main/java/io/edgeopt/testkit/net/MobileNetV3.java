package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** MobileNetV3-small (Howard et al., 2019), as torchvision has it. */
public final class MobileNetV3 {
    /** Kernel, hidden channels, channels, squeezes, hard-swish rather than relu, stride. */
    private static final int[][] BLOCKS = {
        {3, 16, 16, 1, 0, 2},
        {3, 72, 24, 0, 0, 2},
        {3, 88, 24, 0, 0, 1},
        {5, 96, 40, 1, 1, 2},
        {5, 240, 40, 1, 1, 1},
        {5, 240, 40, 1, 1, 1},
        {5, 120, 48, 1, 1, 1},
        {5, 144, 48, 1, 1, 1},
        {5, 288, 96, 1, 1, 2},
        {5, 576, 96, 1, 1, 1},
        {5, 576, 96, 1, 1, 1}
    };

    private MobileNetV3() {}

    public static Model small(Setup setup) {
        Net net = new Net("mobilenet_v3_small", setup);
        InvertedResidual blocks =
                new InvertedResidual(net, new InvertedResidual.Style(Activation.HARD_SIGMOID, Activation.RELU, 0.001f));
        Value x = net.input("input", 3, setup.size(), setup.size());
        x = blocks.convNorm(x, "features.0", Conv.of(16, 3).stride(2), Activation.HARD_SWISH);
        for (int i = 0; i < BLOCKS.length; i++) {
            int[] row = BLOCKS[i];
            Activation activation = row[4] == 1 ? Activation.HARD_SWISH : Activation.RELU;
            int quarter = row[1] / 4;
            int squeeze = row[3] == 1 ? Widths.byEight(quarter) : 0;
            x = blocks.block(
                    x,
                    "features.%d.block.".formatted(i + 1),
                    new InvertedResidual.Form(row[0], row[1], row[2], squeeze, activation, row[5]));
        }
        x = blocks.convNorm(x, "features.12", Conv.of(576, 1), Activation.HARD_SWISH);
        x = Activation.HARD_SWISH.after(net, net.linear(net.pooled(x), "classifier.0", 1024, Math.sqrt(2)));
        return net.output("logits", net.linear(x, "classifier.3", setup.classes()))
                .model();
    }
}

package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** EfficientNet-B0 (Tan and Le, 2019), as torchvision has it. */
public final class EfficientNet {
    /** Expansion, kernel, first stride, channels, blocks. */
    private static final int[][] STAGES = {
        {1, 3, 1, 16, 1},
        {6, 3, 2, 24, 2},
        {6, 5, 2, 40, 2},
        {6, 3, 2, 80, 3},
        {6, 5, 1, 112, 3},
        {6, 5, 2, 192, 4},
        {6, 3, 1, 320, 1}
    };

    private EfficientNet() {}

    public static Model b0(Setup setup) {
        Net net = new Net("efficientnet_b0", setup);
        InvertedResidual blocks =
                new InvertedResidual(net, new InvertedResidual.Style(Activation.SIGMOID, Activation.SILU, 1e-5f));
        Value x = net.input("input", 3, setup.size(), setup.size());
        x = blocks.convNorm(x, "features.0", Conv.of(32, 3).stride(2), Activation.SILU);
        for (int stage = 0; stage < STAGES.length; stage++) {
            int[] row = STAGES[stage];
            for (int i = 0; i < row[4]; i++) {
                int in = x.channels();
                x = blocks.block(
                        x,
                        "features.%d.%d.block.".formatted(stage + 1, i),
                        new InvertedResidual.Form(
                                row[1],
                                in * row[0],
                                row[3],
                                Math.max(1, in / 4),
                                Activation.SILU,
                                i == 0 ? row[2] : 1));
            }
        }
        x = blocks.convNorm(x, "features.8", Conv.of(1280, 1), Activation.SILU);
        return net.output("logits", net.linear(net.pooled(x), "classifier.1", setup.classes()))
                .model();
    }
}

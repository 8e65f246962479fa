package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** MobileNetV2 (Sandler et al., 2018), as torchvision has it. */
public final class MobileNetV2 {
    /** Expansion, channels, blocks, first stride. */
    private static final int[][] STAGES = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private final Net net;
    private final double width;

    MobileNetV2(Net net, double width) {
        this.net = net;
        this.width = width;
    }

    public static Model of(Setup setup) {
        return of(setup, 1);
    }

    /** {@code width} multiplies all channel counts, which are then rounded to eights. */
    public static Model of(Setup setup, double width) {
        Net net = new Net("mobilenet_v2", setup);
        MobileNetV2 body = new MobileNetV2(net, width);
        Value x = net.input("input", 3, setup.size(), setup.size());
        x = body.features(x, 0, 18);
        x = net.linear(net.pooled(x), "classifier.1", setup.classes());
        return net.output("logits", x).model();
    }

    /** Layers {@code from} to {@code to} of the 19 that precede the classifier. */
    Value features(Value input, int from, int to) {
        Value x = input;
        if (from == 0) {
            x = convNorm(
                    x,
                    "features.0.",
                    "0",
                    "1",
                    Conv.of(Widths.byEight(32 * width), 3).stride(2));
        }
        int at = 1;
        for (int[] stage : STAGES) {
            for (int i = 0; i < stage[2]; i++, at++) {
                if (at >= from && at <= to) {
                    x = block(x, at, stage[0], Widths.byEight(stage[1] * width), i == 0 ? stage[3] : 1);
                }
            }
        }
        if (to == at) {
            x = convNorm(x, "features.18.", "0", "1", Conv.of(Widths.byEight(1280 * Math.max(1, width)), 1));
        }
        return x;
    }

    private Value block(Value x, int at, int expansion, int out, int stride) {
        String prefix = "features.%d.conv.".formatted(at);
        int hidden = x.channels() * expansion;
        int step = 0;
        Value y = x;
        if (expansion != 1) {
            y = convNorm(y, prefix, "0.0", "0.1", Conv.of(hidden, 1));
            step = 1;
        }
        Conv depthwise = Conv.of(hidden, 3).stride(stride).groups(hidden);
        y = convNorm(y, prefix, step + ".0", step + ".1", depthwise);
        y = net.conv(y, prefix + (step + 1), Conv.of(out, 1).gain(1));
        y = net.batchNorm(y, prefix + (step + 2));
        return stride == 1 && x.channels() == out ? net.apply("Add", x, y) : y;
    }

    Value convNorm(Value x, String prefix, String conv, String norm, Conv form) {
        Value y = net.batchNorm(net.conv(x, prefix + conv, form), prefix + norm);
        return Activation.RELU6.after(net, y);
    }
}

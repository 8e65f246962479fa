package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** ShuffleNetV2 (Ma et al., 2018), as torchvision has it. */
public final class ShuffleNetV2 {
    private static final int[] REPEATS = {4, 8, 4};

    private final Net net;

    private ShuffleNetV2(Net net) {
        this.net = net;
    }

    public static Model x0_5(Setup setup) {
        return new ShuffleNetV2(new Net("shufflenet_v2_x0_5", setup)).build(setup, 48);
    }

    public static Model x1_0(Setup setup) {
        return new ShuffleNetV2(new Net("shufflenet_v2_x1_0", setup)).build(setup, 116);
    }

    private Model build(Setup setup, int width) {
        Value x = net.input("input", 3, setup.size(), setup.size());
        x = convNorm(x, "conv1.", 0, Conv.of(24, 3).stride(2), Activation.RELU);
        x = net.max(x, 3, 2, 1, false);
        for (int stage = 0; stage < REPEATS.length; stage++) {
            int half = (width << stage) / 2;
            for (int i = 0; i < REPEATS[stage]; i++) {
                x = unit(x, "stage%d.%d.".formatted(stage + 2, i), half, i == 0);
            }
        }
        x = convNorm(x, "conv5.", 0, Conv.of(1024, 1), Activation.RELU);
        return net.output("logits", net.linear(net.pooled(x), "fc", setup.classes()))
                .model();
    }

    private Value unit(Value x, String at, int half, boolean shrinks) {
        int stride = shrinks ? 2 : 1;
        Value kept;
        Value y;
        if (shrinks) {
            int channels = x.channels();
            kept = convNorm(
                    x, at + "branch1.", 0, Conv.of(channels, 3).stride(2).groups(channels), Activation.NONE);
            kept = convNorm(kept, at + "branch1.", 2, Conv.of(half, 1), Activation.RELU);
            y = x;
        } else {
            kept = net.slice(x, 0, half);
            y = net.slice(x, half, 2 * half);
        }
        y = convNorm(y, at + "branch2.", 0, Conv.of(half, 1), Activation.RELU);
        y = convNorm(y, at + "branch2.", 3, Conv.of(half, 3).stride(stride).groups(half), Activation.NONE);
        y = convNorm(y, at + "branch2.", 5, Conv.of(half, 1), Activation.RELU);
        return shuffled(net.concat(kept, y));
    }

    /** Takes turns between the two halves of the channels. */
    private Value shuffled(Value x) {
        int height = x.dims().get(1);
        int width = x.dims().get(2);
        Value halves = net.reshape(x, 2, x.channels() / 2, height, width);
        return net.reshape(net.transpose(halves, 1, 0, 2, 3), x.channels(), height, width);
    }

    private Value convNorm(Value x, String prefix, int at, Conv form, Activation activation) {
        double gain = activation == Activation.NONE ? 1 : form.gain();
        Value y = net.batchNorm(net.conv(x, prefix + at, form.gain(gain)), prefix + (at + 1));
        return activation.after(net, y);
    }
}

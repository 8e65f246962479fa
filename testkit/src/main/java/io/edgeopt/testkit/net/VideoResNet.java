package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** R3D-18 and R(2+1)D-18 (Tran et al., 2017), as torchvision has them, for clips of 3 x frames x size x size. */
public final class VideoResNet {
    private final Net net;
    private final boolean split;

    private VideoResNet(Net net, boolean split) {
        this.net = net;
        this.split = split;
    }

    public static Model r3d18(Setup setup, int frames) {
        return new VideoResNet(new Net("r3d_18", setup), false).build(setup, frames, 64);
    }

    public static Model r2plus1d18(Setup setup, int frames) {
        return new VideoResNet(new Net("r2plus1d_18", setup), true).build(setup, frames, 64);
    }

    /** R3D-18 with {@code width} channels where it has 64. */
    public static Model r3d18(Setup setup, int frames, int width) {
        return new VideoResNet(new Net("r3d_18", setup), false).build(setup, frames, width);
    }

    /** R(2+1)D-18 with {@code width} channels where it has 64. */
    public static Model r2plus1d18(Setup setup, int frames, int width) {
        return new VideoResNet(new Net("r2plus1d_18", setup), true).build(setup, frames, width);
    }

    private Model build(Setup setup, int frames, int width) {
        Value x = net.input("input", 3, frames, setup.size(), setup.size());
        x = stem(x, width);
        for (int stage = 1; stage <= 4; stage++) {
            int channels = width << (stage - 1);
            x = block(x, "layer%d.0.".formatted(stage), channels, stage == 1 ? 1 : 2);
            x = block(x, "layer%d.1.".formatted(stage), channels, 1);
        }
        return net.output("logits", net.linear(net.pooled(x), "fc", setup.classes()))
                .model();
    }

    private Value stem(Value x, int width) {
        if (split) {
            Value y = net.conv(x, "stem.0", Conv.of(45, 1, 7, 7).stride(1, 2, 2));
            y = net.conv(normed(y, "stem.1"), "stem.3", Conv.of(width, 3, 1, 1));
            return normed(y, "stem.4");
        }
        return normed(net.conv(x, "stem.0", Conv.of(width, 3, 7, 7).stride(1, 2, 2)), "stem.1");
    }

    private Value block(Value x, String at, int channels, int stride) {
        int in = x.channels();
        int between = in * channels * 27 / (in * 9 + 3 * channels);
        Value y = normed(conv(x, at + "conv1.0", channels, between, stride, Math.sqrt(2)), at + "conv1.1");
        y = net.batchNorm(conv(y, at + "conv2.0", channels, between, 1, 0.5), at + "conv2.1");
        Value shortcut = x;
        if (stride != 1 || in != channels) {
            Conv form = Conv.of(channels, 1, 1, 1).stride(stride).gain(1);
            shortcut = net.batchNorm(net.conv(x, at + "downsample.0", form), at + "downsample.1");
        }
        return Activation.RELU.after(net, net.apply("Add", y, shortcut));
    }

    private Value conv(Value x, String layer, int channels, int between, int stride, double gain) {
        if (!split) {
            return net.conv(x, layer, Conv.of(channels, 3, 3, 3).stride(stride).gain(gain));
        }
        Value y = net.conv(x, layer + ".0", Conv.of(between, 1, 3, 3).stride(1, stride, stride));
        Conv along = Conv.of(channels, 3, 1, 1).stride(stride, 1, 1).gain(gain);
        return net.conv(normed(y, layer + ".1"), layer + ".3", along);
    }

    private Value normed(Value x, String layer) {
        return Activation.RELU.after(net, net.batchNorm(x, layer));
    }
}

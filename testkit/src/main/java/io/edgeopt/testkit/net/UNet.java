package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** U-Net (Ronneberger et al., 2015) with padded convolutions and batch norm; its size is a multiple of 16. */
public final class UNet {
    private static final int LEVELS = 4;

    private final Net net;

    private UNet(Net net) {
        this.net = net;
    }

    /** {@code width} channels at full size, twice as many at each level below; the paper has 64. */
    public static Model of(Setup setup, int width) {
        return new UNet(new Net("unet", setup)).build(setup, width);
    }

    private Model build(Setup setup, int width) {
        Value[] skips = new Value[LEVELS];
        Value x = net.input("input", 3, setup.size(), setup.size());
        for (int level = 0; level < LEVELS; level++) {
            skips[level] = twice(x, "down%d.".formatted(level), width << level);
            x = net.max(skips[level], 2, 2, 0, false);
        }
        x = twice(x, "bottom.", width << LEVELS);
        for (int level = LEVELS - 1; level >= 0; level--) {
            x = net.convTranspose(x, "up%d.grow".formatted(level), width << level, 2);
            x = twice(net.concat(skips[level], x), "up%d.".formatted(level), width << level);
        }
        return net.output(
                        "masks",
                        net.conv(
                                x,
                                "head",
                                Conv.of(setup.classes(), 1).withBias().gain(1)))
                .model();
    }

    private Value twice(Value x, String at, int channels) {
        Value y = x;
        for (int i = 1; i <= 2; i++) {
            y = net.batchNorm(net.conv(y, at + "conv" + i, Conv.of(channels, 3)), at + "norm" + i);
            y = Activation.RELU.after(net, y);
        }
        return y;
    }
}

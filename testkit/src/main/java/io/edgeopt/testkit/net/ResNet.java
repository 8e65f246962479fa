package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** ResNet-18 (He et al., 2015), as torchvision has it. */
public final class ResNet {
    private final Net net;

    private ResNet(Net net) {
        this.net = net;
    }

    public static Model resNet18(Setup setup) {
        return new ResNet(new Net("resnet18", setup)).build(setup, 64);
    }

    /** The same layers with {@code width} channels where ResNet-18 has 64. */
    public static Model resNet18(Setup setup, int width) {
        return new ResNet(new Net("resnet18", setup)).build(setup, width);
    }

    private Model build(Setup setup, int width) {
        Value x = net.input("input", 3, setup.size(), setup.size());
        x = net.conv(x, "conv1", Conv.of(width, 7).stride(2));
        x = Activation.RELU.after(net, net.batchNorm(x, "bn1"));
        x = net.max(x, 3, 2, 1, false);
        for (int stage = 1; stage <= 4; stage++) {
            int channels = width << (stage - 1);
            x = block(x, "layer%d.0".formatted(stage), channels, stage == 1 ? 1 : 2);
            x = block(x, "layer%d.1".formatted(stage), channels, 1);
        }
        x = net.linear(net.pooled(x), "fc", setup.classes());
        return net.output("logits", x).model();
    }

    private Value block(Value x, String at, int channels, int stride) {
        Value y = net.conv(x, at + ".conv1", Conv.of(channels, 3).stride(stride));
        y = Activation.RELU.after(net, net.batchNorm(y, at + ".bn1"));
        y = net.conv(y, at + ".conv2", Conv.of(channels, 3).gain(0.5));
        y = net.batchNorm(y, at + ".bn2");
        Value shortcut = x;
        if (stride != 1 || x.channels() != channels) {
            shortcut = net.conv(
                    x, at + ".downsample.0", Conv.of(channels, 1).stride(stride).gain(1));
            shortcut = net.batchNorm(shortcut, at + ".downsample.1");
        }
        return Activation.RELU.after(net, net.apply("Add", y, shortcut));
    }
}

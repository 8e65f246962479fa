package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** SqueezeNet (Iandola et al., 2016), as torchvision has it. */
public final class SqueezeNet {
    /** Squeezed and expanded channels of the fire modules; an empty row is a pooling. */
    private static final int[][] V1_0 = {
        {}, {16, 64}, {16, 64}, {32, 128}, {}, {32, 128}, {48, 192}, {48, 192}, {64, 256}, {}, {64, 256}
    };

    private static final int[][] V1_1 = {
        {}, {16, 64}, {16, 64}, {}, {32, 128}, {32, 128}, {}, {48, 192}, {48, 192}, {64, 256}, {64, 256}
    };

    private final Net net;

    private SqueezeNet(Net net) {
        this.net = net;
    }

    public static Model v1_0(Setup setup) {
        return new SqueezeNet(new Net("squeezenet1_0", setup)).build(setup, Conv.of(96, 7), V1_0);
    }

    public static Model v1_1(Setup setup) {
        return new SqueezeNet(new Net("squeezenet1_1", setup)).build(setup, Conv.of(64, 3), V1_1);
    }

    private Model build(Setup setup, Conv stem, int[][] rows) {
        Value x = net.input("input", 3, setup.size(), setup.size());
        x = Activation.RELU.after(
                net, net.conv(x, "features.0", stem.stride(2).pad(0).withBias()));
        for (int i = 0; i < rows.length; i++) {
            x = rows[i].length == 0 ? net.max(x, 3, 2, 0, true) : fire(x, "features.%d.".formatted(i + 2), rows[i]);
        }
        x = Activation.RELU.after(
                net, net.conv(x, "classifier.1", Conv.of(setup.classes(), 1).withBias()));
        return net.output("logits", net.pooled(x)).model();
    }

    private Value fire(Value x, String at, int[] row) {
        Value y = rectified(x, at + "squeeze", Conv.of(row[0], 1));
        return net.concat(
                rectified(y, at + "expand1x1", Conv.of(row[1], 1)), rectified(y, at + "expand3x3", Conv.of(row[1], 3)));
    }

    private Value rectified(Value x, String layer, Conv form) {
        return Activation.RELU.after(net, net.conv(x, layer, form.withBias()));
    }
}

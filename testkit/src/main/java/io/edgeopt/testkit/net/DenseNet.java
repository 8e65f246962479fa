package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;

/** DenseNet-121 (Huang et al., 2016), as torchvision has it. Its batch norms stand before convolutions. */
public final class DenseNet {
    private static final int GROWTH = 32;
    private static final int[] LAYERS = {6, 12, 24, 16};

    private final Net net;

    private DenseNet(Net net) {
        this.net = net;
    }

    public static Model densenet121(Setup setup) {
        return new DenseNet(new Net("densenet121", setup)).build(setup);
    }

    private Model build(Setup setup) {
        Value x = net.input("input", 3, setup.size(), setup.size());
        x = net.conv(x, "features.conv0", Conv.of(2 * GROWTH, 7).stride(2));
        x = net.max(normed(x, "features.norm0"), 3, 2, 1, false);
        for (int block = 1; block <= LAYERS.length; block++) {
            for (int layer = 1; layer <= LAYERS[block - 1]; layer++) {
                String at = "features.denseblock%d.denselayer%d.".formatted(block, layer);
                Value y = net.conv(normed(x, at + "norm1"), at + "conv1", Conv.of(4 * GROWTH, 1));
                x = net.concat(x, net.conv(normed(y, at + "norm2"), at + "conv2", Conv.of(GROWTH, 3)));
            }
            if (block < LAYERS.length) {
                String at = "features.transition%d.".formatted(block);
                x = net.average(net.conv(normed(x, at + "norm"), at + "conv", Conv.of(x.channels() / 2, 1)), 2, 2);
            }
        }
        x = net.pooled(normed(x, "features.norm5"));
        return net.output("logits", net.linear(x, "classifier", setup.classes()))
                .model();
    }

    private Value normed(Value x, String layer) {
        return Activation.RELU.after(net, net.batchNorm(x, layer));
    }
}

package io.edgeopt.models.architecture;

/** The body of ResNet-18 (He et al., 2016): four stages of two blocks of two plain convolutions. */
final class ResNet {
    private static final int STAGES = 4;
    private static final int BLOCKS = 2;

    private final Layers net;
    private final Widths widths;

    ResNet(Layers net, Widths widths) {
        this.net = net;
        this.widths = widths;
    }

    Value features(Value input) {
        Value x = net.convNormRelu(input, "stem", Conv.of(widths.of(64), 7).stride(2));
        x = net.maxPool(x, 3, 2);
        for (int stage = 0; stage < STAGES; stage++) {
            for (int i = 0; i < BLOCKS; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                x = block(x, "stage%d.%d".formatted(stage + 1, i), widths.of(64 << stage), stride);
            }
        }
        return x;
    }

    private Value block(Value x, String at, int out, int stride) {
        Value y = net.convNormRelu(x, at + ".first", Conv.of(out, 3).stride(stride));
        y = net.convNorm(y, at + ".second", Conv.of(out, 3));
        Value shortcut = x.sameExtents(y)
                ? x
                : net.convNorm(x, at + ".shortcut", Conv.of(out, 1).stride(stride));
        return net.relu(net.apply("Add", y, shortcut));
    }
}

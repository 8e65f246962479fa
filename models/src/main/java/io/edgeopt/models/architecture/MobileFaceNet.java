package io.edgeopt.models.architecture;

/**
 * MobileFaceNet (Chen et al., 2018): inverted residuals that end in one depthwise filter over all places, because where in
 * a face something lies matters. With plain rectifiers, which have an integer form.
 */
final class MobileFaceNet {
    static final int SIZE = 128;
    /** Expansion, channels, blocks, first stride. */
    private static final int[][] STAGES = {{2, 64, 5, 2}, {4, 128, 1, 2}, {2, 128, 6, 1}, {4, 128, 1, 2}, {2, 128, 2, 1}
    };

    private final Layers net;
    private final Widths widths;

    MobileFaceNet(Layers net, Widths widths) {
        this.net = net;
        this.widths = widths;
    }

    Value embedding(Value input) {
        Value x = net.convNormRelu(input, "stem", Conv.of(widths.of(64), 3).stride(2));
        x = net.convNormRelu(x, "stem.depthwise", Conv.depthwise(x, 3));
        for (int stage = 0; stage < STAGES.length; stage++) {
            int[] form = STAGES[stage];
            for (int i = 0; i < form[2]; i++) {
                String at = "stage%d.%d".formatted(stage + 1, i);
                x = block(x, at, form[0], widths.of(form[1]), i == 0 ? form[3] : 1);
            }
        }
        x = net.convNormRelu(x, "top", Conv.of(widths.of(512), 1));
        Conv overall = Conv.depthwise(x, x.dims().get(1), x.dims().get(2)).unpadded();
        x = net.convNorm(x, "overall", overall);
        return net.flat(net.convNorm(x, "embedding", Conv.of(SIZE, 1)));
    }

    private Value block(Value x, String at, int expansion, int out, int stride) {
        Value y = net.convNormRelu(x, at + ".expand", Conv.of(x.channels() * expansion, 1));
        y = net.convNormRelu(y, at + ".depthwise", Conv.depthwise(y, 3).stride(stride));
        y = net.convNorm(y, at + ".project", Conv.of(out, 1));
        return x.sameExtents(y) ? net.apply("Add", x, y) : y;
    }
}

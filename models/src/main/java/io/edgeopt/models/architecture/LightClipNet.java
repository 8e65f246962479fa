package io.edgeopt.models.architecture;

/**
 * A short residual network of convolutions over space and over time by turns, for small frames: places are halved
 * four times and frames twice, and channels come in eights throughout, which costs a processor least.
 */
final class LightClipNet {
    private static final int STEM = 48;
    private static final int[] STAGES = {64, 128, 256};

    private final Layers net;
    private final Widths widths;

    LightClipNet(Layers net, Widths widths) {
        this.net = net;
        this.widths = widths;
    }

    /** @param clip channels, frames, rows, columns */
    Value features(Value clip) {
        int stem = widths.of(STEM);
        Value x = net.convNormRelu(clip, "stem.space", Conv.of(stem, 1, 5, 5).stride(1, 2, 2));
        x = net.convNormRelu(x, "stem.time", Conv.of(stem, 3, 1, 1));
        for (int stage = 0; stage < STAGES.length; stage++) {
            // What moves is seen over all frames first; a clip has few.
            int along = stage == 0 ? 1 : 2;
            x = block(x, "stage%d".formatted(stage + 1), widths.of(STAGES[stage]), along);
        }
        return x;
    }

    private Value block(Value x, String at, int out, int along) {
        Value y = net.convNormRelu(x, at + ".first.space", Conv.of(out, 1, 3, 3).stride(1, 2, 2));
        y = net.convNormRelu(y, at + ".first.time", Conv.of(out, 3, 1, 1).stride(along, 1, 1));
        y = net.convNormRelu(y, at + ".second.space", Conv.of(out, 1, 3, 3));
        y = net.convNorm(y, at + ".second.time", Conv.of(out, 3, 1, 1));
        Value passed = net.convNorm(x, at + ".shortcut", Conv.of(out, 1, 1, 1).stride(along, 2, 2));
        return net.relu(net.apply("Add", y, passed));
    }
}

package io.edgeopt.models.architecture;

/**
 * A residual network over space and time with one block a stage: of 3-D convolutions, or of each split into one over
 * space and one over time with as many weights (R(2+1)D; Tran et al., 2018).
 */
final class ClipResNet {
    private static final int STAGES = 4;

    private final Layers net;
    private final Widths widths;
    private final boolean split;

    ClipResNet(Layers net, Widths widths, boolean split) {
        this.net = net;
        this.widths = widths;
        this.split = split;
    }

    /** @param clip channels, frames, rows, columns */
    Value features(Value clip) {
        Value x = stem(clip, widths.of(64));
        for (int stage = 0; stage < STAGES; stage++) {
            // Clips are short: time is halved later than space, and once less.
            int across = stage == 0 ? 1 : 2;
            int along = stage < 2 ? 1 : 2;
            x = block(x, "stage%d".formatted(stage + 1), widths.of(64 << stage), along, across);
        }
        return x;
    }

    private Value stem(Value clip, int out) {
        if (split) {
            Value y = net.convNormRelu(
                    clip, "stem.space", Conv.of(widths.of(45), 1, 7, 7).stride(1, 2, 2));
            return net.convNormRelu(y, "stem.time", Conv.of(out, 3, 1, 1));
        }
        return net.convNormRelu(clip, "stem", Conv.of(out, 3, 7, 7).stride(1, 2, 2));
    }

    private Value block(Value x, String at, int out, int along, int across) {
        Value y = net.relu(convNorm(x, at + ".first", out, along, across));
        y = convNorm(y, at + ".second", out, 1, 1);
        Conv shortcut = Conv.of(out, 1, 1, 1).stride(along, across, across);
        Value passed = x.sameExtents(y) ? x : net.convNorm(x, at + ".shortcut", shortcut);
        return net.relu(net.apply("Add", y, passed));
    }

    private Value convNorm(Value x, String at, int out, int along, int across) {
        if (!split) {
            return net.convNorm(x, at, Conv.of(out, 3, 3, 3).stride(along, across, across));
        }
        // So many channels between the two that they have as many weights as the one that they stand for.
        int between = x.channels() * out * 27 / (x.channels() * 9 + out * 3);
        Value y = net.convNormRelu(x, at + ".space", Conv.of(between, 1, 3, 3).stride(1, across, across));
        return net.convNorm(y, at + ".time", Conv.of(out, 3, 1, 1).stride(along, 1, 1));
    }
}

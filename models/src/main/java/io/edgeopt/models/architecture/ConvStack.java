package io.edgeopt.models.architecture;

import java.util.List;

/**
 * A chain of 3 x 3 convolutions, plain, or each split into a depthwise and a pointwise one as in MobileNetV1 (Howard et
 * al., 2017): twins that differ in nothing else.
 */
final class ConvStack {
    /** One convolution of the chain: channels before widths are applied, and stride. */
    record Step(int channels, int stride) {}

    /** For photographs: eight steps after the stem, down to a sixteenth of the size. */
    static final List<Step> PHOTO = List.of(
            new Step(64, 1),
            new Step(128, 2),
            new Step(128, 1),
            new Step(256, 2),
            new Step(256, 1),
            new Step(512, 2),
            new Step(512, 1),
            new Step(512, 1));

    /** For spectrograms, which are large and hold little: fewer steps, each smaller than the last. */
    static final List<Step> SPECTROGRAM =
            List.of(new Step(32, 2), new Step(64, 2), new Step(128, 2), new Step(128, 1), new Step(256, 2));

    private final Layers net;
    private final Widths widths;
    private final boolean separable;

    ConvStack(Layers net, Widths widths, boolean separable) {
        this.net = net;
        this.widths = widths;
        this.separable = separable;
    }

    Value features(Value input, List<Step> steps) {
        Value x = net.convNormRelu(input, "stem", Conv.of(widths.of(32), 3).stride(2));
        for (int i = 0; i < steps.size(); i++) {
            x = step(x, "step%d".formatted(i + 1), steps.get(i));
        }
        return x;
    }

    private Value step(Value x, String at, Step step) {
        int out = widths.of(step.channels());
        if (!separable) {
            return net.convNormRelu(x, at, Conv.of(out, 3).stride(step.stride()));
        }
        Value y = net.convNormRelu(x, at + ".depthwise", Conv.depthwise(x, 3).stride(step.stride()));
        return net.convNormRelu(y, at + ".pointwise", Conv.of(out, 1));
    }
}

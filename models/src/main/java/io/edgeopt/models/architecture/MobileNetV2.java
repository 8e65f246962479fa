package io.edgeopt.models.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The body of MobileNetV2 (Sandler et al., 2018): inverted residuals of depthwise and pointwise convolutions. With plain
 * rectifiers instead of those cut off at 6: they train faster and let weights be equalised before quantization.
 */
final class MobileNetV2 {
    /** Expansion, channels, blocks, first stride. */
    private static final int[][] STAGES = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private final Layers net;
    private final Widths widths;
    /** What is done to the input of a residual branch. */
    private final UnaryOperator<Value> branch;

    MobileNetV2(Layers net, Widths widths, UnaryOperator<Value> branch) {
        this.net = net;
        this.widths = widths;
        this.branch = branch;
    }

    MobileNetV2(Layers net, Widths widths) {
        this(net, widths, UnaryOperator.identity());
    }

    /** What each of the seven stages gives; strides 2, 4, 8, 16, 16, 32, 32. */
    List<Value> stages(Value input) {
        List<Value> ends = new ArrayList<>();
        Value x = net.convNormRelu(input, "stem", Conv.of(widths.of(32), 3).stride(2));
        for (int stage = 0; stage < STAGES.length; stage++) {
            int[] form = STAGES[stage];
            for (int i = 0; i < form[2]; i++) {
                String at = "stage%d.%d".formatted(stage + 1, i);
                x = block(x, at, form[0], widths.of(form[1]), i == 0 ? form[3] : 1);
            }
            ends.add(x);
        }
        return ends;
    }

    /** All stages and the wide pointwise layer that ends them. */
    Value features(Value input) {
        List<Value> ends = stages(input);
        return net.convNormRelu(ends.get(ends.size() - 1), "top", Conv.of(widths.of(1280), 1));
    }

    private Value block(Value x, String at, int expansion, int out, int stride) {
        boolean residual = stride == 1 && x.channels() == out;
        Value y = residual ? branch.apply(x) : x;
        if (expansion != 1) {
            y = net.convNormRelu(y, at + ".expand", Conv.of(x.channels() * expansion, 1));
        }
        y = net.convNormRelu(y, at + ".depthwise", Conv.depthwise(y, 3).stride(stride));
        y = net.convNorm(y, at + ".project", Conv.of(out, 1));
        return residual ? net.apply("Add", x, y) : y;
    }
}

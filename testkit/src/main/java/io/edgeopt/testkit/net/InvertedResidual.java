package io.edgeopt.testkit.net;

import java.util.List;

/** Expand, filter each channel by itself, squeeze and excite, project: the block of MobileNetV3 and EfficientNet. */
final class InvertedResidual {
    /** What all blocks of one network share. */
    record Style(Activation gate, Activation squeezed, float epsilon) {}

    /** One block; {@code squeeze} is 0 where it does not squeeze and excite. */
    record Form(int kernel, int hidden, int out, int squeeze, Activation activation, int stride) {}

    private final Net net;
    private final Style style;

    InvertedResidual(Net net, Style style) {
        this.net = net;
        this.style = style;
    }

    Value block(Value x, String prefix, Form form) {
        int step = 0;
        Value y = x;
        if (form.hidden() != x.channels()) {
            y = convNorm(y, prefix + step++, Conv.of(form.hidden(), 1), form.activation());
        }
        Conv depthwise =
                Conv.of(form.hidden(), form.kernel()).stride(form.stride()).groups(form.hidden());
        y = convNorm(y, prefix + step++, depthwise, form.activation());
        if (form.squeeze() > 0) {
            y = squeezeExcite(y, prefix + step++, form.squeeze());
        }
        y = convNorm(y, prefix + step, Conv.of(form.out(), 1).gain(form.squeeze() > 0 ? 1.4 : 1), Activation.NONE);
        return form.stride() == 1 && x.channels() == form.out() ? net.apply("Add", y, x) : y;
    }

    /** Smooth rectifiers let less through than plain ones, and gates halve it: the gains make up for both. */
    Value convNorm(Value x, String at, Conv form, Activation activation) {
        boolean smooth = activation == Activation.SILU || activation == Activation.HARD_SWISH;
        Value y = net.conv(x, at + ".0", smooth ? form.gain(1.6) : form);
        y = net.batchNorm(y, at + ".1", style.epsilon());
        return activation.after(net, y);
    }

    private Value squeezeExcite(Value x, String at, int squeeze) {
        Value mean = net.op("GlobalAveragePool", List.of(x.channels(), 1, 1), x);
        Value small = net.conv(mean, at + ".fc1", Conv.of(squeeze, 1).withBias());
        small = style.squeezed().after(net, small);
        Value gate =
                net.conv(small, at + ".fc2", Conv.of(x.channels(), 1).withBias().gain(2));
        return net.apply("Mul", style.gate().after(net, gate), x);
    }
}

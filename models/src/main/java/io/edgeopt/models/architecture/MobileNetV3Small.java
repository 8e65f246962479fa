package io.edgeopt.models.architecture;

import io.edgeopt.core.graph.Node;
import java.util.List;

/**
 * MobileNetV3-Small (Howard et al., 2019), with hard swishes and squeezed attention. Its hard sigmoids have no integer
 * kernel, so quantization makes it smaller and not faster.
 */
final class MobileNetV3Small {
    /** One block: kernel, expanded channels, channels, whether it attends, whether it swishes, stride. */
    private record Block(int kernel, int expanded, int out, boolean attends, boolean swishes, int stride) {}

    private static final List<Block> BLOCKS = List.of(
            new Block(3, 16, 16, true, false, 2),
            new Block(3, 72, 24, false, false, 2),
            new Block(3, 88, 24, false, false, 1),
            new Block(5, 96, 40, true, true, 2),
            new Block(5, 240, 40, true, true, 1),
            new Block(5, 240, 40, true, true, 1),
            new Block(5, 120, 48, true, true, 1),
            new Block(5, 144, 48, true, true, 1),
            new Block(5, 288, 96, true, true, 2),
            new Block(5, 576, 96, true, true, 1),
            new Block(5, 576, 96, true, true, 1));

    private final Layers net;
    private final Widths widths;

    MobileNetV3Small(Layers net, Widths widths) {
        this.net = net;
        this.widths = widths;
    }

    /** One score a class. */
    Value logits(Value input, int classes) {
        Value x = net.apply(
                "HardSwish",
                net.convNorm(input, "stem", Conv.of(widths.of(16), 3).stride(2)));
        for (int i = 0; i < BLOCKS.size(); i++) {
            x = block(x, "block%d".formatted(i + 1), BLOCKS.get(i));
        }
        x = net.apply("HardSwish", net.convNorm(x, "top", Conv.of(widths.of(576), 1)));
        Value hidden = net.linear(net.flat(net.pooled(x)), "hidden", widths.of(1024), 0.05);
        return net.linear(net.apply("HardSwish", hidden), "classifier", classes);
    }

    private Value block(Value x, String at, Block form) {
        String activation = form.swishes() ? "HardSwish" : "Relu";
        int expanded = widths.of(form.expanded());
        int out = widths.of(form.out());
        Value y = x;
        if (expanded != x.channels()) {
            y = net.apply(activation, net.convNorm(y, at + ".expand", Conv.of(expanded, 1)));
        }
        Conv depthwise = Conv.depthwise(y, form.kernel()).stride(form.stride());
        y = net.apply(activation, net.convNorm(y, at + ".depthwise", depthwise));
        if (form.attends()) {
            y = attended(y, at + ".attention");
        }
        y = net.convNorm(y, at + ".project", Conv.of(out, 1));
        return x.sameExtents(y) ? net.apply("Add", x, y) : y;
    }

    /** Each channel weighed by what all of them are on average (squeeze and excitation). */
    private Value attended(Value x, String at) {
        int squeezed = new Widths(0.25).of(x.channels());
        Value y = net.relu(net.biasedConv(net.pooled(x), at + ".squeeze", squeezed));
        y = net.biasedConv(y, at + ".excite", x.channels());
        Value gate =
                net.emit(Node.of("HardSigmoid", List.of(y.name()), List.of()).with("alpha", 1 / 6f), y.dims());
        return net.apply("Mul", x, gate);
    }
}

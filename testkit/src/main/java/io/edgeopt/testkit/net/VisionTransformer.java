package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;

/** The vision transformer (Dosovitskiy et al., 2020), as torchvision has it but for the split input projections. */
public final class VisionTransformer {
    private VisionTransformer() {}

    /** 12 layers of width 192 with 3 heads, patches of 16. */
    public static Model tiny(Setup setup) {
        return of("vit_tiny_16", setup, 16, 12, 192, 3);
    }

    /** 12 layers of width 768 with 12 heads, patches of 16. */
    public static Model base(Setup setup) {
        return of("vit_b_16", setup, 16, 12, 768, 12);
    }

    public static Model of(String name, Setup setup, int patch, int depth, int width, int heads) {
        Net net = new Net(name, setup);
        Value x = net.input("input", 3, setup.size(), setup.size());
        x = net.conv(
                x,
                "conv_proj",
                Conv.of(width, patch).stride(patch).pad(0).withBias().gain(1));
        int patches = x.dims().get(1) * x.dims().get(2);
        x = net.transpose(net.reshape(x, width, patches), 1, 0);
        x = withClassToken(net, x);
        String positions = net.weight(
                "encoder.pos_embedding", HashWeights.of("encoder.pos_embedding", 0, 0.1, 1, patches + 1, width));
        x = net.emit(Node.of("Add", List.of(x.name(), positions), List.of()), x.dims());
        for (int layer = 0; layer < depth; layer++) {
            x = layer(net, x, "encoder.layers.encoder_layer_%d.".formatted(layer), heads);
        }
        x = net.layerNorm(x, "encoder.ln");
        Value token = net.flat(net.slice(x, 0, 1));
        return net.output("logits", net.linear(token, "heads.head", setup.classes()))
                .model();
    }

    /** The token is repeated over the batch by adding it to the zeros that a product with 0 gives. */
    private static Value withClassToken(Net net, Value x) {
        String token = net.weight("class_token", HashWeights.of("class_token", 0, 0.1, 1, 1, x.last()));
        Value zeros = net.scaled(net.slice(x, 0, 1), 0);
        Value tokens = net.emit(Node.of("Add", List.of(zeros.name(), token), List.of()), zeros.dims());
        return net.concat(tokens, x);
    }

    private static Value layer(Net net, Value x, String at, int heads) {
        Value attended = Attention.of(net, net.layerNorm(x, at + "ln_1"), at + "self_attention", heads);
        Value sum = net.apply("Add", attended, x);
        Value hidden = net.linear(net.layerNorm(sum, at + "ln_2"), at + "mlp.0", 4 * x.last(), Math.sqrt(2));
        Value mlp = net.linear(Activation.GELU.after(net, hidden), at + "mlp.3", x.last());
        return net.apply("Add", sum, mlp);
    }
}

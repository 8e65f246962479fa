package io.edgeopt.testkit.net;

import java.util.List;

/** Multi-head self-attention over {@code [tokens, width]}, with the weights of PyTorch's {@code MultiheadAttention}. */
final class Attention {
    private Attention() {}

    static Value of(Net net, Value x, String layer, int heads) {
        int tokens = x.dims().get(0);
        int width = x.last();
        Value q = net.transpose(net.reshape(part(net, x, layer, "q"), tokens, heads, width / heads), 1, 0, 2);
        Value k = net.transpose(net.reshape(part(net, x, layer, "k"), tokens, heads, width / heads), 1, 2, 0);
        Value v = net.transpose(net.reshape(part(net, x, layer, "v"), tokens, heads, width / heads), 1, 0, 2);
        Value scores = net.op("MatMul", List.of(heads, tokens, tokens), q, k);
        Value shares = net.apply("Softmax", net.scaled(scores, (float) (1 / Math.sqrt((double) width / heads))));
        Value mixed = net.op("MatMul", List.of(heads, tokens, width / heads), shares, v);
        Value joined = net.reshape(net.transpose(mixed, 1, 0, 2), tokens, width);
        return net.linear(joined, layer + ".out_proj", width);
    }

    /** PyTorch keeps the three projections in one tensor; here each is one of its own, so that it can be quantized. */
    private static Value part(Net net, Value x, String layer, String part) {
        return net.linear(x, layer + "." + part, x.last());
    }
}

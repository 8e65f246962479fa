package io.edgeopt.autograd.loss;

/** Lines of TorchScript that several losses over boxes share. */
final class BoxFormulas {
    /**
     * Of two tables of corners, {@code box} and {@code truth}, a column {@code far}: one minus their generalized
     * intersection over union (Rezatofighi et al., 2019).
     */
    static final String GIOU = """
            truth = torch.type_as(truth, box)
            low, high = torch.narrow(box, 1, 0, 2), torch.narrow(box, 1, 2, 2)
            low2, high2 = torch.narrow(truth, 1, 0, 2), torch.narrow(truth, 1, 2, 2)
            side = torch.clamp_min(torch.sub(high, low), 0.)
            side2 = torch.clamp_min(torch.sub(high2, low2), 0.)
            shared = torch.clamp_min(torch.sub(torch.minimum(high, high2), torch.maximum(low, low2)), 0.)
            hull = torch.sub(torch.maximum(high, high2), torch.minimum(low, low2))
            inner = torch.mul(torch.select(shared, 1, 0), torch.select(shared, 1, 1))
            area = torch.mul(torch.select(side, 1, 0), torch.select(side, 1, 1))
            area2 = torch.mul(torch.select(side2, 1, 0), torch.select(side2, 1, 1))
            whole = torch.mul(torch.select(hull, 1, 0), torch.select(hull, 1, 1))
            union = torch.sub(torch.add(area, area2), inner)
            gap = torch.div(torch.sub(whole, union), torch.add(whole, 1.0E-7))
            far = torch.add(torch.sub(gap, torch.div(inner, torch.add(union, 1.0E-7))), 1.)
            """;

    private BoxFormulas() {}

    /** TorchScript that makes logits of what the network gives, when it gives probabilities. */
    static String logits(String probabilities) {
        return "torch.logit(%s, 1.0E-6)".formatted(probabilities);
    }
}

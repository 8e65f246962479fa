package io.edgeopt.xai.relevance;

import io.edgeopt.core.tensor.Tensor;

/** How a weighted sum divides what arrives at it among its summands. */
@FunctionalInterface
interface LinearRule {
    /** Keeps quotients finite. */
    double TINY = 1e-9;

    Tensor back(LinearStep layer, Tensor arrived);

    /** By their shares of the sum, of which {@code epsilon} keeps a part to itself. */
    static LinearRule epsilon(double epsilon) {
        return (layer, arrived) -> {
            Tensor z = layer.run(layer.input(), layer.weight(), /* biased= */ true);
            return divided(layer, layer.weight(), z, arrived, epsilon);
        };
    }

    /** The same with an epsilon that is a share of the sums' usual size. */
    static LinearRule relativeEpsilon(double share) {
        return (layer, arrived) -> {
            Tensor z = layer.run(layer.input(), layer.weight(), /* biased= */ true);
            return divided(layer, layer.weight(), z, arrived, TINY + share * Numbers.size(z));
        };
    }

    /** By their shares, positive weights made larger by {@code gamma} of themselves. */
    static LinearRule gamma(double gamma) {
        return (layer, arrived) -> {
            Tensor favoured = Numbers.of(layer.weight(), layer.weight(), (w, same) -> w + gamma * Math.max(0, w));
            Tensor z = layer.run(layer.input(), favoured, /* biased= */ true);
            return divided(layer, favoured, z, arrived, TINY);
        };
    }

    /**
     * The same for inputs of either sign: where a sum is positive its positive summands are favoured, where it is
     * negative its negative ones, so that no quotient grows without bound where a layer before has no rectifier.
     */
    static LinearRule signedGamma(double gamma, double share) {
        return (layer, arrived) -> {
            Tensor z = layer.run(layer.input(), layer.weight(), /* biased= */ true);
            Tensor up = Numbers.of(arrived, z, (r, sum) -> sum > 0 ? r : 0);
            Tensor down = Numbers.of(arrived, z, (r, sum) -> sum > 0 ? 0 : r);
            Tensor forUp = favoured(layer, up, z, gamma, share, /* positive= */ true);
            return Numbers.sum(forUp, favoured(layer, down, z, gamma, share, /* positive= */ false));
        };
    }

    private static Tensor favoured(
            LinearStep layer, Tensor arrived, Tensor z, double gamma, double share, boolean positive) {
        Tensor plus = Numbers.positive(layer.input());
        Tensor minus = Numbers.negative(layer.input());
        Tensor more = Numbers.of(layer.weight(), layer.weight(), (w, same) -> w + gamma * Math.max(0, w));
        Tensor less = Numbers.of(layer.weight(), layer.weight(), (w, same) -> w + gamma * Math.min(0, w));
        Tensor withPlus = positive ? more : less;
        Tensor withMinus = positive ? less : more;
        Tensor sum = Numbers.sum(
                layer.run(plus, withPlus, /* biased= */ true), layer.run(minus, withMinus, /* biased= */ false));
        Tensor quotient = Numbers.share(arrived, sum, TINY + share * Numbers.size(z));
        return Numbers.sum(
                Numbers.product(plus, layer.back(withPlus, quotient)),
                Numbers.product(minus, layer.back(withMinus, quotient)));
    }

    /**
     * What speaks for the sum and what speaks against it apart: {@code alpha} of what arrives goes to the positive
     * summands, less {@code alpha - 1} of it to the negative ones.
     */
    static LinearRule alphaBeta(double alpha) {
        return (layer, arrived) -> {
            Tensor gained = apart(layer, arrived, /* positive= */ true);
            if (alpha == 1) {
                return gained;
            }
            Tensor lost = apart(layer, arrived, /* positive= */ false);
            return Numbers.of(gained, lost, (plus, minus) -> alpha * plus - (alpha - 1) * minus);
        };
    }

    /** For pixels between {@code low} and {@code high}: by how far each is from the bound that would least speak for it. */
    static LinearRule box(Tensor low, Tensor high) {
        return (layer, arrived) -> {
            Tensor positive = Numbers.positive(layer.weight());
            Tensor negative = Numbers.negative(layer.weight());
            Tensor whole = layer.run(layer.input(), layer.weight(), /* biased= */ false);
            Tensor fromLow = layer.run(low, positive, /* biased= */ false);
            Tensor fromHigh = layer.run(high, negative, /* biased= */ false);
            Tensor bounds = Numbers.sum(fromLow, fromHigh);
            Tensor z = Numbers.of(whole, bounds, (all, part) -> all - part);
            Tensor share = Numbers.share(arrived, z, TINY);
            Tensor one = Numbers.product(layer.input(), layer.back(layer.weight(), share));
            Tensor two = Numbers.product(low, layer.back(positive, share));
            Tensor three = Numbers.product(high, layer.back(negative, share));
            return Numbers.of(one, Numbers.sum(two, three), (all, part) -> all - part);
        };
    }

    private static Tensor divided(LinearStep layer, Tensor weight, Tensor z, Tensor arrived, double epsilon) {
        return Numbers.product(layer.input(), layer.back(weight, Numbers.share(arrived, z, epsilon)));
    }

    /** Among the summands of one sign alone; the bias takes no part. */
    private static Tensor apart(LinearStep layer, Tensor arrived, boolean positive) {
        Tensor plus = Numbers.positive(layer.input());
        Tensor minus = Numbers.negative(layer.input());
        Tensor withPlus = positive ? Numbers.positive(layer.weight()) : Numbers.negative(layer.weight());
        Tensor withMinus = positive ? Numbers.negative(layer.weight()) : Numbers.positive(layer.weight());
        boolean signed = Numbers.total(minus) < 0;
        Tensor z = layer.run(plus, withPlus, /* biased= */ false);
        if (signed) {
            z = Numbers.sum(z, layer.run(minus, withMinus, /* biased= */ false));
        }
        Tensor share = Numbers.share(arrived, z, TINY);
        Tensor handed = Numbers.product(plus, layer.back(withPlus, share));
        return signed ? Numbers.sum(handed, Numbers.product(minus, layer.back(withMinus, share))) : handed;
    }
}

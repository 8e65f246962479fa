package io.edgeopt.xai.relevance;

import io.edgeopt.core.tensor.Tensor;

/** Arithmetic on tensors of one shape, element by element. */
final class Numbers {
    /** Two numbers to one. */
    @FunctionalInterface
    interface Of {
        double apply(double one, double other);
    }

    private Numbers() {}

    static Tensor of(Tensor one, Tensor other, Of function) {
        float[] values = one.toFloats();
        float[] others = other.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) function.apply(values[i], others[i]);
        }
        return Tensor.of(values, one.shape().toArray());
    }

    static Tensor product(Tensor one, Tensor other) {
        return of(one, other, (a, b) -> a * b);
    }

    static Tensor sum(Tensor one, Tensor other) {
        return of(one, other, Double::sum);
    }

    static Tensor positive(Tensor tensor) {
        return of(tensor, tensor, (a, b) -> Math.max(0, a));
    }

    static Tensor negative(Tensor tensor) {
        return of(tensor, tensor, (a, b) -> Math.min(0, a));
    }

    static Tensor scaled(Tensor tensor, double factor) {
        return of(tensor, tensor, (a, b) -> factor * a);
    }

    /** {@code relevance / z}, kept finite by {@code epsilon} added to the magnitude of z. */
    static Tensor share(Tensor relevance, Tensor z, double epsilon) {
        return of(relevance, z, (r, value) -> r / (value + (value < 0 ? -epsilon : epsilon)));
    }

    static double total(Tensor tensor) {
        double total = 0;
        for (float value : tensor.toFloats()) {
            total += value;
        }
        return total;
    }

    /** The square root of the mean square. */
    static double size(Tensor tensor) {
        float[] values = tensor.toFloats();
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        return values.length == 0 ? 0 : Math.sqrt(square / values.length);
    }
}

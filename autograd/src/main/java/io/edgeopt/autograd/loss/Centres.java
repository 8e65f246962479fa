package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/** A direction a person, which learns together with the network and is thrown away after. */
final class Centres {
    private static final String NAME = "centres";

    private final Tensor first;
    private final int people;
    private final int size;

    private Centres(Tensor first) {
        this.first = first;
        this.people = (int) first.shape().toArray()[0];
        this.size = (int) first.shape().toArray()[1];
    }

    /** Random directions of length about one. */
    static Centres random(int people, int size, long seed) {
        if (people < 1 || size < 1) {
            throw new IllegalArgumentException("%d centres of %d numbers".formatted(people, size));
        }
        return new Centres(Seeded.normal(seed, 1 / Math.sqrt(size), people, size));
    }

    /** The same people, beginning at the rows of {@code centres}; a row of zeros, which points nowhere, is passed over. */
    Centres at(Tensor centres) {
        if (!centres.shape().equals(first.shape())) {
            throw new IllegalArgumentException("%s for %d people of %d numbers".formatted(centres, people, size));
        }
        float[] rows = centres.toFloats();
        float[] before = first.toFloats();
        for (int at = 0; at < rows.length; at += size) {
            boolean none = true;
            for (int i = 0; i < size; i++) {
                none &= rows[at + i] == 0;
            }
            if (none) {
                System.arraycopy(before, at, rows, at, size);
            }
        }
        return new Centres(Tensor.of(rows, people, size));
    }

    int people() {
        return people;
    }

    /** Where they begin. */
    Map<String, Tensor> weights() {
        return Map.of(NAME, first);
    }

    NDArray now(Outcome outcome, NDArray vectors, String output) {
        long found = vectors.size() / Math.max(1, vectors.getShape().get(0));
        if (found != size) {
            throw new InvalidPlanException(
                    "output '%s' gives %d numbers an item, the loss was made for %d".formatted(output, found, size));
        }
        return Optional.ofNullable(outcome.weights().get(NAME))
                .orElseThrow(() -> new IllegalArgumentException("the loss's own weights were not given to it"));
    }
}

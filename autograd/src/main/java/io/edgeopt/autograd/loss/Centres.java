package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/** A direction a person, which learns together with the network and is thrown away after. */
record Centres(int people, int size, long seed) {
    private static final String NAME = "centres";

    Centres {
        if (people < 1 || size < 1) {
            throw new IllegalArgumentException("%d centres of %d numbers".formatted(people, size));
        }
    }

    /** Where they begin: random directions of length about one. */
    Map<String, Tensor> weights() {
        return Map.of(NAME, Seeded.normal(seed, 1 / Math.sqrt(size), people, size));
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

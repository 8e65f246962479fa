package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.optimizers.quantize.range.Range;
import java.util.Optional;

/**
 * A row of the table: what an operator does among integers.
 *
 * @param range the values that can come out, where the operator itself says so
 */
record Rule(Role role, Optional<Range> range) {
    static Rule of(Role role) {
        return new Rule(role, Optional.empty());
    }

    static Rule within(Role role, double low, double high) {
        return new Rule(role, Optional.of(new Range(low, high)));
    }
}

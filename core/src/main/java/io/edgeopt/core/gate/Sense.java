package io.edgeopt.core.gate;

import java.util.Arrays;

/** How a value has to stand to its limit. */
public enum Sense {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    OTHER("!=");

    private final String sign;

    Sense(String sign) {
        this.sign = sign;
    }

    static Sense of(String sign) {
        return Arrays.stream(values())
                .filter(sense -> sense.sign.equals(sign))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(sign));
    }

    /** Whether it asks for one value, or for any but one. */
    boolean isOfEquality() {
        return this == EQUAL || this == OTHER;
    }

    /** Whether small values are good ones. */
    boolean isUpperLimit() {
        return this == LESS || this == AT_MOST;
    }

    boolean holds(double value, double limit) {
        return switch (this) {
            case LESS -> value < limit;
            case AT_MOST -> value <= limit;
            case MORE -> value > limit;
            case AT_LEAST -> value >= limit;
            case EQUAL -> value == limit;
            case OTHER -> value != limit;
        };
    }

    @Override
    public String toString() {
        return sign;
    }
}

package io.edgeopt.core.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a measurement can be believed.
 *
 * @param state the word
 * @param reasons why it is not {@link State#VALID}
 * @param advice what to do about each
 */
public record Verdict(State state, List<String> reasons, List<String> advice) {
    /** The word. */
    public enum State {
        VALID,
        /** Something else disturbed: it may be right, and another run may show it. */
        INCONCLUSIVE,
        /** It does not show what it was to show. */
        INVALID
    }

    public Verdict {
        reasons = List.copyOf(reasons);
        advice = List.copyOf(advice);
    }

    /** Collects doubts. */
    public static final class Doubts {
        private final List<String> reasons = new ArrayList<>();
        private final List<String> advice = new ArrayList<>();
        private State state = State.VALID;

        public void invalid(String reason, String whatToDo) {
            state = State.INVALID;
            add(reason, whatToDo);
        }

        public void inconclusive(String reason, String whatToDo) {
            if (state == State.VALID) {
                state = State.INCONCLUSIVE;
            }
            add(reason, whatToDo);
        }

        private void add(String reason, String whatToDo) {
            reasons.add(reason);
            if (!advice.contains(whatToDo)) {
                advice.add(whatToDo);
            }
        }

        public Verdict verdict() {
            return new Verdict(state, reasons, advice);
        }
    }

    @Override
    public String toString() {
        return reasons.isEmpty()
                ? state.name()
                : "%s (%s)".formatted(state.name().toUpperCase(Locale.ROOT), String.join("; ", reasons));
    }
}

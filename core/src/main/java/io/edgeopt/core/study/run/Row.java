package io.edgeopt.core.study.run;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.study.Control;
import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.study.run.Scoring.Scored;
import io.edgeopt.core.study.run.Variants.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A row of the result as it is filled. */
final class Row {
    private final Variant variant;
    private final Optional<Variant> control;
    private final List<String> notes;
    private Optional<String> failure;
    private Optional<Scored> scored = Optional.empty();
    private Optional<Control> compared = Optional.empty();
    private Optional<Explained> explained = Optional.empty();
    private Optional<Speed> speed = Optional.empty();

    Row(Variant variant, Optional<Variant> control) {
        this.variant = variant;
        this.control = control;
        this.failure = variant.failure();
        this.notes = new ArrayList<>(variant.notes());
    }

    Variant variant() {
        return variant;
    }

    Optional<Variant> control() {
        return control;
    }

    boolean isAlive() {
        return failure.isEmpty() && variant.leftOut().isEmpty();
    }

    void note(String words) {
        notes.add(words);
    }

    void scored(Scored found, Optional<Control> against) {
        scored = Optional.of(found);
        compared = against;
    }

    void explained(Explained found) {
        explained = Optional.of(found);
    }

    void measured(Optional<Speed> found) {
        speed = found;
    }

    /** What goes wrong in the work makes a failure of the row, and {@code listener} is told why. */
    void unlessFailed(Runnable work, Consumer<String> listener) {
        if (!isAlive()) {
            return;
        }
        try {
            work.run();
        } catch (EdgeoptException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            listener.accept(String.valueOf(e.getMessage()));
        }
    }

    /** What cannot be told of a variant does not make it a failure. */
    void orNote(Runnable work) {
        if (!isAlive()) {
            return;
        }
        try {
            work.run();
        } catch (EdgeoptException e) {
            notes.add("not explained: " + e.getMessage());
        }
    }

    VariantRow of(String device) {
        return new VariantRow(
                variant.name(),
                device,
                variant.how(),
                variant.lineage(),
                failure,
                scored.map(Scored::file),
                scored.map(Scored::accuracy),
                speed,
                explained,
                List.copyOf(notes),
                variant.training(),
                variant.sensitivity(),
                compared,
                variant.leftOut());
    }
}

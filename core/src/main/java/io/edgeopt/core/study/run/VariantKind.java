package io.edgeopt.core.study.run;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.run.TrainingCurve;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.study.Sensitivity;
import io.edgeopt.core.study.Thoroughness.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A way to make a variant of a model, which studies ask for by name. */
public interface VariantKind {
    /** What tables and files call it: {@code int8}. */
    String name();

    /** What it does, in a line for people. */
    String words();

    /** All that decides what comes out, besides the model, the data and the amounts. */
    String settings();

    /** Other variants that it starts from or learns from, by name. */
    default List<String> needs() {
        return List.of();
    }

    /** A variant that is made the same way but for a teacher, by name: what the teacher was worth is told against it. */
    default Optional<String> control() {
        return Optional.empty();
    }

    /** Whether it, or what it needs, has much to learn: with few steps it would be worth nothing. */
    default boolean learnsForLong() {
        return false;
    }

    /** How long it takes, beside others: 1 for a second or so. */
    default int effort() {
        return 3;
    }

    /** Why the model can have no such variant; empty where it can. */
    default Optional<String> unfit(Subject subject) {
        return Optional.empty();
    }

    /** Fails with {@link LeftOutException} where the variant would be worth nothing. */
    Made make(Request request);

    /**
     * What there is to make a variant with.
     *
     * @param others the variants that it needs
     * @param decided what was decided by measuring in an earlier run, to be done again
     */
    record Request(
            Subject subject,
            Map<String, Source> others,
            Map<String, String> decided,
            Amounts amounts,
            Backend backend,
            int threads,
            long seed,
            Progress progress) {
        /** Of that name, which it needs, or the baseline. */
        public Source source(String name) {
            Source other = others.get(name);
            return other == null ? new Source(subject.model(), subject.card()) : other;
        }
    }

    /** A model that a variant is made of, and its card. */
    record Source(Model model, ModelCard card) {}

    /**
     * A variant.
     *
     * @param card of it; its digest is written when the file is
     * @param how it was made, in a line
     * @param notes what the reader should know
     * @param decisions what was decided by measuring
     * @param packedBytes of its archive, where that is the point of it
     * @param training how its last training went
     * @param sensitivity of the layers
     */
    record Made(
            Model model,
            ModelCard card,
            String how,
            List<String> notes,
            Map<String, String> decisions,
            Optional<Long> packedBytes,
            Optional<TrainingCurve> training,
            Optional<Sensitivity> sensitivity) {
        public Made {
            notes = List.copyOf(notes);
            decisions = Map.copyOf(decisions);
        }

        /** With nothing to tell but how. */
        public static Made of(Model model, ModelCard card, String how) {
            return new Made(
                    model, card, how, List.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        public Made withNotes(List<String> changed) {
            return new Made(model, card, how, changed, decisions, packedBytes, training, sensitivity);
        }

        public Made withPackedBytes(long changed) {
            return new Made(model, card, how, notes, decisions, Optional.of(changed), training, sensitivity);
        }

        public Made withTraining(TrainingCurve changed) {
            return new Made(model, card, how, notes, decisions, packedBytes, Optional.of(changed), sensitivity);
        }

        public Made withSensitivity(Sensitivity changed) {
            return new Made(model, card, how, notes, decisions, packedBytes, training, Optional.of(changed));
        }
    }
}

package io.edgeopt.core.study.run;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
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

    /** How long it takes, beside others: 1 for a second or so. */
    default int effort() {
        return 3;
    }

    /** Why the model can have no such variant; empty where it can. */
    default Optional<String> unfit(Subject subject) {
        return Optional.empty();
    }

    Made make(Request request);

    /**
     * What there is to make a variant with.
     *
     * @param others the variants that it needs
     * @param decided what was decided by measuring in an earlier run, to be done again
     */
    record Request(
            Subject subject,
            Map<String, Model> others,
            Map<String, String> decided,
            Amounts amounts,
            Backend backend,
            int threads,
            long seed,
            Progress progress) {}

    /**
     * A variant.
     *
     * @param card of it; its digest is written when the file is
     * @param how it was made, in a line
     * @param notes what the reader should know
     * @param decisions what was decided by measuring
     * @param packedBytes of its archive, where that is the point of it
     */
    record Made(
            Model model,
            ModelCard card,
            String how,
            List<String> notes,
            Map<String, String> decisions,
            Optional<Long> packedBytes) {
        public Made {
            notes = List.copyOf(notes);
            decisions = Map.copyOf(decisions);
        }

        /** With nothing to tell but how. */
        public static Made of(Model model, ModelCard card, String how) {
            return new Made(model, card, how, List.of(), Map.of(), Optional.empty());
        }
    }
}

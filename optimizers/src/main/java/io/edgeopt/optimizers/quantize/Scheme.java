package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import java.util.Map;
import java.util.Optional;

/** A way to store or compute a model in fewer bits, which a user asks for by name. */
public interface Scheme {
    /**
     * What there is to quantize with.
     *
     * @param calibration samples like those that the model will see, where the user gave some
     * @param budget how much accuracy the model may lose, where the user says so
     * @param settings what the user wants; a scheme takes no notice of what does not concern it
     * @param bits as the user wrote them, where the scheme leaves that to him
     * @param training how the result is trained through its own quantization, where the user wants that
     * @param judge compares with the model that shall be quantized, on the first of the calibration samples, where
     *     somebody has one; whoever calibrates tells it the answers
     * @param seed what chance there is is drawn from
     */
    record Request(
            Backend backend,
            QuantizeSettings settings,
            Optional<InputSource> calibration,
            Optional<String> bits,
            Optional<Training> training,
            Optional<Fidelity> judge,
            long seed,
            Optional<Budget> budget,
            Progress progress) {
        /** One without a judge. */
        public Request(
                Backend backend,
                QuantizeSettings settings,
                Optional<InputSource> calibration,
                Optional<String> bits,
                Optional<Training> training,
                long seed,
                Optional<Budget> budget,
                Progress progress) {
            this(backend, settings, calibration, bits, training, Optional.empty(), seed, budget, progress);
        }

        /** One without a judge, and without a training. */
        public Request(
                Backend backend,
                QuantizeSettings settings,
                Optional<InputSource> calibration,
                Optional<String> bits,
                long seed,
                Optional<Budget> budget,
                Progress progress) {
            this(backend, settings, calibration, bits, Optional.empty(), seed, budget, progress);
        }

        /** The same with other settings. */
        public Request with(QuantizeSettings changed) {
            return new Request(backend, changed, calibration, bits, training, judge, seed, budget, progress);
        }
    }

    /** Whether it learns from samples and cannot do without. */
    boolean needsCalibration();

    /** Whether the user may choose the bits. */
    default boolean takesBits() {
        return false;
    }

    /** Whether its result can be trained. */
    default boolean takesTraining() {
        return false;
    }

    /** Whether it decides anything by measuring, which the same command shall decide the same another time. */
    default boolean decides() {
        return false;
    }

    /**
     * The same, deciding as it did before.
     *
     * @param decided what {@link Choice#decided} told of an earlier run; empty to measure
     */
    default Scheme keepingTo(Map<String, String> decided) {
        return this;
    }

    /** The step that does it; one that has more to tell of its work is a {@link ToldStep}. */
    Step step(Request request);
}

package io.edgeopt.cli;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.quantize.Training;
import io.edgeopt.optimizers.tune.TuneSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and how a model is trained with its fewer bits in mind. */
final class QuantizeTraining {
    /** Weights that are nearly right already are moved by little. */
    private static final double USUAL_RATE = 2e-5;

    private static final double USUAL_RATE_OF_CENTROIDS = 1e-4;
    private static final int USUAL_STEPS = 400;

    @Option(
            names = "--qat",
            description = "Train the weights through their integers, from the calibrated start, with the float model as"
                    + " teacher (scheme static). Needs --train.")
    private boolean throughIntegers;

    @Option(
            names = "--tune-centroids",
            description =
                    "Train the values that weights share, and scales of channels, in the same way (scheme clusters). Needs"
                            + " --train.")
    private boolean centroids;

    @Option(
            names = "--train",
            paramLabel = "DATA",
            description = "Labelled samples for --qat and --tune-centroids: the part 'train' to learn from, 'val' to"
                    + " choose the best weights by. May be given several times.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--val",
            paramLabel = "DATA",
            description = "What to choose the best weights by (default: the parts 'val' of the training data).")
    private List<Path> validation = new ArrayList<>();

    @Option(names = "--steps", paramLabel = "N", description = "Train for so many batches (default: 400).")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--epochs", paramLabel = "N", description = "Train until every sample was seen so often.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Samples in a batch (default: 32).")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--rate", paramLabel = "R", description = "Learning rate (default: 0.00002, of centroids 0.0001).")
    private Optional<Double> rate = Optional.empty();

    /** Fails where what is asked does not go together. */
    void check(String scheme, boolean trainable) {
        if (throughIntegers && centroids) {
            throw new InvalidPlanException(
                    "--qat is for --scheme static, --tune-centroids for clusters; give one of them");
        }
        boolean asked = throughIntegers || centroids;
        boolean said = !data.isEmpty()
                || !validation.isEmpty()
                || steps.isPresent()
                || epochs.isPresent()
                || batch.isPresent()
                || rate.isPresent();
        if (!asked && said) {
            throw new InvalidPlanException("nothing is trained without --qat or --tune-centroids; give one of them");
        }
        if (!asked) {
            return;
        }
        boolean fits = trainable && (centroids == scheme.equals("clusters"));
        if (!fits) {
            throw new InvalidPlanException(
                    "--scheme %s cannot be trained by %s; --qat is for static, --tune-centroids for clusters"
                            .formatted(scheme, throughIntegers ? "--qat" : "--tune-centroids"));
        }
        if (data.isEmpty()) {
            throw new InvalidPlanException("training needs labelled samples; give some with --train DATA");
        }
        if (steps.isPresent() && epochs.isPresent()) {
            throw new InvalidPlanException("--steps and --epochs both say how long; give one of them");
        }
    }

    /** The training that was asked for, if one was. */
    Optional<Training> of(KnownModel source, long seed, int threads, Backend backend) {
        if (!throughIntegers && !centroids) {
            return Optional.empty();
        }
        LearningData opened = LearningData.open(data, validation, List.of());
        if (opened.validation().isEmpty()) {
            throw new InvalidDataException(
                    "the training data have no part 'val' to choose the best weights by; give samples with --val DATA");
        }
        TuneSettings settings = settings(seed, threads, opened.samples());
        Architecture teacher = new Architecture(source.model(), source.known().card());
        String what = throughIntegers ? "trained through its integers" : "trained centroids";
        return Optional.of(TuneRun.through(what, teacher, opened, settings, backend));
    }

    private TuneSettings settings(long seed, int threads, int samples) {
        TuneSettings usual = TuneSettings.of(steps.orElse(USUAL_STEPS), seed).withThreads(Math.max(1, threads));
        TuneSettings settings = usual.withBatch(batch.orElse(usual.batch()))
                .withRate(rate.orElse(centroids ? USUAL_RATE_OF_CENTROIDS : USUAL_RATE));
        return epochs.map(count -> settings.withEpochs(count, samples)).orElse(settings);
    }

    /** What was done, in the words of the command line, for lineages; empty where nothing was. */
    String words() {
        if (!throughIntegers && !centroids) {
            return "";
        }
        String length = epochs.map(count -> " --epochs " + count).orElse(" --steps " + steps.orElse(USUAL_STEPS));
        return (throughIntegers ? " --qat" : " --tune-centroids") + length;
    }
}

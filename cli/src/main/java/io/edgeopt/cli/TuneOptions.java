package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.optimizers.tune.TuneSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a model is trained further after it was changed. */
final class TuneOptions {
    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Labelled samples: the part 'train' to learn from, 'val' to choose the best weights by, and"
                    + " 'test' to score before and after. May be given several times.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--val",
            paramLabel = "DATA",
            description = "What to choose the best weights by (default: the parts 'val' of the data).")
    private List<Path> validation = new ArrayList<>();

    @Option(
            names = "--test",
            paramLabel = "DATA",
            description = "What to score on (default: the parts 'test' of the data).")
    private List<Path> test = new ArrayList<>();

    @Option(names = "--no-test", description = "Do not score on the parts 'test' of the data.")
    private boolean untested;

    @Option(names = "--steps", paramLabel = "N", description = "Train further for so many batches.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--epochs", paramLabel = "N", description = "Train further until every sample was seen so often.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Samples in a batch (default: 32).")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--rate", paramLabel = "R", description = "Learning rate (default: 0.0005).")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--augment",
            paramLabel = "STEP",
            description = "What becomes of pictures by chance, once for each step, as in 'models train' (default: what"
                    + " suits the task).")
    private List<String> augment = new ArrayList<>();

    /** Whether there is anything to train. */
    boolean isAsked() {
        return steps.isPresent() || epochs.isPresent();
    }

    /** Where the first of the samples to learn from are; none where nothing is trained. */
    Optional<Path> firstToLearnFrom() {
        return isAsked() ? first() : Optional.empty();
    }

    /** Where the first of the samples are, whether they are learnt from or only scored on. */
    Optional<Path> first() {
        return data.stream().findFirst();
    }

    /** The data to learn from and to score on; fails where training is asked for without any. */
    LearningData data() {
        if (isAsked() && data.isEmpty()) {
            throw new InvalidPlanException(
                    "--steps and --epochs train on labelled samples; give some with --data DATA");
        }
        if (!isAsked() && (batch.isPresent() || rate.isPresent() || !augment.isEmpty())) {
            throw new InvalidPlanException("nothing is trained without --steps or --epochs; give one of them");
        }
        if (untested && !test.isEmpty()) {
            throw new InvalidPlanException("--test and --no-test exclude each other; give one of them");
        }
        LearningData opened = LearningData.open(data, validation, test);
        return untested ? opened.untested() : opened;
    }

    /**
     * The settings asked for.
     *
     * @param usual what holds where nothing is said, apart from the length
     * @param samples to learn from
     */
    TuneSettings settings(TuneSettings usual, int samples) {
        if (steps.isPresent() && epochs.isPresent()) {
            throw new InvalidPlanException("--steps and --epochs both say how long; give one of them");
        }
        TuneSettings settings = usual.withBatch(batch.orElse(usual.batch())).withRate(rate.orElse(usual.rate()));
        if (!augment.isEmpty()) {
            settings = settings.withAugment(augment);
        }
        return epochs.isPresent()
                ? settings.withEpochs(epochs.get(), samples)
                : settings.withSteps(steps.orElse(usual.steps()));
    }

    /** In the words of the command line, for lineages. */
    static String words(TuneSettings settings) {
        return "tune --steps %d --batch %d --rate %s --seed %d"
                .formatted(settings.steps(), settings.batch(), settings.rate(), settings.seed());
    }
}

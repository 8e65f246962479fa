package io.edgeopt.cli;

import io.edgeopt.core.measure.BenchPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a process is to measure, as the one that starts it tells it.
 *
 * @param models that look at the same frames, most often one
 * @param guesses what of them had to be assumed
 */
record BenchJob(List<Looker> models, List<String> guesses, BenchPlan plan) {
    BenchJob {
        models = List.copyOf(models);
        guesses = List.copyOf(guesses);
    }

    /**
     * One model.
     *
     * @param model the file
     * @param card what the model takes and answers, as a card's JSON
     * @param stride of the frames that are worked on it looks at every n-th
     */
    record Looker(String model, String card, int stride) {}

    /** Of one model that sees every frame. */
    static BenchJob of(String model, String card, List<String> guesses, BenchPlan plan) {
        return new BenchJob(List.of(new Looker(model, card, 1)), guesses, plan);
    }

    List<Path> files() {
        return models.stream().map(one -> Path.of(one.model())).toList();
    }

    /** What people call it. */
    String name() {
        return models.stream().map(Looker::model).collect(Collectors.joining(" + "));
    }

    /** The same in fewer words. */
    String shortName() {
        return files().stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining(" + "));
    }
}

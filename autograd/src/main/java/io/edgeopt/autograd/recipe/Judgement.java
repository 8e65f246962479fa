package io.edgeopt.autograd.recipe;

import io.edgeopt.autograd.train.Validation;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.evaluate.Answers;
import io.edgeopt.core.evaluate.Evaluation;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.metric.Outcomes;
import java.util.Arrays;
import java.util.OptionalInt;

/** The first metric of a model's task on a data set, as {@code edgeopt evaluate} has it. */
public final class Judgement implements Validation {
    private static final int BATCH = 16;

    private final Dataset data;
    private final ModelCard card;
    private final Backend backend;
    private final SessionOptions options;
    private final VideoOpener videos;

    public Judgement(Dataset data, ModelCard card, Backend backend, SessionOptions options, VideoOpener videos) {
        this.data = data;
        this.card = card;
        this.backend = backend;
        this.options = options;
        this.videos = videos;
    }

    @Override
    public String metric() {
        return switch (card.task()) {
            case CLASSIFICATION, CLIP -> "top1";
            case DETECTION -> "mAP50";
            case EMBEDDING -> "tar@far=0.01";
        };
    }

    @Override
    public double of(Model model) {
        Answers answers = answers(model);
        for (Outcomes outcomes : answers.overall()) {
            int place = outcomes.names().indexOf(metric());
            if (place >= 0) {
                int[] once = new int[outcomes.units()];
                Arrays.fill(once, 1);
                return outcomes.scores(once)[place];
            }
        }
        throw new IllegalStateException("no metric %s among %s".formatted(metric(), answers.overall()));
    }

    /** Many at once, where the model takes many. */
    private static int batch(Model model) {
        return model.graph()
                .inputs()
                .get(0)
                .dims()
                .filter(dims -> !dims.isEmpty() && dims.get(0) instanceof Dim.Fixed)
                .map(dims -> (int) ((Dim.Fixed) dims.get(0)).extent())
                .orElse(BATCH);
    }

    private Answers answers(Model model) {
        Evaluation.Settings settings = new Evaluation.Settings(batch(model), OptionalInt.empty(), 1, 1, 0);
        try (Session session = backend.open(model, options)) {
            return new Evaluation(session, card, settings, videos).over(data, Progress.NONE);
        }
    }
}

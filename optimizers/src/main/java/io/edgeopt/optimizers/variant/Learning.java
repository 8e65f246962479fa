package io.edgeopt.optimizers.variant;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Subset;
import io.edgeopt.core.feed.DatasetInputs;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.study.run.VariantKind.Request;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.distill.DistillSettings;
import io.edgeopt.optimizers.tune.Lesson;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How variants learn after they were changed: from the training samples, by the truth and by the baseline's answers.
 *
 * <p>Steps are counted for a network of 30 million MACs; a larger one does as many fewer, so that a study lasts about as
 * long whatever it studies, and gives the same weights on any machine.
 */
final class Learning {
    private static final double USUAL_MACS = 30e6;
    private static final int FEWEST_STEPS = 2;
    private static final int FEW_SAMPLES = 8;
    private static final int SMALL_BATCH = 8;
    private static final double REMEMBERED = 10;

    private final VideoOpener videos;

    Learning(VideoOpener videos) {
        this.videos = videos;
    }

    VideoOpener videos() {
        return videos;
    }

    /** Inputs without labels. */
    InputSource samples(Request request, Model model, ModelCard card) {
        return DatasetInputs.of(
                Subset.take(request.subject().train(), request.amounts().calibration(), request.seed()),
                model.graph().inputs(),
                card,
                videos);
    }

    /** What is large learns from fewer samples at a time, rather than in two or three steps. */
    TuneSettings settings(Request request) {
        return settings(request, TuneSettings.of(request.amounts().tuneSteps(), request.seed()));
    }

    /** For a network that has learnt nothing, beside the baseline. */
    TuneSettings fromNothing(Request request) {
        int steps = request.amounts().studentSteps();
        TuneSettings usual = settings(
                request, DistillSettings.of(Lesson.SOFT, steps, request.seed()).training());
        // An average over all steps would remember the first weights.
        return usual.withAverage(Math.max(0, Math.min(usual.average(), 1 - REMEMBERED / usual.steps())));
    }

    static long macs(Model model, Request request) {
        return Cost.of(model, Trace.ofShapes(model, request.backend(), Map.of()))
                .macs();
    }

    private static TuneSettings settings(Request request, TuneSettings usual) {
        double share =
                Math.min(1, USUAL_MACS / Math.max(1, macs(request.subject().model(), request)));
        int batch = share < 0.5 ? SMALL_BATCH : usual.batch();
        double samples = (double) usual.steps() * usual.batch() * share;
        int steps = (int) Math.max(FEWEST_STEPS, Math.round(samples / batch));
        return usual.withSteps(Math.min(steps, usual.steps())).withBatch(batch);
    }

    /** With the baseline as teacher; an eighth of the samples is kept apart to choose the best weights by. */
    TuneMaterial material(Request request) {
        Dataset train = request.subject().train();
        int apart = train.size() / 8;
        Optional<Subset> validation =
                apart < FEW_SAMPLES ? Optional.empty() : Optional.of(Subset.takeApart(train, apart, request.seed()));
        TuneMaterial material = validation
                .map(held -> TuneMaterial.of(
                        Subset.of(train, train.name() + ", the rest", others(train.size(), held)), Optional.of(held)))
                .orElseGet(() -> TuneMaterial.of(train, Optional.empty()));
        return material.withTeacher(
                new Architecture(request.subject().model(), request.subject().card()));
    }

    private static int[] others(int size, Subset held) {
        boolean[] taken = new boolean[size];
        for (int place : held.places()) {
            taken[place] = true;
        }
        return IntStream.range(0, size).filter(place -> !taken[place]).toArray();
    }
}

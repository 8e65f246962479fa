package io.edgeopt.cli;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.Optional;

/** The training that follows where a command changed a model: beside the model as it was. */
record TaughtTuning(KnownModel source, LearningData data, TuneSettings settings, boolean noTeacher) {
    /** Before any work, so that options that do not fit are refused at once; empty where no training is asked for. */
    static Optional<TaughtTuning> of(
            TuneOptions tuning, KnownModel source, LearningData data, boolean noTeacher, CommonOptions common) {
        if (!tuning.isAsked()) {
            return Optional.empty();
        }
        Catalog.requirePyTorch("training");
        TuneSettings usual = TuneSettings.of(1, common.seed()).withThreads(Math.max(1, common.threads()));
        return Optional.of(new TaughtTuning(source, data, tuning.settings(usual, data.samples()), noTeacher));
    }

    Tuned run(Model made, Console console) {
        ModelCard card = source.known().card();
        TuneMaterial material = data.material();
        return TuneRun.of(
                new Architecture(made, card),
                noTeacher ? material : material.withTeacher(new Architecture(source.model(), card)),
                settings,
                console.progress());
    }

    /** In the words of the command line, for lineages. */
    String words() {
        return TuneOptions.words(settings);
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.DataDigest;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Subset;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.study.StudiedModel.TestData;
import io.edgeopt.core.study.StudyPlan;
import io.edgeopt.core.study.StudyPlan.PlannedModel;
import io.edgeopt.core.study.run.Subject;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import java.util.List;
import java.util.Optional;

/** The models of a study with their data; what has none of its own is given drawn data. */
final class StudySubjects {
    private final StudyPlan plan;
    private final Console console;

    StudySubjects(StudyPlan plan, Console console) {
        this.plan = plan;
        this.console = console;
    }

    Subject of(PlannedModel planned) {
        KnownModel known = KnownModel.of(planned.model(), new CardOptions());
        CardGuess described = known.known();
        described.guesses().forEach(guess -> console.note("%s, no card: assuming %s", planned.name(), guess));
        Dataset test = Subset.take(test(planned), plan.amounts().testSamples(), plan.seed());
        Dataset train = Subset.take(train(planned), plan.amounts().trainSamples(), plan.seed());
        return new Subject(
                planned.name(),
                known.file(),
                known.model(),
                described.card(),
                FileDigest.sha256(known.file()),
                frame(described.card()),
                test,
                train,
                new TestData(test.name(), DataDigest.of(test), test.size()),
                DataDigest.of(train));
    }

    private Dataset test(PlannedModel planned) {
        if (planned.data().isEmpty()) {
            return drawn(planned).test();
        }
        DataSource source = Datasets.open(planned.data().get());
        return part(source, List.of("test", "val")).orElseGet(source::dataset);
    }

    private Dataset train(PlannedModel planned) {
        if (planned.train().isPresent()) {
            DataSource source = Datasets.open(planned.train().get());
            return part(source, List.of("train")).orElseGet(source::dataset);
        }
        if (planned.data().isPresent()) {
            return part(Datasets.open(planned.data().get()), List.of("train", "val"))
                    .orElseThrow(() -> new InvalidPlanException(
                            "%s: %s has no part to calibrate with and to learn from; give 'train'"
                                    .formatted(planned.name(), planned.data().get())));
        }
        return drawn(planned).train();
    }

    private DrawnData drawn(PlannedModel planned) {
        return DrawnData.of(planned.model(), plan.amounts(), console.progress());
    }

    private static Optional<Dataset> part(DataSource source, List<String> names) {
        return names.stream().filter(source.splits()::contains).findFirst().map(source::split);
    }

    /** What the model sees at once. */
    private static String frame(ModelCard card) {
        CardInput input = card.inputs().get(0);
        Optional<Preparation> preparation = input.preparation();
        String picture = preparation
                .map(way -> "%dx%d".formatted(way.width(), way.height()))
                .orElse("as it comes");
        return input.clip()
                .map(clip -> "%dx%s".formatted(clip.frames(), picture))
                .orElse(picture);
    }
}

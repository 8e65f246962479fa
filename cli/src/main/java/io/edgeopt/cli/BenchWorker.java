package io.edgeopt.cli;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.bench.Scenario;
import io.edgeopt.camera.bench.Trial;
import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.pipeline.SessionModel;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.SlotPreparer.Resizing;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.Fork;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fresh process in which one measurement is made. */
final class BenchWorker {
    private BenchWorker() {}

    /** Takes the file that holds the job, and the file for the answer. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        BenchJob job = Json.read(Path.of(arguments[0]), "job", BenchJob.class);
        AtomicFile.write(Path.of(arguments[1]), Json.line(answer(job)));
    }

    private static BenchAnswer answer(BenchJob job) {
        try {
            return new BenchAnswer(Optional.of(measure(job)), Optional.empty());
        } catch (EdgeoptException e) {
            return new BenchAnswer(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static Fork measure(BenchJob job) {
        BenchPlan plan = job.plan();
        Resizing resizing = Resizing.valueOf(plan.resizer().toUpperCase(Locale.ROOT));
        Scenario scenario = Scenario.valueOf(plan.scenario().toUpperCase(Locale.ROOT));
        Trial.Settings settings = new Trial.Settings(
                scenario,
                plan.policy().equals("every"),
                plan.fps().isPresent() ? OptionalDouble.of(plan.fps().get()) : OptionalDouble.empty(),
                plan.seconds(),
                plan.frames().orElse(Long.MAX_VALUE),
                plan.warmup());
        try (Camera camera = Catalog.camera(plan.source())) {
            double fps = plan.fps().orElseGet(() -> camera.info().fps().orElse(Trial.USUAL_FPS));
            Trial trial = new Trial(camera, settings, Clock.system());
            return trial.run(
                    () -> models(job, resizing, fps),
                    resizer(resizing, card(job.models().get(0))),
                    job.guesses());
        }
    }

    private static List<FrameModel> models(BenchJob job, Resizing resizing, double fps) {
        SessionOptions options = SessionOptions.DEFAULT.withThreads(job.plan().threads());
        List<FrameModel> models = new ArrayList<>();
        for (BenchJob.Looker one : job.models()) {
            Session session = Catalog.backend(job.plan().backend()).open(Path.of(one.model()), options);
            models.add(SessionModel.of(session, card(one), one.stride(), resizing, fps));
        }
        return models;
    }

    private static ModelCard card(BenchJob.Looker one) {
        return ModelCard.parse("card of " + one.model(), one.card());
    }

    private static String resizer(Resizing resizing, ModelCard card) {
        return resizing == Resizing.SWSCALE
                ? "swscale_bilinear"
                : card.inputs()
                        .get(0)
                        .preparation()
                        .map(preparation -> preparation.resizer().name().toLowerCase(Locale.ROOT))
                        .orElse("none");
    }
}

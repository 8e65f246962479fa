package io.edgeopt.cli;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.alert.Alert;
import io.edgeopt.camera.alert.AlertRule;
import io.edgeopt.camera.alert.AlertSink;
import io.edgeopt.camera.alert.Marks;
import io.edgeopt.camera.bench.Trial;
import io.edgeopt.camera.pipeline.Counts;
import io.edgeopt.camera.pipeline.Mode;
import io.edgeopt.camera.pipeline.Outcome;
import io.edgeopt.camera.pipeline.Pipeline;
import io.edgeopt.camera.pipeline.RunPlan;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.Detection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a camera and raises alarms. */
@Command(
        name = "watch",
        description = "Look at a camera with one model or several, and raise alarms by rules.",
        footer = {
            "",
            "RULE is [MODEL:]LABEL>SCORE [for N frames | for Ns] [cooldown Ns]; without a cooldown, 10 s.",
            "SOURCE is drawn[:SEED], images:DIR, a video file, rtsp://…, http://…, /dev/videoN or camera:N.",
            "",
            "Example:",
            "  edgeopt watch fire.onnx --source rtsp://door/stream --alert 'fire>0.8 for 1s' --pictures alarms"
        })
final class WatchCommand extends ToolCommand {
    /** What {@code watch} found, as its JSON says it. */
    record Watched(
            String source,
            List<String> models,
            Counts frames,
            double seconds,
            int reconnects,
            Optional<String> failure,
            List<Alert> alerts) {}

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "ONNX files, or names of models in the catalogue.")
    private List<String> models = List.of();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            defaultValue = "drawn",
            description = "Where frames come from (default: ${DEFAULT-VALUE}).")
    private String source = "";

    @Option(
            names = "--alert",
            paramLabel = "RULE",
            description = "When to raise an alarm; may be given again and again.")
    private List<String> rules = List.of();

    @Option(
            names = "--stride",
            paramLabel = "N",
            split = ",",
            description = "Each model looks at every N-th frame: one number, or one for each model (default: 1).")
    private List<Integer> strides = List.of();

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Write a picture of each alarm, with frames round what was found.")
    private Optional<Path> pictures = Optional.empty();

    @Option(names = "--fps", paramLabel = "F", description = "Show a recording at that rate (default: at its own).")
    private Optional<Double> fps = Optional.empty();

    @Option(names = "--duration", paramLabel = "TIME", description = "End after that long (default: at Ctrl-C).")
    private Optional<String> duration = Optional.empty();

    @Option(names = "--frames", paramLabel = "N", description = "End after so many frames.")
    private Optional<Long> frames = Optional.empty();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "onnxruntime",
            description = "What runs the models (default: ${DEFAULT-VALUE}).")
    private String backend = "";

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    @Override
    Exit run(Console console) {
        List<AlertRule> parsed = rules.stream().map(AlertRule::parse).toList();
        if (strides.stream().anyMatch(stride -> stride < 1)
                || (strides.size() > 1 && strides.size() != models.size())) {
            throw new InvalidPlanException(
                    "--stride %s does not fit; give one number of 1 or more, or one for each of the %d models"
                            .formatted(strides, models.size()));
        }
        pictures.ifPresent(AtomicFile::checkWritableFolder);
        try (StopSignal stop = new StopSignal();
                Camera camera = new StoppableCamera(Catalog.camera(source), stop::isWanted)) {
            watch(parsed, camera, console);
        }
        return Exit.DONE;
    }

    private void watch(List<AlertRule> parsed, Camera camera, Console console) {
        RunPlan plan = plan(camera);
        SessionOptions options = SessionOptions.DEFAULT.withThreads(common().threads());
        double rate = plan.fps().orElseGet(() -> camera.info().fps().orElse(Trial.USUAL_FPS));
        try (WatchedModels watched = new WatchedModels(Catalog.backend(backend), options, camera, rate)) {
            for (int i = 0; i < models.size(); i++) {
                int stride = strides.isEmpty() ? 1 : strides.get(Math.min(i, strides.size() - 1));
                watched.open(models.get(i), cardOptions, stride);
            }
            List<Alert> alerts = new ArrayList<>();
            AlertSink sink = AlertSink.of(
                    parsed,
                    watched.labels(),
                    (alert, frame, found) -> alerts.add(told(alert, frame, found, alerts.size(), console)));
            watched.notes().forEach(note -> console.note("%s", note));
            Outcome outcome = new Pipeline(camera, watched.models(), sink, Clock.system()).run(plan);
            conclude(outcome, watched.labels(), camera, alerts, console);
        }
    }

    private void conclude(
            Outcome outcome, Map<String, List<String>> labels, Camera camera, List<Alert> alerts, Console console) {
        Counts counts = outcome.counts();
        console.line(
                "%s: %d frames in %.1f s, %d looked at, %d left out for newer ones, %d failed; alarms: %d",
                camera.name(),
                counts.captured(),
                outcome.seconds(),
                counts.processed(),
                counts.dropped(),
                counts.failed(),
                alerts.size());
        console.emit(new Watched(
                source,
                List.copyOf(labels.keySet()),
                counts,
                outcome.seconds(),
                outcome.reconnects(),
                outcome.failure(),
                alerts));
        if (outcome.ended()) {
            throw new InvalidDataException("the watch ended before its time: %s"
                    .formatted(outcome.failure().orElse("no reason was given")));
        }
        outcome.failure()
                .ifPresent(why -> console.warn("%d frames failed, the last because: %s", counts.failed(), why));
    }

    private RunPlan plan(Camera camera) {
        OptionalDouble rate = camera.isLive()
                ? OptionalDouble.empty()
                : OptionalDouble.of(fps.orElseGet(() -> camera.info().fps().orElse(Trial.USUAL_FPS)));
        double seconds = duration.map(text -> Seconds.parse("--duration", text)).orElse(1e9);
        return new RunPlan(Mode.NEWEST, rate, frames.orElse(Long.MAX_VALUE), seconds);
    }

    private Alert told(Alert alert, Image frame, List<Detection> found, int before, Console console) {
        Optional<String> picture = pictures.map(folder -> {
            Path file = folder.resolve(String.format(Locale.ROOT, "alarm_%04d.png", before + 1));
            ImageWriter.write(Marks.on(frame, found), file);
            return file.toString();
        });
        String where = alert.box()
                .map(box -> String.format(
                        Locale.ROOT, " at %.0f,%.0f to %.0f,%.0f", box.left(), box.top(), box.right(), box.bottom()))
                .orElse("");
        console.line(
                "%8.1f s  %s %s %.2f%s (%s)%s",
                alert.seconds(),
                alert.model(),
                alert.label(),
                alert.score(),
                where,
                alert.rule(),
                picture.map(file -> " " + file).orElse(""));
        return new Alert(
                alert.seconds(),
                alert.frame(),
                alert.rule(),
                alert.model(),
                alert.label(),
                alert.score(),
                alert.box(),
                picture);
    }
}

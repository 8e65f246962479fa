package io.edgeopt.cli;

import io.edgeopt.camera.alert.AlertRule;
import io.edgeopt.camera.bench.Trial;
import io.edgeopt.camera.pipeline.Mode;
import io.edgeopt.camera.pipeline.RunPlan;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.runtime.SessionOptions;
import java.time.InstantSource;
import java.util.List;
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
            "RULE is [MODEL:]LABEL>SCORE [for N frames | for Ns] [cooldown Ns], or",
            "[MODEL:]LABEL[>SCORE] still for Ns [with no [MODEL:]LABEL near] [cooldown Ns]; without a cooldown, 10 s.",
            "SOURCE is drawn[:SEED], images:DIR, a video file, rtsp://…, http://…, /dev/videoN, camera:N,",
            "gst:PIPELINE or csi:N (a Jetson's).",
            "",
            "Example:",
            "  edgeopt watch fire.onnx --source rtsp://door/stream --alert 'fire>0.8 for 1s' --pictures alarms",
            "  edgeopt watch --set home --source camera:0 --door gallery.json --door-open 2m"
        })
final class WatchCommand extends ToolCommand {
    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "ONNX files, or names of models in the catalogue.")
    private List<String> models = List.of();

    @Option(
            names = "--set",
            paramLabel = "PLACE",
            description = "The catalogue's models for a home or a city, each with its stride, labels and usual alerts.")
    private Optional<String> set = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            defaultValue = "drawn",
            description = "Where frames come from (default: ${DEFAULT-VALUE}).")
    private String source = "";

    @Option(
            names = "--alert",
            paramLabel = "RULE",
            description = "When to raise an alarm; may be given again and again (default: those of --set).")
    private List<String> rules = List.of();

    @Option(
            names = "--stride",
            paramLabel = "N",
            split = ",",
            description = "Each MODEL looks at every N-th frame: one number, or one for each (default: 1).")
    private List<Integer> strides = List.of();

    @Mixin
    private DoorOptions door = new DoorOptions();

    @Mixin
    private WatchSinkOptions sinks = new WatchSinkOptions();

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
        Optional<WatchSet> place = set.map(Catalog::watchSet);
        List<AlertRule> parsed = rules.stream().map(AlertRule::parse).toList();
        if (models.isEmpty() && place.isEmpty()) {
            throw new InvalidPlanException("there is nothing to watch with; give a MODEL, or --set home or --set city");
        }
        if (strides.stream().anyMatch(stride -> stride < 1)
                || (strides.size() > 1 && strides.size() != models.size())) {
            throw new InvalidPlanException(
                    "--stride %s does not fit; give one number of 1 or more, or one for each of the %d models"
                            .formatted(strides, models.size()));
        }
        door.check();
        sinks.check();
        try (StopSignal stop = new StopSignal();
                Camera camera = new StoppableCamera(Catalog.camera(source), stop::isWanted)) {
            RunPlan plan = plan(camera);
            try (WatchedModels watched =
                            new WatchedModels(Catalog.backend(backend), threads(), camera, rate(plan, camera));
                    DoorOptions.Entrance entrance = door.open(common().threads())) {
                place.ifPresent(watched::open);
                for (int i = 0; i < models.size(); i++) {
                    int stride = strides.isEmpty() ? 1 : strides.get(Math.min(i, strides.size() - 1));
                    watched.open(models.get(i), cardOptions, stride);
                }
                try (WatchOutputs outputs = new WatchOutputs(sinks, console, InstantSource.system())) {
                    new WatchRun(camera, watched, outputs, console)
                            .go(new WatchRun.Wanted(source, place, parsed, entrance.guard()), plan);
                }
            }
        }
        return Exit.DONE;
    }

    private SessionOptions threads() {
        return SessionOptions.DEFAULT.withThreads(common().threads());
    }

    private static double rate(RunPlan plan, Camera camera) {
        return plan.fps().orElseGet(() -> camera.info().fps().orElse(Trial.USUAL_FPS));
    }

    private RunPlan plan(Camera camera) {
        OptionalDouble rate = camera.isLive()
                ? OptionalDouble.empty()
                : OptionalDouble.of(fps.orElseGet(() -> camera.info().fps().orElse(Trial.USUAL_FPS)));
        double seconds = duration.map(text -> Seconds.parse("--duration", text)).orElse(1e9);
        return new RunPlan(Mode.NEWEST, rate, frames.orElse(Long.MAX_VALUE), seconds);
    }
}

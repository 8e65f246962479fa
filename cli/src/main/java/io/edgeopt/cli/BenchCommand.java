package io.edgeopt.cli;

import io.edgeopt.camera.bench.Scenario;
import io.edgeopt.camera.bench.Trial;
import io.edgeopt.camera.limit.Confinement;
import io.edgeopt.camera.limit.Device;
import io.edgeopt.camera.limit.Limit;
import io.edgeopt.camera.pipeline.SessionModel;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.SlotPreparer.Resizing;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How fast models are before a camera, and whether that can be believed. */
@Command(
        name = "bench",
        description = {
            "Measure models before a camera, each in fresh processes, in turns.",
            "The first model is the one with which the others are compared."
        },
        footer = {
            "",
            "SOURCE is drawn[:SEED] (moving things, nothing to install), images:DIR, a video file,",
            "rtsp://…, http://…, /dev/videoN, camera:N, gst:PIPELINE or csi:N (a Jetson's).",
            "",
            "Example:",
            "  edgeopt bench big.onnx small.onnx --source door.mp4 --limit cpus=0.5,memory=512m",
            "  edgeopt bench big.onnx small.onnx --source camera:0 --on pi@camera.local --json=pi.json"
        })
final class BenchCommand extends ToolCommand {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "ONNX files, or names of models in the catalogue.")
    private List<String> models = List.of();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            defaultValue = "drawn",
            description = "Where frames come from (default: ${DEFAULT-VALUE}).")
    private String source = "";

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "camera",
            description = "camera: frames come at their rate, ready or not; single: one after the other;"
                    + " offline: as many as possible (default: ${DEFAULT-VALUE}).")
    private Scenario scenario = Scenario.CAMERA;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "newest",
            description = "Before a camera: newest, a newer frame displaces one that waits, or every,"
                    + " all are worked on (default: ${DEFAULT-VALUE}).")
    private String policy = "";

    @Option(
            names = "--fps",
            paramLabel = "F",
            description = "Before a camera: frames a second (default: as the source says).")
    private Optional<Double> fps = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long each measurement lasts, such as 30s or 2m (default: ${DEFAULT-VALUE}).")
    private String duration = "";

    @Option(names = "--frames", paramLabel = "N", description = "End each measurement after so many frames.")
    private Optional<Long> frames = Optional.empty();

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "3s",
            description = "How long each process works unmeasured first (default: ${DEFAULT-VALUE}).")
    private String warmup = "";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Measurements of each model, each in a fresh process (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--prepare",
            paramLabel = "NAME",
            defaultValue = "card",
            description = "card: frames are resized as the model's card says; swscale: by FFmpeg, straight from the"
                    + " decoder, which is faster and gives other pixels (default: ${DEFAULT-VALUE}).")
    private Resizing prepare = Resizing.CARD;

    @Option(
            names = "--limit",
            paramLabel = "LIMIT",
            description = "Run under a limit, such as cpus=0.5,memory=512m; it is read back.")
    private Optional<String> limit = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "Run under as many cores and as much memory as this device has: a simulation, on this"
                    + " machine's cores. One of: small-camera, raspberry-pi-zero-2, raspberry-pi-3, raspberry-pi-4,"
                    + " raspberry-pi-5, jetson-nano, jetson-xavier-nx, jetson-agx-xavier, jetson-orin-nano.")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--on",
            paramLabel = "USER@HOST",
            description = "Measure on another machine through ssh: edgeopt and the models are copied there.")
    private Optional<String> on = Optional.empty();

    @Option(names = "--ssh-config", paramLabel = "FILE", description = "For --on: ssh's settings (default: ssh's own).")
    private Optional<Path> sshConfig = Optional.empty();

    @Option(
            names = "--dist",
            paramLabel = "ZIP",
            description = "For --on: the distribution for that machine (default: as 'make dist' made it).")
    private Optional<Path> distribution = Optional.empty();

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
        checkDevice();
        BenchPlan plan = plan(console);
        Optional<Limit> wanted = plan.limit().map(Limit::parse);
        List<BenchJob> jobs = new ArrayList<>();
        // Whatever is wrong with a model or a source is said before anything is measured.
        try (Camera camera = Catalog.camera(on.isPresent() && !isHere(source) ? "drawn" : source)) {
            for (String model : models) {
                BenchJob job = job(Catalog.modelFile(model), plan, camera);
                job.guesses().forEach(guess -> console.note("%s, no card: assuming %s", model, guess));
                jobs.add(job);
            }
        }
        BenchResult result =
                on.map(target -> onDevice(target, jobs, console)).orElseGet(() -> measure(wanted, jobs, console));
        if (result.models().stream().allMatch(model -> model.forks().isEmpty())) {
            throw new InvalidDataException("nothing could be measured: %s"
                    .formatted(result.models().get(0).failure().orElse("no process answered")));
        }
        console.print(BenchText.of(result));
        console.emit(result);
        return Exit.DONE;
    }

    private void checkDevice() {
        if (on.isEmpty() && (sshConfig.isPresent() || distribution.isPresent())) {
            throw new InvalidPlanException("--ssh-config and --dist are of use with --on USER@HOST only");
        }
        on.ifPresent(target -> new SshHost(target, sshConfig));
        if (on.isPresent() && device.isPresent()) {
            throw new InvalidPlanException("--device simulates one on this machine, --on is one; give one of them");
        }
    }

    /** Sources of frames that are copied, and those that are the same everywhere; others are the device's own. */
    private static boolean isHere(String source) {
        return source.startsWith("drawn") || source.startsWith("images:") || !source.matches("([a-z]+:|/dev/).*");
    }

    private BenchResult onDevice(String target, List<BenchJob> jobs, Console console) {
        sshConfig.ifPresent(file -> InputFile.check(file, "settings of ssh"));
        return new BenchOnDevice(new SshHost(target, sshConfig), distribution, console).run(jobs, words());
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("edgeopt"));
        words.addAll(command.commandLine().getParseResult().originalArgs());
        return words;
    }

    private BenchResult measure(Optional<Limit> wanted, List<BenchJob> jobs, Console console) {
        List<String> words = words();
        if (wanted.isEmpty()) {
            return new BenchRun(new BenchProcess(Optional.empty()), jobs, console.progress()).run(words);
        }
        try (Confinement place = Confinement.of(wanted.get())) {
            console.detail("limited by a %s", place.means());
            return new BenchRun(new BenchProcess(Optional.of(place)), jobs, console.progress()).run(words);
        }
    }

    private Optional<String> limit(Console console) {
        if (device.isEmpty()) {
            return limit;
        }
        if (limit.isPresent()) {
            throw new InvalidPlanException("--device is a limit, and --limit another; give one of them");
        }
        Device simulated = Device.named(device.get());
        Machine machine = Machine.here();
        simulated.shortfall(machine.cores(), machine.memory()).ifPresent(why -> console.warn("%s", why));
        return Optional.of(simulated.limit(machine.cores(), machine.memory()));
    }

    private BenchPlan plan(Console console) {
        double seconds = Seconds.parse("--duration", duration);
        refuse(rounds < 1, "--rounds", Integer.toString(rounds), "1 or more");
        refuse(!(seconds > 0), "--duration", duration, "more than nothing");
        refuse(
                fps.filter(rate -> !(rate > 0)).isPresent(),
                "--fps",
                fps.map(Object::toString).orElse(""),
                "above 0");
        refuse(
                frames.filter(count -> count < 1).isPresent(),
                "--frames",
                frames.map(Object::toString).orElse(""),
                "1 or more");
        if (!List.of("newest", "every").contains(policy)) {
            throw new InvalidPlanException("--policy cannot be '%s'; it is newest or every".formatted(policy));
        }
        if (scenario != Scenario.CAMERA && fps.isPresent()) {
            throw new InvalidPlanException(
                    "--fps is for the scenario camera; in %s frames come when they are asked for".formatted(scenario));
        }
        return new BenchPlan(
                scenario.toString(),
                source,
                policy,
                fps,
                seconds,
                frames,
                Seconds.parse("--warmup", warmup),
                rounds,
                backend,
                common().threads(),
                prepare.name().toLowerCase(Locale.ROOT),
                limit(console),
                device,
                common().seed());
    }

    private static void refuse(boolean wrong, String option, String given, String wanted) {
        if (wrong) {
            throw new InvalidPlanException("%s cannot be %s; give %s".formatted(option, given, wanted));
        }
    }

    /** Opens the model and brings one frame through it, so that what does not fit is said before anything is measured. */
    private BenchJob job(Path file, BenchPlan plan, Camera camera) {
        SessionOptions options = SessionOptions.DEFAULT.withThreads(common().threads());
        // What a device can do is the device's affair; here the model is only tried on.
        boolean here = on.isEmpty();
        try (Session session = Catalog.backend(here ? backend : "onnxruntime").open(file, options)) {
            CardGuess known = cardOptions.card(file, session);
            double rate = camera.info().fps().orElse(Trial.USUAL_FPS);
            Resizing resizing = here || isHere(source) ? prepare : Resizing.CARD;
            SessionModel.of(session, known.card(), 1, resizing, rate).tryOn(camera);
            return BenchJob.of(file.toString(), known.card().toJson(), known.guesses(), plan);
        }
    }
}

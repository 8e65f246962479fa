package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.study.StudyPlan;
import io.edgeopt.core.study.Thoroughness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A study to begin with. */
@Command(
        name = "init",
        description = "Write a STUDY with every field and a word on each, to change and to give to 'edgeopt run'.",
        footer = {"", "Example:", "  edgeopt init door.yaml && edgeopt run door.yaml -o door"})
final class InitCommand extends ToolCommand {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "study.yaml",
            description = "Where to write it (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    /** The JSON of this command. */
    record Written(String file) {}

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(file);
        if (Files.exists(file) && !force) {
            throw new InvalidPlanException("%s is there already; give another name, or --force".formatted(file));
        }
        AtomicFile.write(file, text(Catalog.studied()));
        console.line("wrote %s; change it, then: edgeopt run %s", file, file);
        console.emit(new Written(file.toString()));
        return Exit.DONE;
    }

    static String text(StudyPlan.Known known) {
        Thoroughness.Amounts quick = Thoroughness.QUICK.amounts();
        return String.format(
                Locale.ROOT,
                """
                # A study: models, what to make of each, and how to judge it. Fields that are left out follow the preset.

                # tiny (seconds), quick (under five minutes, indicative), standard, full (a night)
                preset: quick
                seed: 0

                # Names from 'edgeopt models list', for which test data is drawn, or files of yours with their data.
                models: [%s]
                #  - name: door
                #    model: door.onnx        # its card lies beside it: 'edgeopt models import' writes one
                #    data: photos/test       # labelled samples to score on
                #    train: photos/train     # samples to calibrate with and to learn from

                # Known: %s
                variants: [%s]

                # Methods by which to ask where models look, or none. Known: %s
                explain: %s

                # How to measure before a camera, or none
                bench:
                  source: drawn             # or a video file, images:DIR, rtsp://..., /dev/video0
                  fps: %.0f
                  frames: %d                # of each measurement
                  warmup: %.1f              # seconds that do not count
                  rounds: %d                # measurements of each variant, each in a fresh process
                  threads: 1                # 0 leaves it to the backend
                  # limit: cpus=0.5,memory=512m

                # Models that share the frames of a camera, each with its stride; without, those that their cards name
                # together:
                #   - name: smart home
                #     models: {face: 2, fire: 4, object: 4, movement: 4}

                samples:
                  test: %d
                  train: %d
                  calibration: %d
                  probes: %d                # pictures that are explained
                  slow_probes: %d           # of them, by methods that take long

                # How much pruning leaves out; a training as long as that of 'standard' bears more: 0.8 and 0.5
                prune:
                  zeros: %s              # share of the weights that masks cover
                  macs_left: %s          # share of the multiply-accumulates that cut channels leave

                # Steps of training after a change, for a network of 30 million MACs, larger ones do fewer; 0 for no training
                steps: %d
                # The same for students, which begin with nothing
                student_steps: %d
                # Whether what had a teacher is also trained without one, to tell what the teacher was worth
                controls: %s

                # What must be true of the result, or 'edgeopt run' ends with code 1; see docs/gate.md
                # gates:
                #   - accuracy.drop<=0.02
                #   - fps>10
                """,
                String.join(", ", known.usual()),
                String.join(", ", known.variants()),
                String.join(", ", StudyPlan.usualVariants(Thoroughness.QUICK, known)),
                String.join(", ", known.explainers()),
                known.usualExplainers().isEmpty() ? "none" : known.usualExplainers(),
                quick.fps(),
                quick.frames(),
                quick.warmup(),
                quick.rounds(),
                quick.testSamples(),
                quick.trainSamples(),
                quick.calibration(),
                quick.probes(),
                quick.occlusionProbes(),
                quick.zeros(),
                quick.macsLeft(),
                quick.tuneSteps(),
                quick.studentSteps(),
                quick.controls());
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.prune.Turns;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.replace.Part;
import io.edgeopt.optimizers.replace.Replace;
import io.edgeopt.optimizers.replace.ReplaceSettings;
import io.edgeopt.optimizers.replace.Replacement;
import io.edgeopt.optimizers.tune.Tuned;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model in which cheap parts stand for dear ones. */
@Command(
        name = "replace",
        description = {
            "Write a model with Relus for dearer activations (hard-swish, SiLU, GELU and their like), and constants for gates.",
            "With --steps or --epochs the model is then trained further, with its source as its teacher: it needs that."
        },
        footer = {"", "Example:", "  edgeopt replace fire -o plain.onnx --data drawn-fire --epochs 2"})
final class ReplaceCommand extends ToolCommand {
    private static final int COMPARED = 8;

    @Parameters(paramLabel = "MODEL", description = "ONNX file, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--what",
            paramLabel = "PART",
            split = ",",
            defaultValue = "activations",
            description = "activations: by a Relu. gates: what squeeze-and-excitation multiplies channels with, by its"
                    + " mean (default: ${DEFAULT-VALUE}). May be repeated.")
    private List<Part> parts = List.of();

    @Option(
            names = "--layers",
            paramLabel = "LAYER",
            split = ",",
            description = "Only those that these nodes give (default: all). May be repeated.")
    private List<String> layers = List.of();

    @Option(
            names = "--keep",
            paramLabel = "LAYER",
            split = ",",
            description = "Leave those that these nodes give. May be repeated.")
    private List<String> kept = List.of();

    @Option(
            names = "--calib",
            paramLabel = "DATA",
            description = "Samples without labels, to fit on (default: the first --data).")
    private Optional<Path> calibration = Optional.empty();

    @Option(
            names = "--calib-size",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many of the samples are used at most (default: ${DEFAULT-VALUE}).")
    private int calibrationSize;

    @Mixin
    private TuneOptions tuning = new TuneOptions();

    @Option(names = "--no-teacher", description = "Train further on the labels alone, without the source as a teacher.")
    private boolean noTeacher;

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        Path watched = calibration
                .or(tuning::first)
                .orElseThrow(() -> new InvalidPlanException(
                        "what stands for activations and gates is fitted on samples; give some with --calib DATA"));
        ReplaceSettings settings =
                new ReplaceSettings(Set.copyOf(parts), layers, kept, Math.max(1, common().threads()), common().seed());
        KnownModel source = KnownModel.of(model, cardOptions);
        LearningData data = tuning.data();
        Optional<TaughtTuning> training = TaughtTuning.of(tuning, source, data, noTeacher, common());
        InputSource samples = source.samples(watched, calibrationSize, common().seed());
        Backend backend = Catalog.backend("onnxruntime");
        Replacement replacement = new Replace(settings, backend, samples, console.progress()).run(source.model());
        Fidelity.Result fidelity = new Fidelity(
                        source.model(),
                        samples.first(COMPARED),
                        backend,
                        SessionOptions.DEFAULT.withThreads(common().threads()))
                .ofEqualSizes(replacement.model());
        String step = settings.words();
        Model made = Lineage.noted(replacement.model(), source.model(), step);
        Optional<Tuned> tuned = Optional.empty();
        if (training.isPresent()) {
            tuned = Optional.of(training.get().run(made, console));
            String second = training.get().words();
            made = Lineage.noted(tuned.get().model(), made, second);
            step = step + "; " + second;
        }
        Ratio time = Turns.ratio(made, source.model(), samples.inputs(0), backend);
        made.write(output);
        new Written(source, output).changedCard(step, console);
        ReplaceReport report = new ReplaceReport(
                source.file().toString(),
                output.toString(),
                InputFile.size(source.file(), "model"),
                InputFile.size(output, "model"),
                source.model().graph().nodes().size(),
                made.graph().nodes().size(),
                replacement.replaced(Part.ACTIVATIONS),
                replacement.replaced(Part.GATES),
                replacement.sites(),
                samples.size(),
                fidelity.outputs(),
                fidelity.samples(),
                time,
                tuned.map(TuneReport::of),
                Rivals.besideSource(source, made, data, common(), backend, console));
        console.print(new ReplaceText(report));
        source.known().guesses().forEach(guess -> console.note("no card: assuming %s", guess));
        console.emit(report);
        return Exit.DONE;
    }
}

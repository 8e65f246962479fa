package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.DrawnInputs;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.archive.ModelArchive;
import io.edgeopt.optimizers.prune.PruneSettings;
import io.edgeopt.optimizers.prune.Pruned;
import io.edgeopt.optimizers.prune.Pruning;
import io.edgeopt.optimizers.prune.Retraining;
import io.edgeopt.optimizers.prune.Structure;
import io.edgeopt.optimizers.prune.Target;
import io.edgeopt.optimizers.prune.Turns;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model with less in it. */
@Command(
        name = "prune",
        description = {
            "Write a model with fewer channels, or with zeros where weights were.",
            "Nothing is written unless the result was run; cut channels are compared with the same model masked."
        },
        footer = {
            "",
            "Without data it works by weights alone. With --calib, layers are fitted to what is left;",
            "with --data and --epochs the model learns again.",
            "",
            "Example:",
            "  edgeopt prune fire.onnx -o fire-half.onnx --target-macs 0.5 --calib pictures"
        })
final class PruneCommand extends ToolCommand {
    /** How far from a target counts of channels may end. */
    private static final double NEAR = 0.02;

    @Parameters(paramLabel = "MODEL", description = "ONNX file, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Mixin
    private PruneOptions options = new PruneOptions();

    @Option(
            names = "--calib",
            paramLabel = "DATA",
            description = "Samples without labels, to fit layers on (default: those to learn from).")
    private Optional<Path> calibration = Optional.empty();

    @Option(
            names = "--calib-size",
            paramLabel = "N",
            defaultValue = "128",
            description = "How many of the samples are used at most (default: ${DEFAULT-VALUE}).")
    private int calibrationSize;

    @Mixin
    private TuneOptions tuning = new TuneOptions();

    @Option(
            names = "--teacher",
            paramLabel = "MODEL",
            description = "A model whose answers are learnt too; self is the model as it was.")
    private Optional<String> teacher = Optional.empty();

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        Optional<Path> watched = calibration.or(tuning::firstToLearnFrom);
        KnownModel source = KnownModel.of(model, cardOptions);
        // People's names judge an embedding through a classifier that begins with chance: its slopes say nothing.
        boolean labels = tuning.isAsked() && source.known().card().task() != Task.EMBEDDING;
        PruneSettings settings = options.settings(labels, watched.isPresent(), common().seed(), common().threads());
        String step = options.step(settings);
        Backend backend = Catalog.backend("onnxruntime");
        Optional<InputSource> samples = watched.map(place -> source.samples(place, calibrationSize, common().seed()));
        LearningData data = tuning.data();
        Pruned pruned = new Pruning(settings, backend, samples, retraining(source, data), console.progress())
                .run(source.model());
        Model changed = Model.parse(
                output.toString(),
                Lineage.noted(pruned.model(), source.model(), step).toBytes());
        OptionalDouble share = share(changed, source.model(), samples, backend);
        changed.write(output);
        new Written(source, output).changedCard(step, console);
        PruneReport report = new PruneReport(
                source.file().toString(),
                output.toString(),
                step,
                pruned.facts(),
                packed(settings, source.model(), changed),
                share,
                pruned.trainings().stream().map(TuneReport::of).toList(),
                Rivals.besideSource(source, changed, data, common(), backend, console),
                isMet(settings, pruned.facts(), share),
                pruned.layers(),
                pruned.notes(),
                Machine.here());
        console.print(new PruneText(report));
        if (samples.isPresent()) {
            source.known().guesses().forEach(guess -> console.note("no card: assuming %s", guess));
        }
        pruned.notes().forEach(note -> console.note("%s", note));
        console.emit(report);
        return report.met() ? Exit.DONE : Exit.GOAL_MISSED;
    }

    private Optional<Retraining> retraining(KnownModel source, LearningData data) {
        if (!tuning.isAsked()) {
            if (teacher.isPresent()) {
                throw new InvalidPlanException("--teacher is for a training; give --data and --steps or --epochs too");
            }
            return Optional.empty();
        }
        Catalog.requirePyTorch("training");
        ModelCard card = source.known().card();
        TuneMaterial material = data.material();
        if (teacher.isPresent()) {
            KnownModel wise = teacher.get().equals("self") ? source : KnownModel.of(teacher.get(), new CardOptions());
            material = material.withTeacher(
                    new Architecture(wise.model(), wise.known().card()));
        }
        TuneSettings usual = TuneSettings.of(1, common().seed()).withThreads(Math.max(1, common().threads()));
        return Optional.of(new Retraining(tuning.settings(usual, data.samples()), material, card, Catalog::video));
    }

    /** On a sample, or on drawn numbers; a model whose inputs cannot be drawn is not timed. */
    private OptionalDouble share(Model changed, Model before, Optional<InputSource> samples, Backend backend) {
        Map<String, Tensor> inputs = samples.map(given -> given.inputs(0))
                .orElseGet(() -> DrawnInputs.of(before, 1, common().seed()).get(0));
        return OptionalDouble.of(Turns.share(changed, before, inputs, backend));
    }

    /** Only masks are for packing; it takes a while. */
    private static Optional<PruneReport.Packed> packed(PruneSettings settings, Model before, Model after) {
        return settings.how() instanceof Structure.Channels
                ? Optional.empty()
                : Optional.of(new PruneReport.Packed(
                        ModelArchive.pack(before.toBytes()).size(),
                        ModelArchive.pack(after.toBytes()).size()));
    }

    private static boolean isMet(PruneSettings settings, Pruned.Facts costs, OptionalDouble share) {
        Target target = settings.target();
        return switch (target.of()) {
            case RATIO -> true;
            case MACS -> Math.abs((double) costs.macsAfter() / costs.macsBefore() - target.share()) <= NEAR;
            case PARAMETERS ->
                Math.abs((double) costs.parametersAfter() / costs.parametersBefore() - target.share()) <= NEAR;
            case LATENCY -> share.orElse(1) <= target.share() + NEAR;
        };
    }
}

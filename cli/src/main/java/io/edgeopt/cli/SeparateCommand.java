package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.separate.Form;
import io.edgeopt.optimizers.separate.LayerOutcome;
import io.edgeopt.optimizers.separate.Separate;
import io.edgeopt.optimizers.separate.SeparateSettings;
import io.edgeopt.optimizers.separate.Separation;
import io.edgeopt.optimizers.tune.Tuned;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model whose convolutions are products of smaller ones. */
@Command(
        name = "separate",
        description = {
            "Write a model whose convolutions are products of smaller ones, each the nearest of its rank.",
            "With --steps or --epochs the model is then trained further, with its source as its teacher."
        },
        footer = {"", "Example:", "  edgeopt separate fire.onnx -o small.onnx --saving 2.5 --data drawn-fire --epochs 2"
        })
final class SeparateCommand extends ToolCommand {
    private static final int COMPARED = 8;
    private static final double USUAL_ENERGY = 0.9;

    @Parameters(paramLabel = "MODEL", description = "ONNX file, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--form",
            paramLabel = "FORM",
            defaultValue = "depthwise",
            description = "depthwise: small filters for each channel, then a pointwise convolution. spatial: columns,"
                    + " then rows. channel: fewer filters, then a pointwise convolution (default: ${DEFAULT-VALUE}).")
    private Form form = Form.DEPTHWISE;

    @Option(
            names = "--layers",
            paramLabel = "LAYER",
            split = ",",
            description = "Only these convolutions (default: all that get cheaper). May be repeated.")
    private List<String> layers = List.of();

    @Option(
            names = "--energy",
            paramLabel = "SHARE",
            description = "As small a rank as holds this share of a layer's energy (default: 0.9).")
    private Optional<Double> energy = Optional.empty();

    @Option(names = "--rank", paramLabel = "N", description = "This rank for every layer.")
    private Optional<Integer> rank = Optional.empty();

    @Option(
            names = "--saving",
            paramLabel = "TIMES",
            description = "As large a rank as leaves each layer so many times cheaper, such as 2.5.")
    private Optional<Double> saving = Optional.empty();

    @Mixin
    private TuneOptions tuning = new TuneOptions();

    @Option(names = "--no-teacher", description = "Train further on the labels alone, without the source as a teacher.")
    private boolean noTeacher;

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        SeparateSettings settings = settings();
        KnownModel source = KnownModel.of(model, cardOptions);
        LearningData data = tuning.data();
        Optional<TaughtTuning> training = TaughtTuning.of(tuning, source, data, noTeacher, common());
        Backend backend = Catalog.backend("onnxruntime");
        Separation separation = new Separate(settings, backend, console.progress()).run(source.model());
        Fidelity.Result fidelity = new Fidelity(
                        source.model(),
                        Fidelity.drawn(source.model(), COMPARED, common().seed()),
                        backend,
                        SessionOptions.DEFAULT.withThreads(common().threads()))
                .ofEqualSizes(separation.model());
        String step = settings.words();
        Model made = Lineage.noted(separation.model(), source.model(), step);
        Optional<Tuned> tuned = Optional.empty();
        if (training.isPresent()) {
            tuned = Optional.of(training.get().run(made, console));
            String second = training.get().words();
            made = Lineage.noted(tuned.get().model(), made, second);
            step = step + "; " + second;
        }
        made.write(output);
        new Written(source, output).changedCard(step, console);
        SeparateReport report = new SeparateReport(
                source.file().toString(),
                output.toString(),
                form.toString(),
                InputFile.size(source.file(), "model"),
                InputFile.size(output, "model"),
                separation.macsBefore(),
                separation.macsAfter(),
                (int) separation.layers().stream()
                        .filter(LayerOutcome::separated)
                        .count(),
                separation.saving(),
                separation.layers(),
                fidelity.outputs(),
                fidelity.samples(),
                tuned.map(TuneReport::of),
                Rivals.besideSource(source, made, data, common(), backend, console));
        console.print(new SeparateText(report));
        console.emit(report);
        return Exit.DONE;
    }

    private SeparateSettings settings() {
        long given = Stream.of(energy, rank, saving).filter(Optional::isPresent).count();
        if (given > 1) {
            throw new InvalidPlanException("--energy, --rank and --saving each say how near; give one of them");
        }
        SeparateSettings.Depth depth = rank.<SeparateSettings.Depth>map(SeparateSettings.Rank::new)
                .or(() -> saving.map(SeparateSettings.Saving::new))
                .orElseGet(() -> new SeparateSettings.Energy(energy.orElse(USUAL_ENERGY)));
        return new SeparateSettings(form, depth, layers, common().seed());
    }
}

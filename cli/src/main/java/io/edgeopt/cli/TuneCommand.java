package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import io.edgeopt.optimizers.tune.Tuned;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model further whose graph was changed. */
@Command(
        name = "tune",
        description = "Train a model further: its graph stays as it is, its weights change.",
        footer = {
            "",
            "The weights that the model came with are a candidate too: what is written is never worse on the part 'val'.",
            "",
            "Example:",
            "  edgeopt tune pruned.onnx -o tuned.onnx --teacher model.onnx --data drawn-fire --steps 500"
        })
final class TuneCommand extends ToolCommand {
    @Parameters(paramLabel = "MODEL", description = "ONNX file, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Option(names = "--teacher", paramLabel = "MODEL", description = "Learn from the answers of this model too.")
    private Optional<String> teacher = Optional.empty();

    @Mixin
    private TuneOptions tuning = new TuneOptions();

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    /** The JSON of a tuning. */
    record Report(String model, String output, TuneReport tuning, List<Rivals.OnSet> scores) {}

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        if (!tuning.isAsked()) {
            throw new InvalidPlanException("say how long to train, with --steps or --epochs");
        }
        LearningData data = tuning.data();
        KnownModel source = KnownModel.of(model, cardOptions);
        ModelCard card = source.known().card();
        TuneSettings settings = tuning.settings(
                TuneSettings.of(1, common().seed()).withThreads(Math.max(1, common().threads())), data.samples());
        TuneMaterial material = data.material();
        if (teacher.isPresent()) {
            KnownModel wise = KnownModel.of(teacher.get(), new CardOptions());
            material = material.withTeacher(
                    new Architecture(wise.model(), wise.described().orElse(card)));
        }
        Tuned tuned = TuneRun.of(new Architecture(source.model(), card), material, settings, console.progress());
        String step = TuneOptions.words(settings);
        Model made = Lineage.noted(tuned.model(), source.model(), step);
        made.write(output);
        new Written(source, output).changedCard(step, console);
        List<Rivals.OnSet> scores = data.test().isEmpty()
                ? List.of()
                : new Rivals(
                                data.test(),
                                Catalog.backend("onnxruntime"),
                                common().threads(),
                                common().seed(),
                                console.progress())
                        .compare("the result", made, card, "before", source.model(), card);
        Report report = new Report(source.file().toString(), output.toString(), TuneReport.of(tuned), scores);
        console.line("%s", report.tuning().line());
        StringBuilder text = new StringBuilder();
        scores.forEach(set -> set.say(text, "before"));
        console.print(text);
        console.line("wrote %s", output);
        console.emit(report);
        return Exit.DONE;
    }
}

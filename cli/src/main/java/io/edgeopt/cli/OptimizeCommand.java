package io.edgeopt.cli;

import io.edgeopt.cli.RecipeText.RecipeStep;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.io.ScratchFolder;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a model through several commands, each on what the one before it wrote. */
@Command(
        name = "optimize",
        description = {
            "Take a model through several steps, each of them a command on what the one before it wrote.",
            "--data and --calib go to the steps that take them, and so do --seed and --threads."
        },
        footer = {
            "",
            "Steps are commands that make a model of a model: simplify, separate, tune, quantize and their like. In",
            "parentheses stand a command's own options, without dashes and apart by spaces.",
            "",
            "Example:",
            "  edgeopt optimize fire -o f.onnx --data d --recipe 'separate -> tune(steps=500) -> quantize'"
        })
final class OptimizeCommand extends ToolCommand {
    @Spec
    private CommandSpec self;

    @Parameters(paramLabel = "MODEL", description = "ONNX file, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Option(names = "--recipe", required = true, paramLabel = "STEPS", description = "The steps, with -> between them.")
    private String recipe = "";

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Labelled samples, for all steps that take some. The part 'test' scores the result beside"
                    + " its source. May be given several times.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--calib",
            paramLabel = "DATA",
            description = "Samples to learn ranges from, for the steps that need them (default: the first --data).")
    private Optional<Path> calibration = Optional.empty();

    /**
     * The JSON of all steps.
     *
     * @param steps what each one told, by its words
     * @param lineage how the file was made, from its first model on
     */
    record Report(
            String model,
            String output,
            long bytesBefore,
            long bytesAfter,
            List<StepReport> steps,
            List<String> lineage,
            List<Rivals.OnSet> scores) {}

    /** One step's own JSON. */
    record StepReport(String step, long bytes, Object result) {}

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        List<RecipeStep> steps = RecipeText.parse(recipe).steps();
        RecipeCommands commands = new RecipeCommands();
        commands.check(steps);
        Path source = Catalog.modelFile(model);
        LearningData parts = LearningData.open(data, List.of(), List.of());
        List<StepReport> reports = new ArrayList<>();
        Exit worst = Exit.DONE;
        try (ScratchFolder folder = ScratchFolder.create("optimize")) {
            RecipeCommands.Given given = new RecipeCommands.Given(source, data, List.of(), calibration, true, common());
            Path from = source;
            for (int i = 0; i < steps.size(); i++) {
                RecipeStep step = steps.get(i);
                boolean last = i == steps.size() - 1;
                Path to = last ? output : folder.file("step-%d.onnx".formatted(i + 1));
                Path json = folder.file("step-%d-report.json".formatted(i + 1));
                console.line("%d. %s", i + 1, step);
                int code =
                        new Main(out(), self.commandLine().getErr()).run(commands.words(step, from, to, json, given));
                if (code > Exit.GOAL_MISSED.code()) {
                    return code == Exit.USER.code() ? Exit.USER : Exit.FAULT;
                }
                worst = code == Exit.GOAL_MISSED.code() ? Exit.GOAL_MISSED : worst;
                Object told = Json.parse(json.toString(), InputFile.text(json, "report"), Object.class);
                reports.add(new StepReport(step.toString(), InputFile.size(to, "model"), told));
                from = to;
            }
        }
        report(console, source, parts, reports);
        return worst;
    }

    /** What steps say to people is not for a standard output that is to hold JSON. */
    private PrintWriter out() {
        return common().json().orElse(null) instanceof JsonTarget.StandardOutput
                ? new PrintWriter(Writer.nullWriter())
                : self.commandLine().getOut();
    }

    private void report(Console console, Path source, LearningData parts, List<StepReport> reports) {
        Model made = Model.read(output);
        List<String> lineage = Lineage.of(made).steps();
        List<Rivals.OnSet> scores = scores(console, source, made, parts);
        Report report = new Report(
                source.toString(),
                output.toString(),
                InputFile.size(source, "model"),
                InputFile.size(output, "model"),
                reports,
                lineage,
                scores);
        console.line(
                "all steps: %d bytes, %.1f %% of %d",
                report.bytesAfter(), 100.0 * report.bytesAfter() / report.bytesBefore(), report.bytesBefore());
        StringBuilder text = new StringBuilder();
        scores.forEach(set -> set.say(text, "its source"));
        console.print(text);
        console.line("made by: %s", String.join(" -> ", lineage));
        console.emit(report);
    }

    private List<Rivals.OnSet> scores(Console console, Path source, Model made, LearningData parts) {
        Optional<Path> card = ModelCard.beside(source);
        if (parts.test().isEmpty() || card.isEmpty()) {
            return List.of();
        }
        ModelCard known = ModelCard.read(card.get());
        return new Rivals(
                        parts.test(),
                        Catalog.backend("onnxruntime"),
                        common().threads(),
                        common().seed(),
                        console.progress())
                .compare("the result", made, known, "its source", Model.read(source), known);
    }
}

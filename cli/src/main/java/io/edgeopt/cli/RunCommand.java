package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.gate.Gate;
import io.edgeopt.core.gate.GateResult;
import io.edgeopt.core.gate.Outcome;
import io.edgeopt.core.gate.Requirement;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyPlan;
import io.edgeopt.core.study.StudyPlan.PlannedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.StudyText;
import io.edgeopt.core.study.Thoroughness;
import io.edgeopt.core.study.run.CameraSet;
import io.edgeopt.reports.study.Language;
import io.edgeopt.reports.study.StudyReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The whole study, from models to the report that people hand in. */
@Command(
        name = "run",
        description = {
            "Study models: make variants of each, score, explain and measure them, and write the report.",
            "Without a STUDY, the models that come with edgeopt are studied."
        },
        footer = {
            "",
            "Given again, it does only what changed; what was interrupted goes on where it stood.",
            "",
            "Example:",
            "  edgeopt run --models fire --preset tiny -o study"
        })
final class RunCommand extends ToolCommand {
    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "STUDY",
            arity = "0..1",
            description = "A YAML file that says what to study; 'edgeopt init' writes one.")
    private Optional<Path> study = Optional.empty();

    @Option(
            names = "-o",
            paramLabel = "DIR",
            defaultValue = "study",
            description = "Where everything is written (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("");

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "How much is done: tiny (seconds), quick (under five minutes, indicative), standard or full"
                    + " (default: quick, or what STUDY says).")
    private Optional<String> preset = Optional.empty();

    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            description = "Only these of the models: names of the study, or of 'edgeopt models list'.")
    private List<String> models = List.of();

    @Option(
            names = "--decisions",
            paramLabel = "FILE",
            description = "Decide as an earlier run did: the decisions.json that it wrote.")
    private Optional<Path> decisions = Optional.empty();

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "Language of the report: en or fr (default: ${DEFAULT-VALUE}).")
    private String language = "";

    @Option(
            names = "--mlflow",
            paramLabel = "URI",
            description = "Send the finished study to this MLflow server, as 'edgeopt track' does.")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--register",
            paramLabel = "ROW",
            description = "With --mlflow: register this row's model, model/variant, as the one that is shipped.")
    private Optional<String> register = Optional.empty();

    @Override
    Exit run(Console console) {
        if (register.isPresent() && server.isEmpty()) {
            throw new InvalidPlanException("--register needs a server to register a model with; give --mlflow URI");
        }
        Optional<MlflowClient> tracking = server.map(uri -> MlflowClient.of(uri, System.getenv()));
        AtomicFile.checkWritableFolder(output);
        Language written = Language.of(language);
        StudyPlan plan = plan();
        List<Requirement> gates = Requirement.parseAll(plan.gates(), rows(plan), plan.variantNames());
        StudyResult result = new StudyWork(plan, decisions, output, console).run(words());
        StudyReport.of(result, output, written).write(output);
        console.print(StudyTextTable.of(result));
        console.line("%s", output.resolve("report.html"));
        tracking.ifPresent(client -> track(client, result, console));
        console.emit(result);
        boolean wholly = result.models().stream().allMatch(RunCommand::hasBaseline);
        boolean passed = gates.isEmpty() || passes(Gate.judge(result, gates), console);
        return wholly && passed ? Exit.DONE : Exit.GOAL_MISSED;
    }

    /** The models of what will come out, and the sets of them. */
    private static List<String> rows(StudyPlan plan) {
        return Stream.concat(plan.models().stream().map(PlannedModel::name), CameraSet.names(plan.together()).stream())
                .toList();
    }

    private void track(MlflowClient client, StudyResult result, Console console) {
        MlflowTracker.Tracked tracked =
                new MlflowTracker(client, result, output, System.currentTimeMillis()).track("edgeopt", register);
        console.line(
                "experiment %s, run %s: %d rows%s",
                tracked.experiment(),
                tracked.run(),
                tracked.rows(),
                tracked.registered().map(version -> "; registered " + version).orElse(""));
        tracked.notes().forEach(note -> console.warn("%s", note));
    }

    private static boolean passes(GateResult gate, Console console) {
        boolean passed = gate.outcome() == Outcome.PASS;
        console.print(GateText.of(gate, passed));
        return passed;
    }

    private static boolean hasBaseline(StudiedModel model) {
        return model.rows().stream()
                .filter(StudiedModel::isBaseline)
                .allMatch(row -> row.failure().isEmpty());
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("edgeopt"));
        words.addAll(command.commandLine().getParseResult().originalArgs());
        return words;
    }

    private StudyPlan plan() {
        Optional<Thoroughness> asked = preset.map(Thoroughness::named);
        StudyPlan.Known known = Catalog.studied();
        StudyPlan plan = study.map(file -> StudyText.read(file, asked, common().seed(), common().threads(), known))
                .orElseGet(() ->
                        StudyPlan.usual(asked.orElse(Thoroughness.QUICK), common().seed(), common().threads(), known));
        return models.isEmpty() ? plan : plan.over(chosen(plan, known));
    }

    private List<PlannedModel> chosen(StudyPlan plan, StudyPlan.Known known) {
        List<PlannedModel> chosen = new ArrayList<>();
        for (String name : new LinkedHashSet<>(models)) {
            Optional<PlannedModel> planned = plan.models().stream()
                    .filter(model -> model.name().equals(name))
                    .findFirst();
            if (planned.isEmpty() && !known.models().contains(name)) {
                throw new InvalidPlanException(
                        "--models: there is no model '%s' in this study (known: %s); a file of yours goes into a STUDY, see 'edgeopt init'"
                                .formatted(name, String.join(", ", known.models())));
            }
            chosen.add(planned.orElseGet(() -> new PlannedModel(name, name, Optional.empty(), Optional.empty())));
        }
        return chosen;
    }
}

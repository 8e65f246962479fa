package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.gate.Gate;
import io.edgeopt.core.gate.GateResult;
import io.edgeopt.core.gate.Outcome;
import io.edgeopt.core.gate.Regression;
import io.edgeopt.core.gate.Requirement;
import io.edgeopt.core.gate.Tolerances;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.merge.ResultReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether results meet what is required of them: the exit code says so. */
@Command(
        name = "gate",
        description = {
            "Check results against requirements; exit code 1 where one is not met beyond doubt.",
            "RESULT is what run, merge, bench --json or evaluate --json wrote; several are taken together,",
            "and before each may stand what its rows are to be called: fire/int8@arm64=bench.json."
        },
        footer = {
            "",
            "A requirement is [model[/variant]][@device]:quantity op value. Quantities: accuracy, accuracy.drop,",
            "any metric by its name, fps, speedup, latency.p50|p90|p95|p99, inference.p…, frame_age.p…, size,",
            "size.packed, parameters, macs, zeros, memory, memory.session, cpu, energy, explanation.drift,",
            "explanation.agreement. Without a name before ':' every row but the baselines is meant.",
            "",
            "Example:",
            "  edgeopt gate study --require 'latency.p95<100ms' --require 'fire/int8:accuracy.drop<=1%%'"
        })
final class GateCommand extends ToolCommand {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "RESULT", arity = "1..*", description = "Results, or folders of studies.")
    private List<String> results = List.of();

    @Option(names = "--require", paramLabel = "REQUIREMENT", description = "What must hold; may be given again.")
    private List<String> required = List.of();

    @Option(
            names = "--require-file",
            paramLabel = "FILE",
            description = "Requirements from a file, one a line; what follows # is a comment.")
    private Optional<Path> requiredFile = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "BASE",
            description = "A result from before; fail where a row is worse by more than the tolerance and the noise.")
    private Optional<String> against = Optional.empty();

    @Option(
            names = "--tolerance",
            paramLabel = "LIST",
            description = "How much worse than BASE is allowed (default: latency=5%%,accuracy=0.01,size=1%%).")
    private Optional<String> tolerance = Optional.empty();

    @Option(names = "--allow-inconclusive", description = "What measurements leave open is no failure.")
    private boolean allowInconclusive;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the checks as JUnit XML.")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the checks as Markdown.")
    private Optional<Path> markdown = Optional.empty();

    @Override
    Exit run(Console console) {
        junit.ifPresent(AtomicFile::checkWritable);
        markdown.ifPresent(AtomicFile::checkWritable);
        List<Requirement> requirements = Requirement.parseAll(requirements());
        if (requirements.isEmpty() && against.isEmpty()) {
            throw new InvalidPlanException("nothing is required; give --require, --require-file or --against");
        }
        if (tolerance.isPresent() && against.isEmpty()) {
            throw new InvalidPlanException("--tolerance is for --against; give both or neither");
        }
        Tolerances tolerances = tolerance.map(Tolerances::parse).orElse(Tolerances.DEFAULT);
        StudyResult study = ResultReader.read(results);
        GateResult result = Gate.judge(study, requirements);
        if (against.isPresent()) {
            StudyResult base = ResultReader.read(List.of(against.get()));
            result = Gate.together(result, Regression.judge(study, base, against.get(), tolerances, common().seed()));
        }
        boolean passed =
                result.outcome() == Outcome.PASS || (result.outcome() == Outcome.INCONCLUSIVE && allowInconclusive);
        write(result, passed, console);
        return passed ? Exit.DONE : Exit.GOAL_MISSED;
    }

    private void write(GateResult result, boolean passed, Console console) {
        junit.ifPresent(file -> AtomicFile.write(file, GateJUnit.of(result, allowInconclusive)));
        String page = GateMarkdown.of(result, passed);
        markdown.ifPresent(file -> AtomicFile.write(file, page));
        GateOnGitHub gitHub = new GateOnGitHub(System.getenv());
        gitHub.summarize(page);
        // To where notes go, so that JSON stays alone; the service reads both.
        gitHub.annotations(result, allowInconclusive)
                .forEach(line -> command.commandLine().getErr().println(line));
        console.print(GateText.of(result, passed));
        console.emit(result);
    }

    private List<String> requirements() {
        List<String> all = new ArrayList<>(required);
        requiredFile.ifPresent(file -> InputFile.text(file, "requirements")
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(all::add));
        return all;
    }
}

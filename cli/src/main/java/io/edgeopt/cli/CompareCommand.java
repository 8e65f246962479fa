package io.edgeopt.cli;

import io.edgeopt.core.study.Difference;
import io.edgeopt.core.study.Difference.Finding;
import io.edgeopt.core.study.StudyComparison;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.reports.study.ComparisonReport;
import io.edgeopt.reports.study.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two studies side by side. */
@Command(
        name = "compare",
        description = {"Say what changed from one study to another, by how much,", "and whether that can be noise."},
        footer = {"", "Example:", "  edgeopt compare yesterday today -o comparison"})
final class CompareCommand extends ToolCommand {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "result.json of a study, or the folder it is in.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "The same of the study that came later.")
    private Path after = Path.of("");

    @Option(
            names = "-o",
            required = true,
            paramLabel = "DIR",
            description = "Folder for compare.html, compare.md and compare.json.")
    private Path folder = Path.of("");

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            description = "Language of the pages: en or fr (default: ${DEFAULT-VALUE}).")
    private String language = "en";

    @Override
    Exit run(Console console) {
        Language chosen = Language.of(language);
        StudyComparison comparison = StudyComparison.of(StudyResult.read(before), StudyResult.read(after));
        ComparisonReport.of(comparison, chosen).write(folder);
        List<Difference> clear = comparison.differences().stream()
                .filter(one -> one.verdict() == Finding.BETTER || one.verdict() == Finding.WORSE)
                .toList();
        if (!clear.isEmpty()) {
            TextTable table = new TextTable("row", "quantity", ">before", ">after", ">change", "");
            clear.forEach(one -> table.row(
                    one.model() + "/" + one.variant(),
                    one.quantity(),
                    number(one.before()),
                    number(one.after()),
                    one.factor() ? "x" + number(one.change()) : number(one.change()),
                    one.verdict().name().toLowerCase(Locale.ROOT)));
            console.print(table);
        }
        console.line(
                "%d of %d quantities clearly changed; wrote %s",
                clear.size(), comparison.differences().size(), folder.resolve("compare.html"));
        console.emit(comparison);
        return Exit.DONE;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1e6 ? "%.4g" : "%.0f", value);
    }
}

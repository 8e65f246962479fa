package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.reports.study.Language;
import io.edgeopt.reports.study.StudyReport;
import io.edgeopt.reports.study.StudyReport.Form;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the report of a study again. */
@Command(
        name = "report",
        description = {
            "Draw the report of a study again, from its result.json alone.",
            "No model is loaded and nothing is measured."
        },
        footer = {"", "Example:", "  edgeopt report study -o rapport --lang fr"})
final class ReportCommand extends ToolCommand {
    /** The JSON of what was done. */
    record Written(String result, String folder, List<String> formats, String language) {}

    @Parameters(paramLabel = "RESULT", description = "result.json of a study, or the folder that it is in.")
    private Path place = Path.of("");

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "Folder for the report.")
    private Path folder = Path.of("");

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORM",
            defaultValue = "html,md,csv",
            description = "Which of html, md and csv, with commas between (default: all).")
    private List<String> formats = List.of();

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            description = "Language: en or fr (default: ${DEFAULT-VALUE}).")
    private String language = "en";

    @Override
    Exit run(Console console) {
        Language chosen = Language.of(language);
        Set<Form> forms = EnumSet.noneOf(Form.class);
        formats.forEach(format -> forms.add(form(format)));
        StudyResult result = StudyResult.read(place);
        StudyReport.of(result, studyFolder(place), chosen).write(folder, forms);
        List<String> names = forms.stream().map(ReportCommand::name).toList();
        console.line("wrote the report of %s into %s: %s", place, folder, String.join(", ", names));
        console.emit(new Written(place.toString(), folder.toString(), names, chosen.code()));
        return Exit.DONE;
    }

    /** Pictures that a result names lie beside it. */
    private static Path studyFolder(Path place) {
        return Files.isDirectory(place) ? place : place.toAbsolutePath().resolveSibling("");
    }

    private static Form form(String name) {
        List<String> known =
                Arrays.stream(Form.values()).map(ReportCommand::name).toList();
        return Arrays.stream(Form.values())
                .filter(form -> name(form).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException("--format cannot be '%s': it is one or more of %s%s"
                        .formatted(name, String.join(", ", known), Suggestion.sentence(name, known))));
    }

    private static String name(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }
}

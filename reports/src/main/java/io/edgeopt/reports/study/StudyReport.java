package io.edgeopt.reports.study;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantRow;
import java.nio.file.Path;
import java.util.Locale;

/** What a study found, as pages that people read and hand in. */
public final class StudyReport {
    private final StudyResult result;
    private final Path studyFolder;
    private final Language language;

    private StudyReport(StudyResult result, Path studyFolder, Language language) {
        this.result = result;
        this.studyFolder = studyFolder;
        this.language = language;
    }

    /** Of {@code result}, whose pictures lie in {@code studyFolder}. */
    public static StudyReport of(StudyResult result, Path studyFolder, Language language) {
        return new StudyReport(result, studyFolder, language);
    }

    /** Writes the pages into {@code folder}. */
    public void write(Path folder) {
        AtomicFile.checkWritableFolder(folder);
        AtomicFile.write(folder.resolve("report.md"), markdown());
    }

    private String markdown() {
        StringBuilder page = new StringBuilder("# %s, %s (%s)\n\n"
                .formatted(studyFolder.toAbsolutePath().normalize().getFileName(), result.date(), language.code()));
        page.append("| | variant | frame size | precision (acc) | memory (MB) | FPS |\n| --- ");
        page.append("| --- | --- | ---: | ---: | ---: |\n");
        for (StudiedModel model : result.models()) {
            for (VariantRow row : model.rows()) {
                page.append("| %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                model.name(),
                                row.variant(),
                                model.frame(),
                                row.failure()
                                        .or(() -> row.accuracy()
                                                .map(accuracy ->
                                                        accuracy.scores().get(0).toString()))
                                        .orElse("not measured"),
                                row.speed()
                                        .flatMap(speed -> speed.peakBytes())
                                        .map(bytes -> say("%.1f", bytes / 1e6))
                                        .orElse("not measured"),
                                row.speed()
                                        .map(speed -> say("%.1f", speed.fps()))
                                        .orElse("not measured")));
            }
        }
        return page.toString();
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

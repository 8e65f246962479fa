package io.edgeopt.reports.study;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.reports.page.HtmlPage;
import io.edgeopt.reports.page.MarkdownPage;
import io.edgeopt.reports.page.Page;
import io.edgeopt.reports.page.Pictures;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** What a study found, as pages that people read and hand in. */
public final class StudyReport {
    /** A form that a report takes. */
    public enum Form {
        /** {@code report.html}, one file with all that it needs. */
        HTML,
        /** {@code report.md}, and its pictures under {@code charts/}. */
        MD,
        /** {@code results.csv}, a line a row. */
        CSV
    }

    private final StudyResult result;
    private final Path studyFolder;
    private final Page page;

    private StudyReport(StudyResult result, Path studyFolder, Page page) {
        this.result = result;
        this.studyFolder = studyFolder;
        this.page = page;
    }

    /** Of {@code result}, whose pictures lie in {@code studyFolder}. */
    public static StudyReport of(StudyResult result, Path studyFolder, Language language) {
        return new StudyReport(result, studyFolder, ReportPage.of(result, studyFolder, language));
    }

    /** Writes every form into {@code folder}. */
    public void write(Path folder) {
        write(folder, EnumSet.allOf(Form.class));
    }

    public void write(Path folder, Set<Form> forms) {
        AtomicFile.checkWritableFolder(folder);
        if (forms.contains(Form.MD)) {
            Pictures.write(page, folder);
            AtomicFile.write(folder.resolve("report.md"), markdown(folder));
        }
        if (forms.contains(Form.CSV)) {
            AtomicFile.write(folder.resolve("results.csv"), csv());
        }
        if (forms.contains(Form.HTML)) {
            AtomicFile.write(folder.resolve("report.html"), html());
        }
    }

    String html() {
        return HtmlPage.of(page);
    }

    String markdown(Path folder) {
        return MarkdownPage.of(page, folder);
    }

    String csv() {
        return ResultsCsv.of(result);
    }

    @Override
    public String toString() {
        return "report of " + studyFolder;
    }
}

package io.edgeopt.reports.page;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.reports.chart.Style;
import java.nio.file.Path;

/** The charts of a page as files, for pages that cannot hold drawings. */
public final class Pictures {
    private Pictures() {}

    /** Under {@code charts/} in the page's folder, each for light and for dark pages. */
    public static void write(Page page, Path folder) {
        for (Block.Drawing drawing : page.drawings()) {
            Path charts = folder.resolve("charts");
            AtomicFile.write(
                    charts.resolve(drawing.file() + ".png"), drawing.figure().png(Style.LIGHT));
            AtomicFile.write(
                    charts.resolve(drawing.file() + "-dark.png"),
                    drawing.figure().png(Style.DARK));
        }
    }
}

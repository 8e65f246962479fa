package io.edgeopt.reports;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Words set in lines of a width; what does not fit ends in dots. */
final class TextLines {
    private static final FontRenderContext CONTEXT =
            new FontRenderContext(new AffineTransform(), /* isAntiAliased= */ true, /* usesFractionalMetrics= */ false);

    private TextLines() {}

    /** One line at least, {@code most} at most. */
    static List<String> of(String words, Font font, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = words;
        while (lines.size() < most - 1 && !fits(rest, font, width)) {
            int end = rest.lastIndexOf(' ');
            while (end > 0 && !fits(rest.substring(0, end), font, width)) {
                end = rest.lastIndexOf(' ', end - 1);
            }
            if (end <= 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(cut(rest, font, width));
        return lines;
    }

    private static String cut(String words, Font font, int width) {
        String fitting = words;
        while (fitting.length() > 1 && !fits(fitting, font, width)) {
            fitting = fitting.substring(0, fitting.length() - 2) + "…";
        }
        return fitting;
    }

    private static boolean fits(String words, Font font, int width) {
        return font.getStringBounds(words, CONTEXT).getWidth() <= width;
    }
}

package io.edgeopt.reports;

import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.List;

/** Words set in lines of a width, broken at blanks; what does not fit ends in dots. */
final class TextLines {
    private TextLines() {}

    /** One line at least, {@code most} at most. */
    static List<String> of(String words, FontMetrics metrics, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = words;
        while (lines.size() < most - 1 && metrics.stringWidth(rest) > width) {
            int end = rest.lastIndexOf(' ');
            while (end > 0 && metrics.stringWidth(rest.substring(0, end)) > width) {
                end = rest.lastIndexOf(' ', end - 1);
            }
            if (end <= 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(FittedText.fitting(metrics, rest, width));
        return lines;
    }
}

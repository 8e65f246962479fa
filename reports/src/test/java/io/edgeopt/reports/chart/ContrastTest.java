package io.edgeopt.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contrast as WCAG 2.2 computes it: text needs 4.5 (AA), drawings need 3. */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double DRAWING = 3;
    /** The strongest tint of a cell, as the page's style has it. */
    private static final double TINT = 0.3;

    static Stream<Style> styles() {
        return Stream.of(Style.LIGHT, Style.DARK);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void isEnoughForText(Style style) {
        for (Color ground : List.of(style.paper(), style.panel())) {
            for (Color text : List.of(style.ink(), style.faint(), style.better(), style.worse(), style.line(0))) {
                assertThat(contrast(text, ground)).as("%s on %s", text, ground).isGreaterThanOrEqualTo(TEXT);
            }
        }
        Color tinted = mixed(style.line(0), style.paper(), TINT);
        assertThat(contrast(style.ink(), tinted)).isGreaterThanOrEqualTo(TEXT);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void isEnoughForLines(Style style) {
        for (int i = 0; i < style.lineTones().size(); i++) {
            assertThat(contrast(style.line(i), style.paper())).as("line %d", i).isGreaterThanOrEqualTo(DRAWING);
        }
    }

    private static Color mixed(Color one, Color other, double share) {
        return new Color(
                (int) (one.getRed() * share + other.getRed() * (1 - share)),
                (int) (one.getGreen() * share + other.getGreen() * (1 - share)),
                (int) (one.getBlue() * share + other.getBlue() * (1 - share)));
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int value) {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}

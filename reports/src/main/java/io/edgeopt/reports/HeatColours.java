package io.edgeopt.reports;

import java.awt.Color;

/**
 * Colours from cold to hot, in which equal steps of heat are equal steps to the eye: lightness grows evenly in the OKLab
 * space (Ottosson, 2020) from a dark violet over red to a light yellow, so that the order is also seen in grey and by
 * people who see no red or no green.
 */
final class HeatColours {
    private static final int STEPS = 256;
    private static final double DARKEST = 0.20;
    private static final double LIGHTEST = 0.95;
    private static final double STRONGEST = 0.19;
    private static final double FIRST_HUE = -75;
    private static final double LAST_HUE = 105;
    private static final int[] TABLE = table();

    private HeatColours() {}

    /** Red, green and blue in one number, for a heat of 0 to 1. */
    static int rgb(double heat) {
        double within = Math.max(0, Math.min(1, heat));
        return TABLE[(int) Math.round(within * (STEPS - 1))];
    }

    static Color of(double heat) {
        return new Color(rgb(heat));
    }

    private static int[] table() {
        int[] table = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double at = (double) i / (STEPS - 1);
            double lightness = DARKEST + at * (LIGHTEST - DARKEST);
            double hue = Math.toRadians(FIRST_HUE + at * (LAST_HUE - FIRST_HUE));
            double chroma = STRONGEST * Math.min(1, 0.55 + 1.2 * at);
            double[] linear = linear(lightness, chroma, hue);
            while (!shown(linear) && chroma > 0) {
                // The screen cannot show it that strong.
                chroma -= 0.002;
                linear = linear(lightness, chroma, hue);
            }
            table[i] = channel(linear[0]) << 16 | channel(linear[1]) << 8 | channel(linear[2]);
        }
        return table;
    }

    /** OKLab's lightness, chroma and hue as linear red, green and blue. */
    private static double[] linear(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(hue);
        double b = chroma * Math.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static boolean shown(double[] linear) {
        for (double value : linear) {
            if (value < 0 || value > 1) {
                return false;
            }
        }
        return true;
    }

    private static int channel(double linear) {
        double within = Math.max(0, Math.min(1, linear));
        double shown = within <= 0.0031308 ? 12.92 * within : 1.055 * Math.pow(within, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * shown);
    }
}

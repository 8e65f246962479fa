package io.edgeopt.autograd.op;

import java.util.Locale;

/**
 * Where on an axis of {@code from} places each of {@code to} places reads, and with which weights: ONNX's rules for
 * {@code Resize}, as its specification gives them.
 */
final class Sampling {
    private final int from;
    private final int to;
    private final double scale;
    private final String coordinates;

    /**
     * @param from the axis' old extent
     * @param to its new extent
     * @param scale new by old as the node gives it, which need not be the quotient of the extents
     * @param coordinates the node's {@code coordinate_transformation_mode}
     */
    Sampling(int from, int to, double scale, String coordinates) {
        this.from = from;
        this.to = to;
        this.scale = scale;
        this.coordinates = coordinates;
    }

    private double source(int place) {
        return switch (coordinates) {
            case "asymmetric" -> place / scale;
            case "align_corners" -> to == 1 ? 0 : place * (from - 1.0) / (to - 1.0);
            case "pytorch_half_pixel" -> to == 1 ? 0 : (place + 0.5) / scale - 0.5;
            case "half_pixel_symmetric" -> {
                double adjustment = to / (to == 0 ? 1 : scale * from);
                yield from / 2.0 * (1 - adjustment) + (place + 0.5) / scale - 0.5;
            }
            case "tf_half_pixel_for_nn" -> (place + 0.5) / scale;
            default -> (place + 0.5) / scale - 0.5;
        };
    }

    /** For each new place the old place nearest to it, under the node's {@code nearest_mode}. */
    long[] nearest(String mode) {
        long[] places = new long[to];
        for (int i = 0; i < to; i++) {
            double source = source(i);
            double rounded = switch (mode) {
                case "floor" -> Math.floor(source);
                case "ceil" -> Math.ceil(source);
                case "round_prefer_ceil" -> Math.floor(source + 0.5);
                default -> Math.ceil(source - 0.5);
            };
            places[i] = (long) Math.max(0, Math.min(from - 1, rounded));
        }
        return places;
    }

    /** A matrix of {@code to} rows and {@code from} columns, row by row. */
    float[] weights(String mode, double cubicCoefficient, boolean excludeOutside) {
        float[] matrix = new float[to * from];
        boolean cubic = mode.toLowerCase(Locale.ROOT).equals("cubic");
        for (int i = 0; i < to; i++) {
            double source = source(i);
            if (!cubic) {
                // A place off the edge reads the edge.
                source = Math.max(0, Math.min(from - 1, source));
            }
            int base = (int) Math.floor(source);
            double fraction = source - base;
            int reach = cubic ? 2 : 1;
            double total = 0;
            double[] taps = new double[2 * reach];
            for (int tap = 0; tap < taps.length; tap++) {
                int place = base - reach + 1 + tap;
                double distance = Math.abs(fraction - (place - base));
                taps[tap] = cubic ? cubic(distance, cubicCoefficient) : Math.max(0, 1 - distance);
                if (excludeOutside && (place < 0 || place >= from)) {
                    taps[tap] = 0;
                }
                total += taps[tap];
            }
            for (int tap = 0; tap < taps.length; tap++) {
                int place = Math.max(0, Math.min(from - 1, base - reach + 1 + tap));
                matrix[i * from + place] += (float) (excludeOutside ? taps[tap] / total : taps[tap]);
            }
        }
        return matrix;
    }

    private static double cubic(double distance, double a) {
        if (distance <= 1) {
            return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
        }
        return distance < 2 ? ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a : 0;
    }
}

package io.edgeopt.xai.cam;

/** The first principal component of the channels over the places, so turned that what is active is positive. */
final class FirstComponent implements ActivationMap {
    private static final int ROUNDS = 200;
    private static final double STILL = 1e-9;

    @Override
    public float[] of(Seen seen, float[] active) {
        Layer layer = seen.layer();
        int channels = layer.channels();
        int places = layer.places();
        double[][] rows = new double[places][channels];
        for (int c = 0; c < channels; c++) {
            double mean = 0;
            for (int p = 0; p < places; p++) {
                rows[p][c] = active[layer.at(c, p)];
                mean += rows[p][c] / places;
            }
            for (int p = 0; p < places; p++) {
                rows[p][c] -= mean;
            }
        }
        double[] along = projected(rows, channels);
        double together = 0;
        for (int p = 0; p < places; p++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += active[layer.at(c, p)];
            }
            together += sum * along[p];
        }
        float[] map = new float[places];
        for (int p = 0; p < places; p++) {
            map[p] = (float) Math.max(0, together < 0 ? -along[p] : along[p]);
        }
        return map;
    }

    /** Every place's share in the first component, by power iteration over the places. */
    private static double[] projected(double[][] rows, int channels) {
        int places = rows.length;
        double[] along = new double[places];
        for (int p = 0; p < places; p++) {
            // Begins with the strongest places: not at right angles to what is sought but by accident.
            for (double value : rows[p]) {
                along[p] += Math.abs(value);
            }
        }
        normalise(along);
        for (int round = 0; round < ROUNDS; round++) {
            double[] direction = new double[channels];
            for (int p = 0; p < places; p++) {
                for (int c = 0; c < channels; c++) {
                    direction[c] += along[p] * rows[p][c];
                }
            }
            double[] next = new double[places];
            for (int p = 0; p < places; p++) {
                for (int c = 0; c < channels; c++) {
                    next[p] += direction[c] * rows[p][c];
                }
            }
            if (normalise(next) == 0) {
                return next;
            }
            double moved = 0;
            for (int p = 0; p < places; p++) {
                moved += (next[p] - along[p]) * (next[p] - along[p]);
            }
            along = next;
            if (moved < STILL) {
                break;
            }
        }
        return along;
    }

    private static double normalise(double[] values) {
        double square = 0;
        for (double value : values) {
            square += value * value;
        }
        double length = Math.sqrt(square);
        if (length > 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] /= length;
            }
        }
        return length;
    }
}

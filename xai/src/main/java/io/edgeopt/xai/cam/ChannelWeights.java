package io.edgeopt.xai.cam;

/** How a gradient-weighed activation map is made of what was active and of the score's slopes there. */
@FunctionalInterface
interface ChannelWeights {
    /** One value a place. */
    float[] map(float[] active, float[] slopes, Layer layer);

    /** Each channel by its mean slope (Grad-CAM). */
    static float[] mean(float[] active, float[] slopes, Layer layer) {
        double[] weights = new double[layer.channels()];
        for (int c = 0; c < weights.length; c++) {
            for (int p = 0; p < layer.places(); p++) {
                weights[c] += slopes[layer.at(c, p)] / (double) layer.places();
            }
        }
        return positive(weighed(active, weights, layer));
    }

    /** Each channel by its positive slopes, those at places weighed that alone explain it (Grad-CAM++). */
    static float[] plusPlus(float[] active, float[] slopes, Layer layer) {
        double[] weights = new double[layer.channels()];
        for (int c = 0; c < weights.length; c++) {
            double sum = 0;
            for (int p = 0; p < layer.places(); p++) {
                sum += active[layer.at(c, p)];
            }
            for (int p = 0; p < layer.places(); p++) {
                double slope = slopes[layer.at(c, p)];
                double below = 2 * slope * slope + sum * slope * slope * slope + 1e-6;
                double alpha = slope == 0 ? 0 : slope * slope / below;
                weights[c] += alpha * Math.max(0, slope);
            }
        }
        return positive(weighed(active, weights, layer));
    }

    /** Each place of each channel by its own positive slope (Layer-CAM). */
    static float[] byPlace(float[] active, float[] slopes, Layer layer) {
        float[] map = new float[layer.places()];
        for (int c = 0; c < layer.channels(); c++) {
            for (int p = 0; p < map.length; p++) {
                int at = layer.at(c, p);
                map[p] += Math.max(0, slopes[at]) * active[at];
            }
        }
        return positive(map);
    }

    /** Each place of each channel by its own slope, whatever its sign (HiResCAM). */
    static float[] atPlaces(float[] active, float[] slopes, Layer layer) {
        float[] map = new float[layer.places()];
        for (int c = 0; c < layer.channels(); c++) {
            for (int p = 0; p < map.length; p++) {
                int at = layer.at(c, p);
                map[p] += slopes[at] * active[at];
            }
        }
        return positive(map);
    }

    /** The sum of the channels, each with its weight. */
    static float[] weighed(float[] active, double[] weights, Layer layer) {
        float[] map = new float[layer.places()];
        for (int c = 0; c < weights.length; c++) {
            for (int p = 0; p < map.length; p++) {
                map[p] += (float) (weights[c] * active[layer.at(c, p)]);
            }
        }
        return map;
    }

    static float[] positive(float[] map) {
        for (int p = 0; p < map.length; p++) {
            map[p] = Math.max(0, map[p]);
        }
        return map;
    }
}

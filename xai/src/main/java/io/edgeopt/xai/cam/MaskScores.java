package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Upsampling;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The channels' maps, each made as large as the picture and laid over it as a mask; what the score then is, through a
 * softmax over the channels, is the channel's weight. Of many channels the 256 most active are tried.
 */
final class MaskScores implements ActivationMap {
    private static final int MOST = 256;

    @Override
    public float[] of(Seen seen, float[] active) {
        Layer layer = seen.layer();
        List<Integer> tried = IntStream.range(0, layer.channels())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> -spread(active, layer, c))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        double[] scores = new double[tried.size()];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(seen, active, tried.get(i));
            highest = Math.max(highest, scores[i]);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - highest);
        }
        double[] weights = new double[layer.channels()];
        for (int i = 0; i < scores.length; i++) {
            weights[tried.get(i)] = Math.exp(scores[i] - highest) / sum;
        }
        return ChannelWeights.positive(ChannelWeights.weighed(active, weights, layer));
    }

    /** From the lowest to the highest value of a channel: 0 where it masks nothing. */
    private static float spread(float[] active, Layer layer, int channel) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int p = 0; p < layer.places(); p++) {
            float value = active[layer.at(channel, p)];
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }

    private static double score(Seen seen, float[] active, int channel) {
        Layer layer = seen.layer();
        float[] map = new float[layer.places()];
        float low = Float.POSITIVE_INFINITY;
        for (int p = 0; p < map.length; p++) {
            map[p] = active[layer.at(channel, p)];
            low = Math.min(low, map[p]);
        }
        float range = spread(active, layer, channel);
        for (int p = 0; p < map.length; p++) {
            map[p] = range == 0 ? 0 : (map[p] - low) / range;
        }
        Tensor masked = masked(seen, map);
        return seen.target().score(seen.session().run(Map.of(seen.subject().input(), masked)), 0);
    }

    private static Tensor masked(Seen seen, float[] map) {
        Shape shape = seen.input().shape();
        InputAxes axes = seen.subject().axes(shape);
        InputAxes.Strides strides = axes.strides(shape);
        int frames = axes.frames(shape);
        int height = axes.height(shape);
        int width = axes.width(shape);
        float[] mask = Upsampling.of(map, seen.layer().grid(), new Upsampling.Grid(frames, height, width));
        Tensor masked = seen.input().copy();
        FloatBuffer values = masked.floats();
        for (int c = 0; c < axes.channels(shape); c++) {
            for (int i = 0; i < mask.length; i++) {
                int at = strides.at(c, i / (height * width), i / width % height, i % width);
                values.put(at, values.get(at) * mask[i]);
            }
        }
        return masked;
    }
}

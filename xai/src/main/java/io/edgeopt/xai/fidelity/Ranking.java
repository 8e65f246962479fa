package io.edgeopt.xai.fidelity;

import io.edgeopt.core.explain.Saliency;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Places from the hottest to the coldest; equal ones in an order that is drawn, so that no edge is favoured. */
final class Ranking {
    private Ranking() {}

    /** The first is the hottest. Of a clip each place counts once, with its heat over all frames. */
    static int[] of(Saliency map, long seed) {
        float[] heat = overFrames(map);
        SplittableRandom random = new SplittableRandom(seed);
        double[] ties = random.doubles(heat.length).toArray();
        return IntStream.range(0, heat.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(place -> -heat[place])
                        .thenComparingDouble(place -> ties[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** What spoke for and against, summed over the frames. */
    static float[] overFrames(Saliency map) {
        float[] values = map.values();
        float[] sums = new float[map.height() * map.width()];
        for (int i = 0; i < values.length; i++) {
            sums[i % sums.length] += values[i];
        }
        return sums;
    }
}

package io.edgeopt.xai.fidelity;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Saliency;
import java.util.Arrays;
import java.util.List;

/** Where the heat of a map lies. */
public final class Localisation {
    private Localisation() {}

    /** Whether the hottest place lies in a box: the pointing game (Zhang et al., 2018). */
    static boolean points(Saliency map, List<Box> boxes, long seed) {
        int hottest = Ranking.of(map, seed)[0];
        return inside(hottest, map.width(), boxes);
    }

    /** Share of the heat inside the boxes. */
    public static double energy(Saliency map, List<Box> boxes) {
        float[] heat = map.heat();
        int places = map.height() * map.width();
        double inside = 0;
        double all = 0;
        for (int i = 0; i < heat.length; i++) {
            all += heat[i];
            inside += inside(i % places, map.width(), boxes) ? heat[i] : 0;
        }
        return all == 0 ? 0 : inside / all;
    }

    private static boolean inside(int place, int width, List<Box> boxes) {
        double x = place % width + 0.5;
        double y = Math.floorDiv(place, width) + 0.5;
        return boxes.stream()
                .anyMatch(box -> x >= box.left() && x <= box.right() && y >= box.top() && y <= box.bottom());
    }

    /** The Gini index of the heat. */
    static double gini(Saliency map) {
        float[] heat = map.heat();
        Arrays.sort(heat);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < heat.length; i++) {
            sum += heat[i];
            weighted += (i + 1.0) * heat[i];
        }
        return sum == 0 ? 0 : 2 * weighted / (heat.length * sum) - (heat.length + 1.0) / heat.length;
    }
}

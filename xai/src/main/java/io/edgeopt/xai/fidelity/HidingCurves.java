package io.edgeopt.xai.fidelity;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.Baseline;
import io.edgeopt.xai.perturb.Hiding;
import java.util.Map;

/**
 * What a score does while places are hidden, or shown, in the order of a map (Petsiuk et al., 2018; ROAD, 2022): 0 is
 * the score of the hidden picture, and {@link #taken()} that of the whole.
 */
final class HidingCurves {
    private static final int STEPS = 20;
    private static final int[] ROAD_PERCENT = {10, 30, 50, 70, 90};

    private final Subject subject;
    private final Session session;
    private final Tensor input;
    private final Target target;
    private final InputAxes axes;
    private final Tensor blurred;
    private final double hidden;
    private final double taken;

    HidingCurves(Subject subject, Session session, Tensor input, Target target) {
        this.subject = subject;
        this.session = session;
        this.input = input;
        this.target = target;
        this.axes = subject.axes(input.shape());
        this.blurred = Baseline.BLUR.whole(subject, input);
        this.hidden = score(blurred);
        this.taken = score(input) - hidden;
    }

    private double score(Tensor shown) {
        return target.score(session.run(Map.of(subject.input(), shown)), 0);
    }

    /** What hiding the whole picture takes away from the score; below zero where it adds to it. */
    double taken() {
        return taken;
    }

    double deletion(int[] ranking) {
        return area(ranking, /* hide= */ true);
    }

    double insertion(int[] ranking) {
        return area(ranking, /* hide= */ false);
    }

    private double area(int[] ranking, boolean hide) {
        int[] rank = inverse(ranking);
        Hiding hiding = new Hiding(input, blurred, axes);
        double sum = 0;
        for (int step = 0; step <= STEPS; step++) {
            int first = (int) ((long) step * rank.length / STEPS);
            Tensor changed = input.copy();
            hiding.mix(place -> rank[place] < first == hide ? 0 : 1, changed.floats());
            double weight = step == 0 || step == STEPS ? 0.5 : 1;
            sum += weight * (score(changed) - hidden) / STEPS;
        }
        return sum;
    }

    double road(int[] ranking, long seed) {
        int[] rank = inverse(ranking);
        double sum = 0;
        for (int percent : ROAD_PERCENT) {
            int first = (int) ((long) percent * rank.length / 100);
            Tensor filled = Imputation.of(input, axes, place -> rank[place] < first, seed);
            sum += (score(filled) - hidden) / ROAD_PERCENT.length;
        }
        return sum;
    }

    private static int[] inverse(int[] ranking) {
        int[] rank = new int[ranking.length];
        for (int i = 0; i < ranking.length; i++) {
            rank[ranking[i]] = i;
        }
        return rank;
    }
}

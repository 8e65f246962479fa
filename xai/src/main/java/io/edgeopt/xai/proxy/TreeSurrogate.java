package io.edgeopt.xai.proxy;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.TrialExplainer;
import io.edgeopt.xai.perturb.Trials;
import java.util.Arrays;
import java.util.List;

/**
 * A tree of questions whether a patch is shown, grown on the scores of half of many pictures with patches hidden by
 * chance. {@code fidelity} is the share of the variance of the other half's scores that it explains; the tree itself is
 * printed.
 */
public final class TreeSurrogate implements Method {
    private static final int SAMPLES = 800;
    private static final int DEPTH = 4;

    private final long seed;

    private TreeSurrogate(long seed) {
        this.seed = seed;
    }

    public static TreeSurrogate standard(long seed) {
        return new TreeSurrogate(seed);
    }

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public boolean needsGradients() {
        return false;
    }

    @Override
    public Explainer on(Subject subject) {
        return new TrialExplainer(subject, 1) {
            @Override
            protected Saliency explain(Tensor input, Target target, Trials trials) {
                return grown(new PatchTrials(subject, input, trials));
            }
        };
    }

    private Saliency grown(PatchTrials trials) {
        List<boolean[]> rows = Lime.choices(trials.count(), SAMPLES, seed);
        double[] scores = trials.scores(rows);
        int half = SAMPLES / 2;
        RegressionTree tree = RegressionTree.of(rows.subList(0, half), Arrays.copyOf(scores, half), DEPTH);
        double[] gains = new double[trials.count()];
        tree.addGains(gains);
        double mean = Arrays.stream(scores, half, SAMPLES).average().orElse(0);
        double left = 0;
        double all = 0;
        for (int i = half; i < SAMPLES; i++) {
            double missed = scores[i] - tree.says(rows.get(i));
            left += missed * missed;
            all += (scores[i] - mean) * (scores[i] - mean);
        }
        return trials.map(name(), gains)
                .with("fidelity", all == 0 ? 1 : 1 - left / all)
                .saying(tree.lines(trials.patches()::where));
    }
}

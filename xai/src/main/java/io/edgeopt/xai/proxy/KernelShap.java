package io.edgeopt.xai.proxy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.TrialExplainer;
import io.edgeopt.xai.perturb.Trials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Each patch's share of the score as in a game in which patches join one by one in every order: Shapley values by
 * weighted least squares (Lundberg and Lee, 2017), from choices of patches drawn by the kernel's own weights, each with
 * its opposite. The shares add up to the score less that of the hidden picture, exactly.
 */
public final class KernelShap implements Method {
    private final int samples;
    private final long seed;

    private KernelShap(int samples, long seed) {
        this.samples = samples;
        this.seed = seed;
    }

    /** With 600 choices of patches. */
    public static KernelShap standard(long seed) {
        return new KernelShap(600, seed);
    }

    public KernelShap withSamples(int changed) {
        if (changed < 10) {
            throw new InvalidPlanException("%d samples cannot be; expected 10 or more".formatted(changed));
        }
        return new KernelShap(changed, seed);
    }

    @Override
    public String name() {
        return "kernelshap";
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
                PatchTrials patches = new PatchTrials(subject, input, trials);
                return patches.map(name(), shares(patches));
            }
        };
    }

    private double[] shares(PatchTrials trials) {
        int count = trials.count();
        boolean[] none = new boolean[count];
        boolean[] all = new boolean[count];
        Arrays.fill(all, true);
        double[] ends = trials.scores(List.of(none, all));
        if (count == 1) {
            return new double[] {ends[1] - ends[0]};
        }
        List<boolean[]> rows = drawn(count);
        return fitted(rows, trials.scores(rows), ends[0], ends[1]);
    }

    /** With one share given by the others, so that they add up. */
    static double[] fitted(List<boolean[]> rows, double[] scores, double none, double all) {
        int count = rows.get(0).length;
        int last = count - 1;
        double whole = all - none;
        double[][] normal = new double[last][last + 1];
        for (int i = 0; i < scores.length; i++) {
            boolean[] row = rows.get(i);
            double held = row[last] ? 1 : 0;
            double value = scores[i] - none - held * whole;
            double[] features = new double[last];
            for (int a = 0; a < last; a++) {
                features[a] = (row[a] ? 1 : 0) - held;
            }
            for (int a = 0; a < last; a++) {
                for (int b = 0; b < last; b++) {
                    normal[a][b] += features[a] * features[b];
                }
                normal[a][last] += features[a] * value;
            }
        }
        for (int a = 0; a < last; a++) {
            normal[a][a] += 1e-9 * scores.length;
        }
        double[] found = LinearFit.solved(normal);
        double[] shares = Arrays.copyOf(found, count);
        shares[last] = whole - Arrays.stream(found).sum();
        return shares;
    }

    /** Choices of neither none nor all, sizes drawn by {@code (M - 1) / (s (M - s))}, each followed by its opposite. */
    private List<boolean[]> drawn(int count) {
        double[] upTo = new double[count];
        double sum = 0;
        for (int size = 1; size < count; size++) {
            sum += (count - 1.0) / ((double) size * (count - size));
            upTo[size] = sum;
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<boolean[]> rows = new ArrayList<>();
        while (rows.size() < samples) {
            double at = random.nextDouble() * sum;
            int size = 1;
            while (upTo[size] < at) {
                size++;
            }
            boolean[] shown = new boolean[count];
            for (int left = size, of = count; of > 0; of--) {
                if (random.nextInt(of) < left) {
                    shown[of - 1] = true;
                    left--;
                }
            }
            boolean[] opposite = new boolean[count];
            for (int k = 0; k < count; k++) {
                opposite[k] = !shown[k];
            }
            rows.add(shown);
            rows.add(opposite);
        }
        return rows;
    }
}

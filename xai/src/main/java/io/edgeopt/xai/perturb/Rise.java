package io.edgeopt.xai.perturb;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * The mean of many random, soft masks, each weighed by the score of the picture seen through it (Petsiuk et al., 2018),
 * less what the mean score would give, so that a place that does not matter is 0.
 */
public final class Rise implements Method {
    private static final int CELLS = 7;
    private static final double SHOWN = 0.5;
    /** Below this share of a score its differences are rounding. */
    private static final double SAME = 1e-5;

    private final int masks;
    private final long seed;

    private Rise(int masks, long seed) {
        this.masks = masks;
        this.seed = seed;
    }

    /** With 1000 masks of 7 x 7 cells, half of them shown. */
    public static Rise standard(long seed) {
        return new Rise(1000, seed);
    }

    public Rise withMasks(int changed) {
        if (changed < 2) {
            throw new InvalidPlanException("%d masks cannot be; expected 2 or more".formatted(changed));
        }
        return new Rise(changed, seed);
    }

    @Override
    public String name() {
        return "rise";
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
                return masked(subject, input, trials);
            }
        };
    }

    private Saliency masked(Subject subject, Tensor input, Trials trials) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        int height = axes.height(shape);
        int width = axes.width(shape);
        Hiding hiding = new Hiding(input, Baseline.MEAN.whole(subject, input), axes);
        SplittableRandom random = new SplittableRandom(seed);
        double[] sums = new double[height * width];
        double[] shown = new double[height * width];
        double scores = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < masks; i++) {
            float[] mask = mask(random, height, width);
            double score = trials.scores(1, (item, index) -> hiding.mix(place -> mask[place], item))[0];
            scores += score;
            lowest = Math.min(lowest, score);
            highest = Math.max(highest, score);
            for (int place = 0; place < mask.length; place++) {
                sums[place] += score * mask[place];
                shown[place] += mask[place];
            }
        }
        boolean same = highest - lowest <= SAME * Math.max(Math.abs(highest), Math.abs(lowest));
        int frames = axes.frames(shape);
        float[] map = new float[frames * height * width];
        for (int i = 0; i < map.length; i++) {
            int place = i % sums.length;
            map[i] = same || shown[place] == 0 ? 0 : (float) (sums[place] / shown[place] - scores / masks);
        }
        return Saliency.of(name(), frames, height, width, map).with("masks", masks);
    }

    /** A coarse grid of shown and hidden cells, made larger linearly and moved by part of a cell. */
    private static float[] mask(SplittableRandom random, int height, int width) {
        double[][] cells = new double[CELLS + 2][CELLS + 2];
        for (double[] row : cells) {
            for (int x = 0; x < row.length; x++) {
                row[x] = random.nextDouble() < SHOWN ? 1 : 0;
            }
        }
        double down = random.nextDouble();
        double across = random.nextDouble();
        float[] mask = new float[height * width];
        for (int y = 0; y < height; y++) {
            double row = down + (double) y * CELLS / height;
            int above = (int) row;
            for (int x = 0; x < width; x++) {
                double column = across + (double) x * CELLS / width;
                int left = (int) column;
                double upper = cells[above][left] + (column - left) * (cells[above][left + 1] - cells[above][left]);
                double lower = cells[above + 1][left]
                        + (column - left) * (cells[above + 1][left + 1] - cells[above + 1][left]);
                mask[y * width + x] = (float) (upper + (row - above) * (lower - upper));
            }
        }
        return mask;
    }
}

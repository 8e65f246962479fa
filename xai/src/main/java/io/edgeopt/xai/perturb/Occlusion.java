package io.edgeopt.xai.perturb;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How much the score falls when a window is hidden, slid over the picture: each place gets the mean over the windows
 * that cover it (Zeiler and Fergus, 2014). A clip is hidden in a quarter of its frames at once.
 */
public final class Occlusion implements Method {
    /** Where nobody says: a window of a seventh of the shorter side, moved by half of it. */
    private static final int SHARE = 7;

    private static final int COARSE_SHARE = 4;

    private static final int FRAME_SHARE = 4;

    private final int share;
    private final OptionalInt window;
    private final OptionalInt stride;
    private final Baseline baseline;
    private final int batch;

    private Occlusion(int share, OptionalInt window, OptionalInt stride, Baseline baseline, int batch) {
        this.share = share;
        this.window = window;
        this.stride = stride;
        this.baseline = baseline;
        this.batch = batch;
    }

    /** With a window and a stride that suit the input, hidden under the picture's mean colour. */
    public static Occlusion standard() {
        return new Occlusion(SHARE, OptionalInt.empty(), OptionalInt.empty(), Baseline.MEAN, 1);
    }

    /** With windows of a quarter of the shorter side: a third of the runs, and a rougher map. */
    public static Occlusion coarse() {
        return new Occlusion(COARSE_SHARE, OptionalInt.empty(), OptionalInt.empty(), Baseline.MEAN, 1);
    }

    /** With a window of so many pixels a side. */
    public Occlusion withWindow(int pixels) {
        return new Occlusion(share, OptionalInt.of(positive("window", pixels)), stride, baseline, batch);
    }

    /** Moved by so many pixels. */
    public Occlusion withStride(int pixels) {
        return new Occlusion(share, window, OptionalInt.of(positive("stride", pixels)), baseline, batch);
    }

    public Occlusion withBaseline(Baseline changed) {
        return new Occlusion(share, window, stride, changed, batch);
    }

    /** With so many windows in one run of the model, where its batch is free. */
    public Occlusion withBatch(int windows) {
        return new Occlusion(share, window, stride, baseline, positive("batch", windows));
    }

    private static int positive(String what, int value) {
        if (value < 1) {
            throw new InvalidPlanException("a %s of %d cannot be; expected 1 or more".formatted(what, value));
        }
        return value;
    }

    @Override
    public String name() {
        return "occlusion";
    }

    @Override
    public boolean needsGradients() {
        return false;
    }

    @Override
    public Explainer on(Subject subject) {
        return new WindowExplainer(subject, this, baseline, batch);
    }

    /** The map of an input from its score as it is and then under each of the windows. */
    Saliency map(InputAxes axes, Shape shape, double[] scores) {
        int height = axes.height(shape);
        int width = axes.width(shape);
        int frames = axes.frames(shape);
        List<Patch> patches = patches(frames, height, width);
        float[] sums = new float[frames * height * width];
        int[] counts = new int[sums.length];
        for (int i = 0; i < patches.size(); i++) {
            add(patches.get(i), (float) (scores[0] - scores[i + 1]), sums, counts, height, width);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i] == 0 ? 0 : sums[i] / counts[i];
        }
        return Saliency.of(name(), frames, height, width, sums).with("runs", scores.length);
    }

    private static void add(Patch patch, float fall, float[] sums, int[] counts, int height, int width) {
        for (int t = patch.fromFrame(); t < patch.toFrame(); t++) {
            for (int y = patch.top(); y < patch.bottom(); y++) {
                for (int x = patch.left(); x < patch.right(); x++) {
                    int place = (t * height + y) * width + x;
                    sums[place] += fall;
                    counts[place]++;
                }
            }
        }
    }

    /** The windows in their order; the last of a row or column is cut off at the edge. */
    List<Patch> patches(int frames, int height, int width) {
        int shorter = Math.min(height, width);
        int side = window.orElse(Math.max(1, Math.round((float) shorter / share)));
        int step = stride.orElse(Math.max(1, side / 2));
        if (side > shorter) {
            throw new InvalidPlanException(
                    "a window of %d pixels is larger than the input of %d x %d".formatted(side, width, height));
        }
        if (step > side) {
            throw new InvalidPlanException(
                    "a stride of %d leaves gaps between windows of %d pixels; expected at most %d"
                            .formatted(step, side, side));
        }
        int length = Math.max(1, frames / FRAME_SHARE);
        List<Patch> patches = new ArrayList<>();
        for (int t = 0; t < frames; t += length) {
            for (int y : starts(height, side, step)) {
                for (int x : starts(width, side, step)) {
                    patches.add(new Patch(
                            t,
                            Math.min(frames, t + length),
                            y,
                            Math.min(height, y + side),
                            x,
                            Math.min(width, x + side)));
                }
            }
        }
        return patches;
    }

    private static int[] starts(int extent, int side, int step) {
        int count = (extent - side + step - 1) / step + 1;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = i * step;
        }
        return starts;
    }
}

package io.edgeopt.xai.fidelity;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.MapJudgement;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.drift.MapAgreement;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Judges maps of one model by what they promise. */
public final class Judging {
    /** Pictures on which the costly checks are done: each is explained again, a few times. */
    private static final int CHECKED = 4;

    private static final int NUDGES = 3;
    private static final double NUDGE = 0.02;

    /**
     * A picture that was explained.
     *
     * @param target that was explained
     * @param scored what hiding and showing places are judged by: the target, unless that suits slopes alone
     * @param boxes where the object is, in pixels of the input; none where nobody knows
     */
    public record Explained(Tensor input, Target target, Target scored, Saliency map, List<Box> boxes) {
        public Explained(Tensor input, Target target, Saliency map, List<Box> boxes) {
            this(input, target, target, map, boxes);
        }

        public Explained {
            boxes = List.copyOf(boxes);
        }
    }

    private final Subject subject;
    private final long seed;

    public Judging(Subject subject, long seed) {
        this.subject = subject;
        this.seed = seed;
    }

    /** Judges one method's maps, of at least one picture. */
    public MapJudgement judge(Method method, List<Explained> pictures) {
        MapJudgement bare = judgeMaps(method.name(), pictures);
        List<Explained> some = pictures.subList(0, Math.min(CHECKED, pictures.size()));
        return new MapJudgement(
                bare.method(),
                bare.pictures(),
                bare.deletion(),
                bare.insertion(),
                bare.road(),
                bare.pointing(),
                bare.energy(),
                bare.sparsity(),
                OptionalDouble.of(sensitivity(method, some)),
                OptionalDouble.of(randomised(method, some)));
    }

    /** What maps drawn by chance would be worth: the control of every table. */
    public MapJudgement control(List<Explained> pictures) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Explained> drawn = pictures.stream()
                .map(one ->
                        new Explained(one.input(), one.target(), one.scored(), noise(one.map(), random), one.boxes()))
                .toList();
        return judgeMaps("random", drawn);
    }

    private static Saliency noise(Saliency like, SplittableRandom random) {
        float[] values = new float[like.frames() * like.height() * like.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return Saliency.of("random", like.frames(), like.height(), like.width(), values);
    }

    private MapJudgement judgeMaps(String name, List<Explained> pictures) {
        double deletion = 0;
        double insertion = 0;
        double road = 0;
        // Shares of what hiding takes away in all: of a picture that means as much hidden, a share of its own would be
        // any number, and one such picture would outweigh all others.
        double taken = 0;
        try (Session session = subject.open(pictures.get(0).scored().tensors())) {
            for (Explained one : pictures) {
                HidingCurves curves = new HidingCurves(subject, session, one.input(), one.scored());
                if (curves.taken() > 0) {
                    int[] ranking = Ranking.of(one.map(), seed);
                    deletion += curves.deletion(ranking);
                    insertion += curves.insertion(ranking);
                    road += curves.road(ranking, seed);
                    taken += curves.taken();
                }
            }
        }
        double all = taken > 0 ? taken : 1;
        List<Explained> boxed =
                pictures.stream().filter(one -> !one.boxes().isEmpty()).toList();
        return new MapJudgement(
                name,
                pictures.size(),
                deletion / all,
                insertion / all,
                road / all,
                mean(boxed, one -> Localisation.points(one.map(), one.boxes(), seed) ? 1 : 0),
                mean(boxed, one -> Localisation.energy(one.map(), one.boxes())),
                mean(pictures, one -> Localisation.gini(one.map())).orElse(0),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static OptionalDouble mean(List<Explained> pictures, ToDoubleFunction<Explained> figure) {
        return pictures.stream().mapToDouble(figure).average();
    }

    /** The largest move over a few nudges of the picture, the mean over pictures (Yeh et al., 2019). */
    private double sensitivity(Method method, List<Explained> pictures) {
        SplittableRandom random = new SplittableRandom(seed);
        double sum = 0;
        try (Explainer explainer = method.on(subject)) {
            for (Explained one : pictures) {
                double largest = 0;
                for (int nudge = 0; nudge < NUDGES; nudge++) {
                    Saliency moved = explainer.explain(nudged(one.input(), random), one.target());
                    largest = Math.max(largest, distance(one.map().values(), moved.values()));
                }
                sum += largest / pictures.size();
            }
        }
        return sum;
    }

    private static Tensor nudged(Tensor input, SplittableRandom random) {
        Tensor nudged = input.copy();
        FloatBuffer values = nudged.floats();
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < values.capacity(); i++) {
            low = Math.min(low, values.get(i));
            high = Math.max(high, values.get(i));
        }
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, (float) (values.get(i) + NUDGE * (high - low) * (2 * random.nextDouble() - 1)));
        }
        return nudged;
    }

    private static double distance(float[] one, float[] other) {
        double moved = 0;
        double size = 0;
        for (int i = 0; i < one.length; i++) {
            moved += (double) (one[i] - other[i]) * (one[i] - other[i]);
            size += (double) one[i] * one[i];
        }
        return size == 0 ? 0 : Math.sqrt(moved / size);
    }

    private double randomised(Method method, List<Explained> pictures) {
        Subject forgetful = Subject.of(
                ShuffledWeights.of(subject.model(), seed), subject.card(), subject.backend(), subject.options());
        double sum = 0;
        try (Explainer explainer = method.on(forgetful)) {
            for (Explained one : pictures) {
                Saliency map = explainer.explain(one.input(), one.target());
                sum += MapAgreement.of(one.map(), map).spearman() / pictures.size();
            }
        }
        return sum;
    }
}

package io.edgeopt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What must hold of every method of explaining. A test of a method extends this and says which. */
public abstract class ExplainerContract {
    private static final int SIDE = PlantedPatch.SIDE;
    /** How alike the maps of two networks that share no weight may be at most. */
    private static final double ALIKE = 0.8;

    protected abstract Method method();

    /** How many pixels the map may be hot beside the patch: as far as windows and coarse layers smear it. */
    protected int smear() {
        return 4;
    }

    /** Whether the map is of what the model looks at whatever it answers, so that one class's is all classes'. */
    protected boolean knowsNoClass() {
        return false;
    }

    /** Whether what is handed back depends on the picture in networks without max pooling. */
    protected boolean needsNoMaxPooling() {
        return true;
    }

    @Test
    void givesAMapOfTheInputsSizeBetweenZeroAndOne() {
        Saliency map = map(PlantedPatch.finder(), PlantedPatch.scene(6, 18, 7), 0);

        assertEquals(SIDE, map.width());
        assertEquals(SIDE, map.height());
        float highest = 0;
        for (float heat : map.heat()) {
            assertTrue(heat >= 0 && heat <= 1, () -> "heat " + heat);
            highest = Math.max(highest, heat);
        }
        assertEquals(1f, highest);
    }

    @Test
    void findsAPatchThatTheAnswerDependsOnAlone() {
        assumeTrue(needsNoMaxPooling());
        for (int[] place : new int[][] {{6, 18}, {20, 4}, {12, 12}}) {
            Saliency map = map(PlantedPatch.finder(), PlantedPatch.scene(place[0], place[1], 7), 0);

            float[] heat = map.heat();
            double inside = 0;
            double all = 0;
            int hottest = 0;
            for (int i = 0; i < heat.length; i++) {
                all += heat[i];
                inside += near(i % SIDE, place[0]) && near(i / SIDE, place[1]) ? heat[i] : 0;
                hottest = heat[i] > heat[hottest] ? i : hottest;
            }
            int peak = hottest;
            assertTrue(
                    near(peak % SIDE, place[0]) && near(peak / SIDE, place[1]),
                    () -> "patch at %d, %d, peak at %d, %d".formatted(place[0], place[1], peak % SIDE, peak / SIDE));
            double share = inside / all;
            assertTrue(share > 0.6, () -> "only %.2f of the heat is at the patch".formatted(share));
        }
    }

    private boolean near(int at, int start) {
        return at >= start - smear() && at < start + PlantedPatch.PATCH + smear();
    }

    /** What stays the same with other weights shows edges of the picture and nothing of the model. */
    @Test
    void changesWhenTheWeightsAreOthers() {
        Tensor scene = PlantedPatch.scene(9, 15, 7);

        float[] one = map(PlantedPatch.network(1), scene, 1).values();
        double least = 1;
        // Two networks may look at the same thing by chance, and the red patch is all there is to look at.
        for (long seed = 2; seed <= 5; seed++) {
            float[] other = map(PlantedPatch.network(seed), scene, 1).values();
            least = Math.min(least, correlation(one, other));
        }

        double alike = least;
        assertTrue(alike < ALIKE, () -> "maps of other weights correlate by %.3f and more".formatted(alike));
    }

    @Test
    void seesNoPeakInAPictureOfOneColour() {
        Saliency map = map(PlantedPatch.network(3), PlantedPatch.plain(), 1);

        float[] heat = map.heat();
        double sum = 0;
        double highest = 0;
        int quarter = SIDE / 4;
        for (int y = quarter; y < SIDE - quarter; y++) {
            for (int x = quarter; x < SIDE - quarter; x++) {
                sum += heat[y * SIDE + x];
                highest = Math.max(highest, heat[y * SIDE + x]);
            }
        }
        double mean = sum / ((SIDE - 2 * quarter) * (SIDE - 2 * quarter));
        double peak = highest;
        assertTrue(
                highest == 0 || highest <= 2.5 * mean,
                () -> "the map of one colour has a peak of %.3f over a mean of %.3f".formatted(peak, mean));
    }

    @Test
    void givesTheSameMapAgain() {
        Tensor scene = PlantedPatch.scene(9, 15, 7);

        assertArrayEquals(
                map(PlantedPatch.network(4), scene, 2).values(),
                map(PlantedPatch.network(4), scene, 2).values());
    }

    @Test
    void explainsSeveralPicturesAndClassesInTurn() {
        Subject subject = subject(PlantedPatch.network(5));
        Tensor first = PlantedPatch.scene(9, 15, 7);
        Tensor second = PlantedPatch.scene(3, 3, 8);

        try (Explainer explainer = method().on(subject)) {
            float[] before = explainer.explain(first, subject.classTarget(0)).values();
            float[] classTwo = explainer.explain(first, subject.classTarget(2)).values();
            explainer.explain(second, subject.classTarget(2));
            float[] again = explainer.explain(first, subject.classTarget(0)).values();

            assertArrayEquals(before, again);
            if (!knowsNoClass()) {
                assertTrue(correlation(before, classTwo) < 0.999, "two classes have the same map");
            }
        }
    }

    /** A network of the contract with a card that says what it takes. */
    public static Subject subject(Model model) {
        ModelCard card = ModelCard.of(
                "planted",
                Task.CLASSIFICATION,
                List.of(new CardInput("image", Optional.empty(), Optional.empty())),
                new Head.Classification(Optional.empty(), Head.Activation.SOFTMAX),
                List.of());
        return Subject.of(model, card, new OrtBackend(), SessionOptions.DEFAULT.withThreads(1));
    }

    private Saliency map(Model model, Tensor scene, int index) {
        Subject subject = subject(model);
        try (Explainer explainer = method().on(subject)) {
            return explainer.explain(scene, subject.classTarget(index));
        }
    }

    /** Pearson's; 0 where one of the two is the same everywhere. */
    public static double correlation(float[] one, float[] other) {
        double meanOne = 0;
        double meanOther = 0;
        for (int i = 0; i < one.length; i++) {
            meanOne += one[i] / (double) one.length;
            meanOther += other[i] / (double) one.length;
        }
        double product = 0;
        double squareOne = 0;
        double squareOther = 0;
        for (int i = 0; i < one.length; i++) {
            product += (one[i] - meanOne) * (other[i] - meanOther);
            squareOne += (one[i] - meanOne) * (one[i] - meanOne);
            squareOther += (other[i] - meanOther) * (other[i] - meanOther);
        }
        return squareOne == 0 || squareOther == 0 ? 0 : product / Math.sqrt(squareOne * squareOther);
    }

    /** Noise that any program can repeat. */
    static float noise(SplittableRandom random, double spread) {
        return (float) (spread * (2 * random.nextDouble() - 1));
    }
}

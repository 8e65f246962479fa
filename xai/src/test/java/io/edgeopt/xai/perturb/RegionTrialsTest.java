package io.edgeopt.xai.perturb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegionTrialsTest {
    private final SplittableRandom random = new SplittableRandom(5);

    private Tensor drawn(double spread, long... dims) {
        float[] values = new float[(int) Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * (2 * random.nextDouble() - 1));
        }
        return Tensor.of(values, dims);
    }

    private static GraphEditor begun(long batch, int height, int width) {
        Dim items = batch == 0 ? new Dim.Free("N") : new Dim.Fixed(batch);
        return Model.empty("places", 17)
                .edit()
                .addInput(ValueInfo.of(
                        "image",
                        ElementType.FLOAT,
                        List.of(items, new Dim.Fixed(3), new Dim.Fixed(height), new Dim.Fixed(width))))
                .addOutput(ValueInfo.of("scores", ElementType.FLOAT, List.of(items, new Dim.Fixed(3))));
    }

    private String conv(
            GraphEditor editor, String from, String to, int in, int out, int kernel, int step, int dilation) {
        editor.set(to + ".weight", drawn(Math.sqrt(3.0 / (in * kernel * kernel)), out, in, kernel, kernel))
                .set(to + ".bias", drawn(0.3, out));
        long pad = (long) dilation * (kernel / 2);
        editor.add(Node.of("Conv", List.of(from, to + ".weight", to + ".bias"), List.of(to))
                .with("strides", new long[] {step, step})
                .with("dilations", new long[] {dilation, dilation})
                .with("pads", new long[] {pad, pad, pad, pad}));
        return to;
    }

    private static String relu(GraphEditor editor, String from) {
        editor.add(Node.of("Relu", List.of(from), List.of(from + ".relu")));
        return from + ".relu";
    }

    /** With a shortcut, two branches that are joined, norms, poolings and odd steps. */
    private Subject network(long batch, int height, int width) {
        GraphEditor editor = begun(batch, height, width);
        editor.set("half", Tensor.of(new float[] {0.5f}, 1))
                .set("scale", drawn(1, 8))
                .set("shift", drawn(1, 8))
                .set("mean", drawn(1, 8))
                .set("variance", Tensor.of(new float[] {1, 2, 1, 0.5f, 1, 3, 1, 1}, 8));
        conv(editor, "image", "stem", 3, 8, 3, 2, 1);
        editor.add(Node.of(
                "BatchNormalization", List.of("stem", "scale", "shift", "mean", "variance"), List.of("normed")));
        editor.add(Node.of("MaxPool", List.of(relu(editor, "normed")), List.of("pooled"))
                .with("kernel_shape", new long[] {3, 3})
                .with("strides", new long[] {2, 2})
                .with("pads", new long[] {1, 1, 1, 1}));
        String first = relu(editor, conv(editor, "pooled", "first", 8, 8, 3, 1, 1));
        editor.add(Node.of("Add", List.of(conv(editor, first, "second", 8, 8, 3, 1, 1), "pooled"), List.of("sum")));
        editor.add(Node.of("Mul", List.of(relu(editor, "sum"), "half"), List.of("halved")));
        String near = conv(editor, "halved", "near", 8, 4, 1, 1, 1);
        String wide = relu(editor, conv(editor, "halved", "wide", 8, 4, 3, 1, 2));
        editor.add(Node.of("Concat", List.of(near, wide), List.of("joined")).with("axis", 1));
        conv(editor, "joined", "third", 8, 8, 3, 2, 1);
        editor.add(Node.of("AveragePool", List.of(relu(editor, "third")), List.of("means"))
                .with("kernel_shape", new long[] {2, 2})
                .with("strides", new long[] {1, 1}));
        return ended(editor, "means");
    }

    private Subject ended(GraphEditor editor, String last) {
        editor.set("classes.weight", drawn(1, 3, 8)).set("classes.bias", drawn(1, 3));
        return ExplainerContract.subject(editor.add(Node.of("GlobalAveragePool", List.of(last), List.of("pool")))
                .add(Node.of("Flatten", List.of("pool"), List.of("features")))
                .add(Node.of("Gemm", List.of("features", "classes.weight", "classes.bias"), List.of("scores"))
                        .with("transB", 1))
                .model());
    }

    private static double[] wholeRuns(Subject subject, Tensor input, Target target, List<Patch> patches, Cover cover) {
        try (Session session = subject.open(target.tensors());
                Trials trials = Trials.of(session, subject.input(), input, target, 1)) {
            double[] scores = new double[patches.size() + 1];
            scores[0] = trials.unchanged();
            double[] hidden = trials.scores(patches.size(), (item, i) -> cover.hide(patches.get(i), item));
            System.arraycopy(hidden, 0, scores, 1, hidden.length);
            return scores;
        }
    }

    @ParameterizedTest(name = "{0} x {1}, windows of {2} by {3}, {4} stations, batch {5}")
    @CsvSource({
        "64, 64, 9, 4, 2, 0",
        "64, 64, 9, 4, 3, 0",
        "64, 64, 16, 8, 5, 0",
        "61, 67, 7, 3, 4, 0",
        "61, 67, 1, 1, 6, 0",
        "90, 53, 12, 5, 7, 0",
        "90, 53, 12, 5, 8, 1"
    })
    void giveTheScoresOfWholeRuns(int height, int width, int window, int stride, int stations, int batch) {
        Subject subject = network(batch, height, width);
        Tensor input = drawn(1, 1, 3, height, width);
        Target target = subject.classTarget(1);
        List<Patch> patches =
                Occlusion.standard().withWindow(window).withStride(stride).patches(1, height, width);
        Cover cover = Baseline.BLUR.cover(subject, input);

        double[] scores;
        try (RegionTrials trials =
                RegionTrials.of(subject, input, target, patches, stations).orElseThrow()) {
            scores = trials.scores(input, target, patches, cover);
        }

        assertThat(scores).containsExactly(wholeRuns(subject, input, target, patches, cover), within(1e-5));
        assertThat(Arrays.stream(scores).distinct()).hasSizeGreaterThan(patches.size() / 2);
    }

    @Test
    void areNotMadeWhereTheNetworkLooksAtAllPlacesAtOnce() {
        GraphEditor editor = begun(0, 64, 64);
        conv(editor, "image", "stem", 3, 8, 1, 1, 1);
        editor.add(Node.of("GlobalAveragePool", List.of("image"), List.of("everywhere")));
        conv(editor, "everywhere", "gate", 3, 8, 1, 1, 1);
        editor.add(Node.of("Mul", List.of("stem", "gate"), List.of("gated")));
        Subject subject = ended(editor, "gated");
        Tensor input = drawn(1, 1, 3, 64, 64);
        List<Patch> patches = Occlusion.standard().patches(1, 64, 64);

        assertThat(RegionTrials.of(subject, input, subject.classTarget(0), patches))
                .isEmpty();
    }

    @Test
    void areNotMadeWhereAWindowReachesEverything() {
        Subject subject = network(0, 64, 64);
        Tensor input = drawn(1, 1, 3, 64, 64);
        List<Patch> patches = Occlusion.standard().withWindow(60).withStride(2).patches(1, 64, 64);

        assertThat(RegionTrials.of(subject, input, subject.classTarget(0), patches))
                .isEmpty();
    }

    @Test
    void stretchesCropsToWhereTheWindowsOfTheWholeFall() {
        Reach reach = Reach.SELF.through(3, 1, 2, 1).through(3, 1, 1, 1);

        Crop crop = Crop.of(reach, 4, 31);

        assertThat(reach).isEqualTo(new Reach(2, 3, 3));
        assertThat(reach.of(new Span(10, 12), 16)).isEqualTo(new Span(4, 8));
        assertThat(crop.size()).isEqualTo(15);
        assertThat(crop.start(0)).isZero();
        assertThat(crop.start(5)).isEqualTo(6);
        assertThat(crop.origin(5)).isEqualTo(3);
        assertThat(crop.start(14)).isEqualTo(16);
    }
}

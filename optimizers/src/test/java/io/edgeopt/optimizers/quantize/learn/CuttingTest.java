package io.edgeopt.optimizers.quantize.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.HashWeights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CuttingTest {
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);

    private record Case(Node layer, Shape input, Shape weight) {}

    static List<Case> cases() {
        Node conv = Node.of("Conv", List.of("x", "w"), List.of("y"));
        return List.of(
                new Case(conv, Shape.of(1, 4, 20, 17), Shape.of(6, 4, 3, 3)),
                new Case(conv.with("pads", new long[] {1, 2, 1, 0}), Shape.of(2, 4, 19, 30), Shape.of(6, 4, 3, 3)),
                new Case(
                        conv.with("strides", new long[] {2, 3})
                                .with("dilations", new long[] {2, 1})
                                .with("pads", new long[] {2, 1, 2, 1}),
                        Shape.of(1, 4, 33, 31),
                        Shape.of(6, 4, 3, 3)),
                new Case(
                        conv.with("auto_pad", "SAME_UPPER").with("strides", new long[] {2, 2}),
                        Shape.of(1, 4, 20, 21),
                        Shape.of(6, 4, 3, 5)),
                new Case(
                        conv.with("auto_pad", "SAME_LOWER").with("group", 4),
                        Shape.of(1, 4, 6, 6),
                        Shape.of(4, 1, 4, 4)),
                new Case(conv.with("pads", new long[] {2, 2}), Shape.of(1, 4, 200), Shape.of(6, 4, 5)),
                new Case(
                        conv.with("pads", new long[] {1, 1, 1, 1, 1, 1}),
                        Shape.of(1, 4, 7, 8, 9),
                        Shape.of(6, 4, 3, 3, 3)),
                new Case(Node.of("MatMul", List.of("x", "w"), List.of("y")), Shape.of(2, 5, 8), Shape.of(8, 6)),
                new Case(
                        Node.of("Gemm", List.of("x", "w"), List.of("y")).with("transB", 1),
                        Shape.of(3, 8),
                        Shape.of(6, 8)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesPiecesOfTheInputThatMakeThePiecesOfTheOutput(Case given) {
        Tensor x = HashWeights.of("x", 0, 1f, given.input().toArray());
        Tensor w = HashWeights.of("w", 0, 1f, given.weight().toArray());
        Tensor y = run(given.layer(), x, w);
        Cutting cutting = Cutting.of(given.layer(), w.shape()).orElseThrow();
        Pieces pieces = new Pieces();

        cutting.cut(x, y, 20, new SplittableRandom(1), pieces);

        int[] all = IntStream.range(0, 20).toArray();
        assertThat(pieces.count()).isEqualTo(20);
        Tensor input = Tensor.of(
                pieces.inputs(all), RoundingProblem.dims(20, pieces.input()).toArray());
        Tensor made = run(cutting.onPieces(), input, w);
        float[] wanted = pieces.outputs(all);
        float[] found = made.toFloats();
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i]).isCloseTo(wanted[i], within(1e-4f));
        }
    }

    private static Tensor run(Node layer, Tensor x, Tensor w) {
        Model model = Model.empty("layer", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, x.shape()))
                .set("w", w)
                .add(layer)
                .addOutput(ValueInfo.named("y"))
                .model();
        try (Session session = new OrtBackend().open(model, ONE_THREAD)) {
            return Objects.requireNonNull(session.run(Map.of("x", x)).get("y"));
        }
    }
}

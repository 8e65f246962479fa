package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpsetThirteenTest {
    private static final OrtBackend BACKEND = new OrtBackend();

    private static Node one(String op, String... more) {
        return Node.of(op, Stream.concat(Stream.of("x"), Stream.of(more)).toList(), List.of("y"));
    }

    /** One node between an input of that shape and an output of unknown shape. */
    private static Model model(int opset, Node node, long... shape) {
        GraphEditor editor = Model.empty("old", opset).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(shape)));
        editor.set("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4));
        editor.set("mean", Tensor.of(new float[] {0.1f, -0.2f, 0.3f}, 3));
        editor.set("variance", Tensor.of(new float[] {1, 2, 0.5f}, 3));
        editor.add(node);
        editor.addOutput(ValueInfo.named("y"));
        return editor.model();
    }

    static Stream<Named<Model>> oldModels() {
        Node norm = one("BatchNormalization", "mean", "mean", "mean", "variance");
        return Stream.of(
                        model(9, one("Slice").with("starts", new long[] {1}).with("ends", new long[] {3}), 4, 3),
                        model(
                                9,
                                one("Slice")
                                        .with("starts", new long[] {0, -2})
                                        .with("ends", new long[] {Long.MAX_VALUE, -1})
                                        .with("axes", new long[] {0, 2}),
                                2,
                                3,
                                4),
                        model(9, one("Clip").with("min", -0.5f).with("max", 0.5f), 2, 3),
                        model(9, one("Clip").with("max", 0.2f), 2, 3),
                        model(10, one("Clip").with("min", 0f), 2, 3),
                        model(9, one("Pad").with("pads", new long[] {0, 1, 2, 0}), 2, 3),
                        model(
                                9,
                                one("Pad").with("pads", new long[] {0, 1, 2, 0}).with("value", 3f),
                                2,
                                3),
                        model(
                                9,
                                one("Pad").with("pads", new long[] {0, 1, 0, 1}).with("mode", "reflect"),
                                2,
                                3),
                        model(7, one("Upsample").with("scales", new float[] {1, 1, 2, 3}), 1, 2, 3, 3),
                        model(9, one("Upsample", "scales").with("mode", "linear"), 1, 2, 3, 3),
                        model(10, one("Resize", "scales"), 1, 2, 3, 3),
                        model(10, one("Resize", "scales").with("mode", "linear"), 1, 2, 3, 3),
                        model(8, norm.with("spatial", 1), 2, 3, 4, 4),
                        model(9, one("Softmax").with("axis", 1), 2, 3, 4),
                        model(11, one("LogSoftmax").with("axis", 2), 2, 3, 4),
                        model(9, one("Squeeze").with("axes", new long[] {1}), 2, 1, 4),
                        model(12, one("ReduceSum").with("axes", new long[] {1}), 2, 3, 4))
                .map(model -> Named.of(
                        "set %d: %s"
                                .formatted(model.opset(), model.graph().nodes().get(0)),
                        model));
    }

    @ParameterizedTest
    @MethodSource("oldModels")
    void givesTheSameAnswersInAHigherSet(Model old) {
        Verification same = Verification.onRandomInputs(old, BACKEND, 3, 1, 1e-6);

        Model raised = OpsetThirteen.raised(old);

        assertThat(raised.opset()).isEqualTo(13);
        assertThat(same.check(raised).problem()).isEmpty();
    }

    @Test
    void writesTheLargestOfSeveral() {
        Model old = Model.empty("largest", 9)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2, 5)))
                .add(Node.of("TopK", List.of("x"), List.of("y", "places")).with("k", 3))
                .addOutput(ValueInfo.named("y"))
                .addOutput(ValueInfo.named("places"))
                .model();

        Model raised = OpsetThirteen.raised(old);

        assertThat(Verification.onRandomInputs(old, BACKEND, 3, 1, 0)
                        .check(raised)
                        .problem())
                .isEmpty();
    }

    @Test
    void takesSoftmaxOverTheLastAxisAsItIs() {
        Model old = Model.empty("shares", 9)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 5, 2)))
                .add(Node.of("Softmax", List.of("x"), List.of("y")).with("axis", 2))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 5, 2)))
                .model();

        assertThat(OpsetThirteen.raised(old).graph().nodes()).hasSize(1);
    }

    @Test
    void leavesWhatLaterSetsCannotSay() {
        Model pixels = model(
                8, one("BatchNormalization", "mean", "mean", "mean", "variance").with("spatial", 0), 2, 3);

        assertThat(OpsetThirteen.raised(pixels)).isSameAs(pixels);
        assertThat(OpsetThirteen.obstacle(pixels))
                .hasValueSatisfying(why -> assertThat(why).contains("normalises"));
    }
}

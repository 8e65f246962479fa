package io.edgeopt.optimizers.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.Setup;
import io.edgeopt.testkit.net.VideoResNet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimplifyTest {
    private static final OrtBackend BACKEND = new OrtBackend();

    private static Simplification simplified(Model model, SimplifySettings settings) {
        return new Simplify(BACKEND, settings).run(model);
    }

    @Test
    void bringsShuffleNetWithAFreeBatchFrom902NodesTo175OrFewer() {
        Model export = ShuffleNetExport.model();

        Simplification result = simplified(export, SimplifySettings.DEFAULT);

        assertThat(export.graph().nodes()).hasSize(902);
        assertThat(result.model().graph().nodes()).hasSizeLessThanOrEqualTo(175);
        assertThat(result.model().graph().inputs()).hasToString("[input float [batch, 3, 64, 64]]");
        assertThat(result.model().graph().outputs()).hasToString("[output float [batch, 1000]]");
        assertThat(result.difference()).isLessThanOrEqualTo(1e-4);
        assertThat(result.left()).isEmpty();
    }

    @Test
    void doesAWholeNetworkOfClipsByFramesWithItsNormsFolded() {
        Model clips = VideoResNet.r2plus1d18(Setup.size(32).withFreeBatch(), 8, 8);

        Simplification result = simplified(clips, SimplifySettings.DEFAULT.takingFramesApart(true));

        assertThat(result.fired()).containsEntry("by-frames", 37);
        assertThat(Simplification.operators(result.model())).doesNotContainKey("BatchNormalization");
        assertThat(result.model().graph().nodes())
                .filteredOn(node -> node.is("Conv"))
                .hasSize(37)
                .allMatch(node -> node.integers("kernel_shape").orElseThrow().length == 2);
        assertThat(result.left()).isEmpty();
    }

    @Test
    void givesTheSameBytesEachTime() {
        Model model = flattened();

        byte[] one = simplified(model, SimplifySettings.DEFAULT).model().toBytes();
        byte[] other = simplified(model, SimplifySettings.DEFAULT).model().toBytes();

        assertThat(one).isEqualTo(other);
    }

    @Test
    void keepsWhatIsSaidAboutTheModelAndTheModelItWasGiven() {
        Model model = flattened().withMetadata("labels", "cat,dog");
        byte[] before = model.toBytes();

        Model result = new Simplify(BACKEND, SimplifySettings.DEFAULT).apply(model);

        assertThat(result.metadata()).containsEntry("labels", "cat,dog");
        assertThat(result.opset()).isEqualTo(model.opset());
        assertThat(model.toBytes()).isEqualTo(before);
    }

    @Test
    void fixesTheExtentsThatTheUserNames() {
        Model model = flattened();

        Simplification result = simplified(model, SimplifySettings.DEFAULT.withShapes(Map.of("x", Shape.of(2, 3, 4))));

        assertThat(result.model().graph().inputs()).hasToString("[x float [2, 3, 4]]");
        assertThat(result.model().graph().nodes()).hasSize(1);
    }

    @Test
    void takesWeightsOffTheInputsSoThatRuntimesCanFoldThem() {
        Model model = Model.empty("declared", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2)))
                .addInput(ValueInfo.of("w", ElementType.FLOAT, Shape.of(2)))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(2)))
                .set("w", Tensor.of(new float[] {1, 2}, 2))
                .add(Node.of("Exp", List.of("w"), List.of("e")))
                .add(Node.of("Mul", List.of("x", "e"), List.of("y")))
                .model();

        Simplification result = simplified(model, SimplifySettings.DEFAULT);

        assertThat(model.replaceableWeights()).containsExactly("w");
        assertThat(result.fired()).containsEntry(Simplify.SETTLED_WEIGHTS, 1);
        assertThat(result.model().replaceableWeights()).isEmpty();
        assertThat(result.model().graph().nodes()).extracting(Node::op).containsExactly("Mul");
    }

    @Test
    void refusesShapesThatTheModelDoesNotHave() {
        Simplify noSuchInput =
                new Simplify(BACKEND, SimplifySettings.DEFAULT.withShapes(Map.of("image", Shape.of(1, 3, 4))));
        Simplify otherExtent =
                new Simplify(BACKEND, SimplifySettings.DEFAULT.withShapes(Map.of("x", Shape.of(1, 3, 5))));

        assertThatThrownBy(() -> noSuchInput.run(flattened()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("the model has no input 'image'; it has [x]");
        assertThatThrownBy(() -> otherExtent.run(flattened()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("cannot be 1x3x5: the model declares it as x float [N, 3, 4]");
    }

    @Test
    void leavesOutTheRewritesThatTheUserNames() {
        Set<String> without = Set.of("onnxruntime-basic", "reshape-targets");

        Simplification result = simplified(flattened(), SimplifySettings.DEFAULT.leavingOut(without));

        assertThat(result.fired()).doesNotContainKey("reshape-targets");
        assertThat(Simplification.operators(result.model())).containsKey("Shape");
    }

    @Test
    void leavesOutARewriteThatChangesTheAnswersAndSaysWhy() {
        // x + 1e8 - 1e8 is 0 in floats, and x once the two constants are added up first.
        Model model = badlyScaled();

        Simplification result = simplified(model, SimplifySettings.DEFAULT);

        assertThat(result.left()).containsOnlyKeys("fold-affine");
        assertThat(result.left().get("fold-affine")).contains("output 'y' differs by");
        assertThat(Simplification.operators(result.model())).containsOnlyKeys("Conv", "Sub", "Exp");
    }

    @Test
    void worksOnAModelThatOnlyClaimsAFreeBatch() {
        var editor = Model.empty("claims", 13).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(4))));
        String target = editor.constant("target", Tensor.of(new long[] {2, 2}, 2));
        editor.add(Node.of("Reshape", List.of("x", target), List.of("square")));
        editor.add(Node.of("Identity", List.of("square"), List.of("same")));
        editor.add(Node.of("Relu", List.of("same"), List.of("y")));
        editor.addOutput(ValueInfo.named("y"));

        Simplification result = simplified(editor.model(), SimplifySettings.DEFAULT);

        assertThat(Simplification.operators(result.model())).containsOnlyKeys("Reshape", "Relu");
        assertThat(result.notes()).singleElement().asString().contains("--shape");
    }

    private static Model flattened() {
        var editor = Model.empty("flattened", 13).edit();
        editor.addInput(
                ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(3), new Dim.Fixed(4))));
        String zero = editor.constant("zero", Tensor.of(new long[] {0}, 1));
        String twelve = editor.constant("twelve", Tensor.of(new long[] {12}, 1));
        editor.add(Node.of("Shape", List.of("x"), List.of("shape")));
        editor.add(Node.of("Gather", List.of("shape", zero), List.of("batch")));
        editor.add(
                Node.of("Concat", List.of("batch", twelve), List.of("target")).with("axis", 0L));
        editor.add(Node.of("Reshape", List.of("x", "target"), List.of("y")));
        editor.addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(12))));
        return editor.model();
    }

    private static Model badlyScaled() {
        var editor = Model.empty("badly scaled", 13).edit();
        editor.addInput(ValueInfo.of(
                "x",
                ElementType.FLOAT,
                List.of(new Dim.Free("N"), new Dim.Fixed(1), new Dim.Fixed(2), new Dim.Fixed(2))));
        String weight = editor.constant("w", Tensor.of(new float[] {1}, 1, 1, 1, 1));
        String bias = editor.constant("b", Tensor.of(new float[] {1e8f}, 1));
        String less = editor.constant("less", Tensor.scalar(1e8f));
        editor.add(Node.of("Conv", List.of("x", weight, bias), List.of("large")));
        editor.add(Node.of("Sub", List.of("large", less), List.of("small")));
        editor.add(Node.of("Exp", List.of("small"), List.of("y")));
        editor.addOutput(ValueInfo.named("y"));
        return editor.model();
    }
}

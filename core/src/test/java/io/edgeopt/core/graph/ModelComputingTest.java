package io.edgeopt.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelComputingTest {
    private static final ValueInfo X = ValueInfo.of("x", ElementType.FLOAT, Shape.of(2));

    private static Model adding(String name, String constant, int opset) {
        return Model.empty(name, opset)
                .edit()
                .addInput(X)
                .set(constant, Tensor.of(new float[] {1, 2}, 2))
                .add(Node.of("Add", List.of("x", constant), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model();
    }

    private static Model ofAnOldFormat(Model model) {
        ModelProto.Builder old = model.toProto().toBuilder().setIrVersion(3);
        old.getGraphBuilder()
                .addInput(ValueInfo.of("one", ElementType.FLOAT, Shape.of(2)).proto());
        return Model.parse("old", old.build().toByteArray());
    }

    @Test
    void takesNodesAndInitialisersAndKeepsAllElse() {
        Model model = adding("mine", "one", 13).withMetadata("maker", "test");

        Model result = model.computing(adding("other", "two", 17).graph());

        assertThat(result.graph().name()).isEqualTo("mine");
        assertThat(result.metadata()).containsEntry("maker", "test");
        assertThat(result.opset()).isEqualTo(13);
        assertThat(result.graph().initializerNames()).containsExactly("two");
        assertThat(result.graph().nodes().get(0).inputs()).containsExactly("x", "two");
    }

    @Test
    void declaresTheNewInitialisersAmongTheInputsWhereTheFormatIsOld() {
        Model model = ofAnOldFormat(adding("mine", "one", 8));

        Model result = model.computing(adding("other", "two", 8).graph());

        assertThat(result.toProto().getGraph().getInputList())
                .extracting(input -> input.getName())
                .containsExactly("x", "two");
        assertThat(result.graph().inputs()).hasToString("[x float [2]]");
    }

    @Test
    void refusesNodesThatReadWhatTheModelDoesNotHave() {
        Model other = Model.empty("other", 13)
                .edit()
                .addInput(ValueInfo.of("z", ElementType.FLOAT, Shape.of(2)))
                .add(Node.of("Relu", List.of("z"), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model();

        assertThatThrownBy(() -> adding("mine", "one", 13).computing(other.graph()))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("'z'");
    }

    @Test
    void knowsItsSizeBeforeItIsWritten() {
        Model model = adding("mine", "one", 13);

        assertThat(model.byteSize()).isEqualTo(model.toBytes().length);
    }
}

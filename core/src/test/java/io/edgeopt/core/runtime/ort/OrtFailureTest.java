package io.edgeopt.core.runtime.ort;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtFailureTest {
    @TempDir
    private Path folder;

    private final OrtBackend backend = new OrtBackend();

    private static Model oneNode(Node node, ElementType type) {
        return Model.empty("net", 17)
                .edit()
                .addInput(ValueInfo.of("x", type, Shape.of(2, 3)))
                .add(node)
                .addOutput(ValueInfo.named("y"))
                .model();
    }

    private void open(Model model) {
        backend.open(model, SessionOptions.DEFAULT).close();
    }

    private void open(Path file) {
        backend.open(file, SessionOptions.DEFAULT).close();
    }

    @Test
    void namesTheNodeWhoseOperatorIsUnknown() {
        Node node = Node.of("Frobnicate", List.of("x"), List.of("y")).withName("odd");

        assertThatThrownBy(() -> open(oneNode(node, ElementType.FLOAT)))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessage(
                        "node 'odd' of model 'net' has operator Frobnicate, which ONNX Runtime does not know in version 17 of its operator set; rewrite or convert the model without it");
    }

    @Test
    void namesTheNodeThatHasNoKernelForItsTypes() {
        Node node = Node.of("Add", List.of("x", "x"), List.of("y")).withName("sum");

        assertThatThrownBy(() -> open(oneNode(node, ElementType.BFLOAT16)))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageStartingWith("node 'sum' of model 'net' has operator Add (operator set 14), which");
    }

    @Test
    void namesTheNodeThatLacksAnAttribute() {
        Node node = Node.of("Concat", List.of("x"), List.of("y")).withName("join");

        assertThatThrownBy(() -> open(oneNode(node, ElementType.FLOAT)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("node 'join' (Concat) of model 'net' is wrong: Required attribute 'axis' is missing");
    }

    @Test
    void namesTheNodeOfAnOperatorSetThatIsNotImported() {
        Node node = Node.of("Odd", List.of("x"), List.of("y")).withName("own").inDomain("my.domain");

        assertThatThrownBy(() -> open(oneNode(node, ElementType.FLOAT)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("node 'own' of model 'net' has operator Odd of 'my.domain'");
    }

    @Test
    void saysWhichShapesDoNotFit() {
        Node node = Node.of("MatMul", List.of("x", "x"), List.of("y")).withName("product");

        assertThatThrownBy(() -> open(oneNode(node, ElementType.FLOAT)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("Node (product) Op (MatMul)")
                .hasMessageNotContaining("Error code");
    }

    @Test
    void refusesFilesThatAreNoModels() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "hello, I am a text\n".repeat(9));
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        Path cut = folder.resolve("cut.onnx");
        byte[] whole = TinyModels.identity(ElementType.FLOAT, 2).toBytes();
        Files.write(cut, Arrays.copyOf(whole, whole.length - 10));

        assertThatThrownBy(() -> open(text))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(text.toString())
                .hasMessageContaining("text file");
        assertThatThrownBy(() -> open(cut)).isInstanceOf(InvalidModelException.class);
        assertThatThrownBy(() -> open(empty))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(empty + " is empty");
        assertThatThrownBy(() -> open(folder.resolve("none.onnx")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> open(folder)).isInstanceOf(InvalidDataException.class);
    }

    @Test
    void namesTheNodeThatFailsOnItsData() {
        Model model = Model.empty("net", 17)
                .edit()
                .addInput(ValueInfo.of("i", ElementType.INT64, Shape.of(1)))
                .set("table", Tensor.of(new float[] {1, 2}, 2))
                .add(Node.of("Gather", List.of("table", "i"), List.of("y")).withName("look up"))
                .addOutput(ValueInfo.named("y"))
                .model();

        try (Session session = backend.open(model, SessionOptions.DEFAULT)) {
            assertThatThrownBy(() -> session.run(Map.of("i", Tensor.of(new long[] {7}, 1))))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageStartingWith("node 'look up' (Gather) of model 'net' fails on these inputs: ")
                    .hasMessageContaining("idx=7");
        }
    }

    @Test
    void refusesOutputsThatAreNoTensors() {
        Model model =
                oneNode(Node.of("SplitToSequence", List.of("x"), List.of("y")).withName("split"), ElementType.FLOAT);

        try (Session session = backend.open(model, SessionOptions.DEFAULT)) {
            assertThatThrownBy(() -> session.run(Map.of("x", Tensor.allocate(ElementType.FLOAT, Shape.of(2, 3)))))
                    .isInstanceOf(UnsupportedModelException.class)
                    .hasMessageContaining("output 'y' of model 'net' is a sequence, not a tensor");
        }
    }
}

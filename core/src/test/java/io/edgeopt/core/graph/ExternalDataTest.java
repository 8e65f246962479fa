package io.edgeopt.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalDataTest {
    @TempDir
    Path folder;

    private Path modelWith(String... keysAndValues) throws Exception {
        Model model = Model.empty("g", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2)))
                .set("w", Tensor.of(new float[] {1, 2}, 2))
                .add(Node.of("Add", List.of("x", "w"), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model();
        ModelProto.Builder proto = model.toProto().toBuilder();
        external(proto.getGraphBuilder().getInitializerBuilder(0), keysAndValues);
        return Files.write(folder.resolve("m.onnx"), proto.build().toByteArray());
    }

    private static void external(TensorProto.Builder tensor, String... keysAndValues) {
        tensor.clearRawData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tensor.addExternalData(
                    StringStringEntryProto.newBuilder().setKey(keysAndValues[i]).setValue(keysAndValues[i + 1]));
        }
    }

    /** Four bytes of something else, then 1 and 2 as floats, then four bytes more. */
    private void dataIn(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {9, 9, 9, 9, 0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0x40, 9, 9, 9, 9});
    }

    private static float[] weight(Model model) {
        return model.graph().initializer("w").orElseThrow().toFloats();
    }

    @Test
    void takesWeightsFromTheFileBesideTheModel() throws Exception {
        dataIn("w.bin");
        Model model = Model.read(modelWith("location", "w.bin", "offset", "4", "length", "8"));

        assertThat(weight(model)).containsExactly(1, 2);
    }

    @Test
    void followsFoldersBelowTheModel() throws Exception {
        dataIn("weights/w.bin");
        Model model = Model.read(modelWith("location", "weights/../weights/w.bin", "offset", "4", "length", "8"));

        assertThat(weight(model)).containsExactly(1, 2);
    }

    @Test
    void readsToTheEndWhereNoLengthIsGiven() throws Exception {
        Files.write(folder.resolve("w.bin"), new byte[] {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0x40});

        assertThat(weight(Model.read(modelWith("location", "w.bin")))).containsExactly(1, 2);
    }

    @Test
    void writesOneFile() throws Exception {
        dataIn("w.bin");
        Model model = Model.read(modelWith("location", "w.bin", "offset", "4", "length", "8"));
        Files.delete(folder.resolve("w.bin"));

        model.write(folder.resolve("one.onnx"));

        assertThat(weight(Model.read(folder.resolve("one.onnx")))).containsExactly(1, 2);
    }

    @Test
    void takesTensorsInAttributesToo() throws Exception {
        dataIn("w.bin");
        Model model = Model.empty("g", 17)
                .edit()
                .add(Node.of("Constant", List.of(), List.of("y")).with("value", Tensor.of(new float[] {0, 0}, 2)))
                .addOutput(ValueInfo.named("y"))
                .model();
        ModelProto.Builder proto = model.toProto().toBuilder();
        AttributeProto.Builder value = proto.getGraphBuilder().getNodeBuilder(0).getAttributeBuilder(0);
        external(value.getTBuilder(), "location", "w.bin", "offset", "4", "length", "8");
        Path file = Files.write(folder.resolve("c.onnx"), proto.build().toByteArray());

        assertThat(Model.read(file).graph().constant("y").orElseThrow().toFloats())
                .containsExactly(1, 2);
    }

    @ParameterizedTest(name = "{0} from {1} of {2}")
    @CsvSource({
        "w.bin, 12, 8, wants 8 bytes from byte 12",
        "w.bin, 99, 8, which has 16",
        "w.bin, 4, 9223372036854775807, which has 16",
        "w.bin, 4, 4, its shape needs 8",
        "w.bin, -1, 8, gives '-1' as the offset",
        "w.bin, four, 8, gives 'four' as the offset",
        "w.bin, 4, 1e3, gives '1e3' as the length",
        "gone.bin, 0, 8, which is missing",
        "../w.bin, 0, 8, no place in the model's folder",
        "/etc/hostname, 0, 8, no place in the model's folder",
        "'', 0, 8, no place in the model's folder"
    })
    void saysWhatIsWrongWithThePlaceOfTheWeights(String location, String offset, String length, String wrong)
            throws Exception {
        dataIn("w.bin");
        Path file = modelWith("location", location, "offset", offset, "length", length);

        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(EdgeoptException.class)
                .hasMessageContaining("m.onnx")
                .hasMessageContaining("'w'")
                .hasMessageContaining(wrong);
    }

    @Test
    void asksForTheFileWhereOnlyItsBytesAreGiven() throws Exception {
        byte[] bytes = Files.readAllBytes(modelWith("location", "w.bin"));

        assertThatThrownBy(() -> Model.parse("upload", bytes))
                .isInstanceOf(EdgeoptException.class)
                .hasMessageContaining("upload")
                .hasMessageContaining("other files");
    }

    @Test
    void refusesAModelOverTwoGigabytesWithoutReadingIt() throws Exception {
        Path file = folder.resolve("huge.onnx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("huge.onnx is 3.2 GB");
    }

    @Test
    void refusesWeightsOverTwoGigabytesWithoutReadingThem() throws Exception {
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("w.bin").toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        Path file = modelWith("location", "w.bin");

        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("exceed 2 GB");
    }
}

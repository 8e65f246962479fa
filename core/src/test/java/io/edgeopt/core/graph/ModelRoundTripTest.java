package io.edgeopt.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelRoundTripTest {
    private static final UnknownFieldSet UNKNOWN = UnknownFieldSet.newBuilder()
            .addField(
                    900,
                    UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("from the future"))
                            .build())
            .build();

    @TempDir
    Path folder;

    /** One of everything that a file can hold, each message with a field that this version knows nothing of. */
    private static ModelProto everything() {
        TensorProto weight = TensorProto.newBuilder()
                .setName("w")
                .setDataType(1)
                .addDims(2)
                .setRawData(ByteString.copyFrom(new byte[8]))
                .setDocString("a weight")
                .setUnknownFields(UNKNOWN)
                .build();
        NodeProto node = NodeProto.newBuilder()
                .setName("add")
                .setOpType("Add")
                .addInput("x")
                .addInput("w")
                .addOutput("y")
                .setDocString("adds")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("note")
                        .setType(AttributeProto.AttributeType.STRING)
                        .setS(ByteString.copyFromUtf8("kept"))
                        .setUnknownFields(UNKNOWN))
                .setUnknownFields(UNKNOWN)
                .build();
        SparseTensorProto sparse = SparseTensorProto.newBuilder()
                .setValues(TensorProto.newBuilder()
                        .setName("s")
                        .setDataType(1)
                        .addDims(1)
                        .addFloatData(3))
                .setIndices(TensorProto.newBuilder().setDataType(7).addDims(1).addInt64Data(1))
                .addDims(2)
                .build();
        GraphProto graph = GraphProto.newBuilder()
                .setName("g")
                .setDocString("a graph")
                .addNode(node)
                .addNode(NodeProto.newBuilder()
                        .setOpType("Mul")
                        .addInput("y")
                        .addInput("s")
                        .addOutput("z"))
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2)).proto().toBuilder()
                        .setDocString("an input")
                        .setUnknownFields(UNKNOWN))
                .addOutput(ValueInfo.of("z", ElementType.FLOAT, Shape.of(2)).proto())
                .addInitializer(weight)
                .addSparseInitializer(sparse)
                .addValueInfo(ValueInfo.of("y", ElementType.FLOAT, Shape.of(2)).proto())
                .setUnknownFields(UNKNOWN)
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("someone")
                .setProducerVersion("1.0")
                .setDomain("org.example")
                .setModelVersion(7)
                .setDocString("a model")
                .setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("local").setVersion(1))
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("license").setValue("CC0"))
                .addFunctions(FunctionProto.newBuilder()
                        .setName("Twice")
                        .setDomain("local")
                        .addInput("a")
                        .addOutput("b")
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Add")
                                .addInput("a")
                                .addInput("a")
                                .addOutput("b")))
                .setUnknownFields(UNKNOWN)
                .build();
    }

    @Test
    void givesBackEveryByteOfACanonicalFile() throws Exception {
        byte[] bytes = everything().toByteArray();
        Path file = Files.write(folder.resolve("m.onnx"), bytes);

        Model model = Model.read(file);
        model.write(folder.resolve("copy.onnx"));

        assertThat(model.toBytes()).isEqualTo(bytes);
        assertThat(folder.resolve("copy.onnx")).hasBinaryContent(bytes);
    }

    @Test
    void givesBackTheSameModelWhereTheFileOrdersItsFieldsOtherwise() throws Exception {
        // Two halves of a message after one another are one message, as protobuf has it.
        ByteString late = everything().toBuilder()
                .clearIrVersion()
                .clearDocString()
                .build()
                .toByteString();
        ByteString early = ModelProto.newBuilder()
                .setIrVersion(8)
                .setDocString("a model")
                .build()
                .toByteString();

        Model model = Model.parse("m", late.concat(early).toByteArray());

        assertThat(ModelProto.parseFrom(model.toBytes())).isEqualTo(everything());
    }

    @Test
    void keepsWhatItDoesNotKnowThroughAnEdit() throws Exception {
        Model model = Model.parse("m", everything().toByteArray());

        ModelProto changed = ModelProto.parseFrom(model.edit()
                .add(Node.of("Relu", List.of("z"), List.of("r")))
                .addOutput(ValueInfo.named("r"))
                .model()
                .withMetadata("edited", "yes")
                .toBytes());

        assertThat(changed.getUnknownFields()).isEqualTo(UNKNOWN);
        assertThat(changed.getGraph().getUnknownFields()).isEqualTo(UNKNOWN);
        assertThat(changed.getGraph().getNode(0))
                .isEqualTo(everything().getGraph().getNode(0));
        assertThat(changed.getGraph().getInput(0))
                .isEqualTo(everything().getGraph().getInput(0));
        assertThat(changed.getGraph().getInitializer(0))
                .isEqualTo(everything().getGraph().getInitializer(0));
        assertThat(changed.getFunctionsList()).isEqualTo(everything().getFunctionsList());
        assertThat(changed.getGraph().getSparseInitializerList())
                .isEqualTo(everything().getGraph().getSparseInitializerList());
    }

    @Test
    void tellsWhatTheFileSaysOfItself() {
        Model model = Model.parse("m", everything().toByteArray());

        assertThat(model.producer()).isEqualTo("someone 1.0");
        assertThat(model.docString()).isEqualTo("a model");
        assertThat(model.graph().docString()).isEqualTo("a graph");
        assertThat(model.metadata()).containsExactly(Map.entry("license", "CC0"));
        assertThat(model.functions()).containsExactly("local.Twice");
        assertThat(model.opset()).isEqualTo(17);
        assertThat(model.withOpset("com.microsoft", 1).opsets())
                .containsEntry("", 17L)
                .containsEntry("local", 1L)
                .containsEntry("com.microsoft", 1L);
        assertThat(model.graph().isInitializer("s")).isTrue();
        assertThat(model.graph().declared("y")).isPresent();
        assertThat(model.graph().declared("nothing")).isEmpty();
    }

    @Test
    void dropsDeclaredShapesBetweenNodesOnceNodesHaveChanged() {
        Model model = Model.parse("m", everything().toByteArray());

        Model changed =
                model.edit().add(Node.of("Relu", List.of("z"), List.of("r"))).model();

        assertThat(changed.graph().declared("y")).isEmpty();
        assertThat(model.edit().model().graph().declared("y")).isPresent();
    }

    static Stream<Integer> opsets() {
        return IntStream.rangeClosed(Model.OLDEST_OPSET, Model.NEWEST_OPSET).boxed();
    }

    @ParameterizedTest(name = "opset {0}")
    @MethodSource("opsets")
    void readsEveryOperatorSetItPromises(int opset) {
        Model model = Model.empty("g", opset)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1)))
                .add(Node.of("Relu", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model();

        assertThat(Model.parse("m", model.toBytes()).opset()).isEqualTo(opset);
    }

    static Stream<Tensor> tensors() {
        return Stream.of(
                Tensor.of(new float[] {1.5f, -2}, 2),
                Tensor.of(new long[] {Long.MIN_VALUE, 3}, 1, 2),
                Tensor.of(new int[] {-1}, 1),
                Tensor.of(ElementType.BOOL, new byte[] {0, 1}, 2),
                Tensor.of(ElementType.INT8, new byte[] {-128, 127}, 2),
                Tensor.of(List.of("é", ""), 2),
                Tensor.scalar(2f),
                Tensor.of(new float[0], 0, 3),
                Tensor.allocate(ElementType.INT4, Shape.of(3)),
                Tensor.allocate(ElementType.FLOAT16, Shape.of(2)));
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void keepsTensorsOfEveryKind(Tensor tensor) {
        Tensor back = TensorProtos.decode(TensorProtos.encode("t", tensor));

        assertThat(back.contentEquals(tensor)).isTrue();
        assertThat(back.isReadOnly() || back.type() == ElementType.STRING).isTrue();
    }

    @Test
    void readsValuesFromTypedFieldsToo() {
        TensorProto.Builder two = TensorProto.newBuilder().addDims(2);

        assertThat(decoded(two.clone().setDataType(1).addFloatData(1).addFloatData(2)))
                .containsExactly(1, 2);
        assertThat(decoded(two.clone().setDataType(11).addDoubleData(1).addDoubleData(2)))
                .containsExactly(1, 2);
        assertThat(decoded(two.clone().setDataType(7).addInt64Data(-1).addInt64Data(2)))
                .containsExactly(-1, 2);
        assertThat(decoded(two.clone().setDataType(6).addInt32Data(-1).addInt32Data(2)))
                .containsExactly(-1, 2);
        assertThat(decoded(two.clone().setDataType(3).addInt32Data(-1).addInt32Data(2)))
                .containsExactly(-1, 2);
        assertThat(decoded(two.clone().setDataType(2).addInt32Data(255).addInt32Data(2)))
                .containsExactly(255, 2);
        assertThat(decoded(two.clone().setDataType(10).addInt32Data(0x3C00).addInt32Data(0xC000)))
                .containsExactly(1, -2);
        assertThat(decoded(
                        two.clone().setDataType(12).addUint64Data(4294967295L).addUint64Data(2)))
                .containsExactly(4294967295.0, 2);
        assertThat(decoded(two.clone().setDataType(13).addUint64Data(1).addUint64Data(2)))
                .containsExactly(1, 2);
        assertThat(decoded(two.clone().setDataType(22).addInt32Data(0xF1))).containsExactly(1, -1);
    }

    private static double[] decoded(TensorProto.Builder proto) {
        TensorProtos.check(proto.build());
        return TensorProtos.decode(proto.build()).toDoubles();
    }
}

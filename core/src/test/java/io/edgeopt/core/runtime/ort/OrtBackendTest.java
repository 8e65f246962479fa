package io.edgeopt.core.runtime.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrtBackendTest {
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);

    private final OrtBackend backend = new OrtBackend();

    @Test
    void isAvailableWhereItsNativeLibraryLoads() {
        assertThat(backend.unavailable()).isEmpty();
        assertThat(backend.name()).isEqualTo("onnxruntime");
    }

    @Test
    void runsAModelFromAFileAndFromMemoryAlike(@TempDir Path folder) {
        Model model = TinyModels.addingOne(new Dim.Fixed(2));
        Path file = folder.resolve("add.onnx");
        model.write(file);
        Map<String, Tensor> inputs = Map.of("x", Tensor.of(new float[] {1, 2}, 2));

        try (Session fromFile = backend.open(file, ONE_THREAD);
                Session fromMemory = backend.open(model, ONE_THREAD)) {
            assertThat(fromFile.run(inputs, "y").toFloats()).containsExactly(2, 3);
            assertThat(fromMemory.run(inputs, "y").toFloats()).containsExactly(2, 3);
        }
    }

    @Test
    void describesInputsAndOutputsWithTheirFreeExtents() {
        Model model = TinyModels.addingOne(new Dim.Free("N"));

        try (Session session = backend.open(model, ONE_THREAD)) {
            assertThat(session.inputs()).extracting(ValueInfo::toString).containsExactly("x float [N]");
            assertThat(session.outputs()).extracting(ValueInfo::toString).containsExactly("y float [N]");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"FLOAT", "DOUBLE", "FLOAT16", "BFLOAT16", "INT8", "UINT8", "INT16", "INT32", "INT64", "BOOL"})
    void passesTensorsOfEveryTypeThrough(ElementType type) {
        Tensor tensor = Tensor.allocate(type, Shape.of(2, 2));
        for (int i = 0; i < tensor.byteSize(); i++) {
            tensor.bytes().put(i, (byte) (type == ElementType.BOOL ? i % 2 : i + 1));
        }

        try (Session session = backend.open(TinyModels.identity(type, 2, 2), ONE_THREAD)) {
            assertThat(session.run(Map.of("x", tensor), "y").contentEquals(tensor))
                    .isTrue();
        }
    }

    @Test
    void passesStringsThrough() {
        Tensor words = Tensor.of(List.of("a", "bé", "", "d"), 2, 2);

        try (Session session = backend.open(TinyModels.identity(ElementType.STRING, 2, 2), ONE_THREAD)) {
            assertThat(session.run(Map.of("x", words), "y").strings()).containsExactly("a", "bé", "", "d");
            assertThatThrownBy(() -> session.bind(Map.of("x", words))).isInstanceOf(RuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"UINT16", "UINT32", "UINT64"})
    void givesUnsignedOutputsThoughItCannotTakeSuchInputs(ElementType type) {
        Model model = Model.empty("cast", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.INT64, Shape.of(2)))
                .add(Node.of("Cast", List.of("x"), List.of("y")).with("to", type.onnxCode()))
                .addOutput(ValueInfo.of("y", type, Shape.of(2)))
                .model();

        try (Session session = backend.open(model, ONE_THREAD);
                Session taking = backend.open(TinyModels.identity(type, 2), ONE_THREAD)) {
            Tensor output = session.run(Map.of("x", Tensor.of(new long[] {7, 9}, 2)), "y");

            assertThat(output.type()).isEqualTo(type);
            assertThat(output.toLongs()).containsExactly(7, 9);
            assertThatThrownBy(() -> taking.run(Map.of("x", output)))
                    .isInstanceOf(UnsupportedModelException.class)
                    .hasMessageContaining("'x' holds " + type);
        }
    }

    @Test
    void passesEmptyTensorsAndScalarsThrough() {
        try (Session empty = backend.open(TinyModels.identity(ElementType.FLOAT, 0, 3), ONE_THREAD);
                Session scalar = backend.open(TinyModels.identity(ElementType.FLOAT), ONE_THREAD)) {
            assertThat(empty.run(Map.of("x", Tensor.allocate(ElementType.FLOAT, Shape.of(0, 3))), "y")
                            .shape())
                    .isEqualTo(Shape.of(0, 3));
            assertThat(scalar.run(Map.of("x", Tensor.scalar(4f)), "y").toFloats())
                    .containsExactly(4);
        }
    }

    @Test
    void takesTensorsThatLieOnTheHeap() {
        Tensor heap = Tensor.over(ElementType.INT8, Shape.of(2), java.nio.ByteBuffer.wrap(new byte[] {5, 6}));

        try (Session session = backend.open(TinyModels.identity(ElementType.INT8, 2), ONE_THREAD)) {
            assertThat(session.run(Map.of("x", heap), "y").toLongs()).containsExactly(5, 6);
        }
    }

    @Test
    void keepsOutputsAfterTheNextRunAndAfterClosing() {
        Session session = backend.open(TinyModels.addingOne(new Dim.Free("N")), ONE_THREAD);

        Tensor first = session.run(Map.of("x", Tensor.of(new float[] {1}, 1)), "y");
        Tensor second = session.run(Map.of("x", Tensor.of(new float[] {8, 9}, 2)), "y");
        session.close();

        assertThat(first.toFloats()).containsExactly(2);
        assertThat(second.toFloats()).containsExactly(9, 10);
    }

    @Test
    void runsABindingOverTheSameBuffersAgainAndAgain() {
        Tensor x = Tensor.of(new float[] {1, 2}, 2);

        try (Session session = backend.open(TinyModels.addingOne(new Dim.Free("N")), ONE_THREAD);
                Binding binding = session.bind(Map.of("x", x))) {
            Tensor y = binding.output("y");
            binding.run();
            float[] before = y.toFloats();
            binding.input("x").floats().put(0, 41);
            binding.run();

            assertThat(before).containsExactly(2, 3);
            assertThat(y.toFloats()).containsExactly(42, 3);
        }
    }

    @Test
    void refusesToRunOnceClosed() {
        Session session = backend.open(TinyModels.addingOne(new Dim.Fixed(1)), ONE_THREAD);
        Map<String, Tensor> inputs = Map.of("x", Tensor.of(new float[] {1}, 1));
        Binding closedBinding = session.bind(inputs);
        Binding binding = session.bind(inputs);
        closedBinding.close();
        closedBinding.close();

        assertThatThrownBy(closedBinding::run).isInstanceOf(IllegalStateException.class);

        session.close();
        session.close();
        assertThatThrownBy(() -> session.run(inputs)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(binding::run).isInstanceOf(IllegalStateException.class);
        binding.close();
    }

    @Test
    void namesTheInputThatIsWrong() {
        try (Session session = backend.open(TinyModels.addingOne(new Dim.Fixed(2)), ONE_THREAD)) {
            Tensor good = Tensor.of(new float[] {1, 2}, 2);

            assertThatThrownBy(() -> session.run(Map.of("image", good)))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessage("model 'add' was not given its input 'x'; it takes x float [2]");
            assertThatThrownBy(() -> session.run(Map.of("x", good, "image", good)))
                    .hasMessage("model 'add' has no input 'image'; it takes x float [2]");
            assertThatThrownBy(() -> session.run(Map.of("x", Tensor.of(new float[] {1, 2, 3}, 3))))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessage("input 'x' of model 'add' is given shape 3; it takes [2]");
            assertThatThrownBy(() -> session.run(Map.of("x", Tensor.of(new long[] {1, 2}, 2))))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessage("input 'x' of model 'add' is given int64 elements; it takes float");
        }
    }
}

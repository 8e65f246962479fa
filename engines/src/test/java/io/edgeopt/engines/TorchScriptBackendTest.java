package io.edgeopt.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptBackendTest {
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);

    @TempDir
    private Path folder;

    private final TorchScriptBackend backend = new TorchScriptBackend();

    @Tag("slow")
    @Test
    void runsATorchScriptFile() throws IOException {
        assumeThat(backend.unavailable()).isEmpty();
        Path file = TorchScriptArchive.write(
                folder.resolve("clip.pt"), "x: Tensor) -> Tensor:\n    return torch.hardtanh(x, 0., 6.)");

        try (Session session = backend.open(file, ONE_THREAD);
                Binding binding = session.bind(Map.of("x", Tensor.of(new float[] {-1, 3, 9}, 3)))) {
            assertThat(session.inputs()).extracting(ValueInfo::name).containsExactly("x");
            assertThat(session.outputs()).extracting(ValueInfo::name).containsExactly("output");
            assertThat(session.run(Map.of("x", Tensor.of(new float[] {-2, 2, 8}, 1, 3)), "output")
                            .toFloats())
                    .containsExactly(0, 2, 6);
            binding.input("x").floats().put(0, 5);
            binding.run();
            assertThat(binding.output("output").toFloats()).containsExactly(5, 3, 6);
            assertThatThrownBy(() -> session.run(Map.of("image", Tensor.scalar(1f))))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessage("%s takes the inputs [x], and was given [image]", file);
        }
    }

    @Tag("slow")
    @Test
    void passesSeveralTensorsByPlaceAndSaysWhyARunFails() throws IOException {
        assumeThat(backend.unavailable()).isEmpty();
        Path file = TorchScriptArchive.write(
                folder.resolve("two.pt"),
                "a: Tensor,\n    b: Tensor) -> Tuple[Tensor, Tensor]:\n    return (torch.matmul(a, b), torch.neg(b))");
        Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Tensor column = Tensor.of(new float[] {1, 0, 2}, 3, 1);

        try (Session session = backend.open(file, ONE_THREAD)) {
            Map<String, Tensor> answer = session.run(Map.of("b", column, "a", matrix));

            assertThat(Binding.named(answer, "output0").toFloats()).containsExactly(7, 16);
            assertThat(Binding.named(answer, "output1").toFloats()).containsExactly(-1, -0f, -2);
            assertThatThrownBy(() -> session.run(Map.of("a", matrix, "b", matrix)))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("does not run on these inputs")
                    .hasMessageContaining("2x3");
        }
    }

    @Test
    void tellsWeightsAndOtherFilesFromTorchScript() throws IOException {
        Path weights = TorchScriptArchive.writeWeights(folder.resolve("weights.pt"));
        Path text = Files.writeString(folder.resolve("text.pt"), "no model");

        assertThatThrownBy(() -> backend.open(weights, ONE_THREAD))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("holds pickled weights")
                .hasMessageContaining("export it with torch.jit.script or torch.jit.trace, or to ONNX");
        assertThatThrownBy(() -> backend.open(text, ONE_THREAD))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("is no zip archive; this is not TorchScript");
    }

    @Test
    void refusesWhatItDoesNotRun() throws IOException {
        Path optional = TorchScriptArchive.write(
                folder.resolve("optional.pt"), "x: Tensor, n: Optional[int]=None) -> Tensor:\n    return x");
        Path good = TorchScriptArchive.write(folder.resolve("good.pt"), "x: Tensor) -> Tensor:\n    return x");

        assertThatThrownBy(() -> backend.open(optional, ONE_THREAD))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("takes 'n: Optional[int]=None'");
        assertThatThrownBy(() -> backend.open(good, ONE_THREAD.withProvider("cuda")))
                .isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> backend.open(Model.empty("net", 17), ONE_THREAD))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("choose the backend onnxruntime");
    }

    @Test
    void leavesTheNumberOfOutputsOpenWhereTheProgramDoes() {
        TorchScriptFile script = TorchScriptFile.parse(
                "f",
                "M",
                "class M(Module):\n  def forward(self: __torch__.M, x: Tensor) -> List[Tensor]:\n    return [x]");

        assertThat(script.inputs()).isEqualTo(List.of("x"));
        assertThat(script.outputs()).isEmpty();
    }
}

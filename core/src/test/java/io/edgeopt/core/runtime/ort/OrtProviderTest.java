package io.edgeopt.core.runtime.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrtProviderTest {
    private final OrtBackend backend = new OrtBackend();
    private final Model model = TinyModels.addingOne(new Dim.Free("N"));

    @Test
    void listsTheCpuAmongTheProvidersOfThisMachine() {
        assertThat(backend.providers()).contains("cpu");
        assertThat(backend.version()).startsWith("1.");
    }

    @ParameterizedTest
    @CsvSource({"xnnpack, --use_xnnpack", "cuda, onnxruntime_gpu", "tensorrt, trtexec"})
    void saysWhatToInstallForAProviderThatIsAbsent(String provider, String remedy) {
        assumeThat(backend.providers()).doesNotContain(provider);

        assertThatThrownBy(() -> backend.open(model, SessionOptions.DEFAULT.withProvider(provider)))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("has no %s provider on this machine", provider)
                .hasMessageContaining(remedy)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void neverFallsBackToTheCpuForAnAbsentProviderEvenWhereFallbackIsAllowed() {
        assumeThat(backend.providers()).doesNotContain("cuda");

        assertThatThrownBy(() -> backend.open(
                        model, SessionOptions.DEFAULT.withProvider("cuda").withFallback(true)))
                .isInstanceOf(BackendException.class);
    }

    @Test
    void listsTheProvidersThereAreForANameThatIsNone() {
        assertThatThrownBy(() -> backend.open(model, SessionOptions.DEFAULT.withProvider("gpu")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageEndingWith("choose one of cpu, xnnpack, cuda, tensorrt");
    }

    @Test
    void findsTheNodesThatRunOnTheCpu() {
        try (Session session = backend.open(model, SessionOptions.DEFAULT.withProfile(true))) {
            List<OperatorTime> left = CpuFallback.onCpu(session);

            assertThat(CpuFallback.describe(left)).isEqualTo("node 'plus' (Add) would run on the CPU");
        }
    }

    @Test
    void namesTheNodesThatAProviderLeavesToTheCpu() {
        BackendException refusal = CpuFallback.refusal(
                "model 'add'", "cuda", () -> backend.open(model, SessionOptions.DEFAULT.withProfile(true)));

        assertThat(refusal)
                .hasMessage(
                        "the provider cuda cannot run all of model 'add': node 'plus' (Add) would run on the CPU; allow the fallback, or choose another provider");
    }

    @Test
    void namesTheFirstOfManyNodesAndCountsTheRest() {
        OperatorTime node = OperatorTime.of("n", "Relu", Provider.CPU.nativeName, 1, 1);

        assertThat(CpuFallback.describe(Collections.nCopies(9, node)))
                .isEqualTo(
                        "nodes 'n' (Relu), 'n' (Relu), 'n' (Relu), 'n' (Relu), 'n' (Relu) and 4 more would run on the CPU");
    }
}

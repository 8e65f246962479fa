package io.edgeopt.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.SessionOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TensorRtBackendTest {
    private final TensorRtBackend backend = new TensorRtBackend();

    @Test
    void saysWhatIsMissingAndSaysItAgain() {
        Optional<String> first = backend.unavailable();
        assumeThat(first).isPresent();

        assertThat(first)
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("TensorRT does not load on this machine: ")
                        .contains("use the backend trtexec")
                        .doesNotContain("\n", "Could not initialize class"));
        assertThat(new TensorRtBackend().unavailable()).isEqualTo(first);
        assertThatThrownBy(() -> backend.open(Model.empty("net", 17), SessionOptions.DEFAULT))
                .isInstanceOf(BackendException.class);
    }
}

package io.edgeopt.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Profile;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a script that takes trtexec's options and writes trtexec's files. */
@DisabledOnOs(OS.WINDOWS)
class TrtexecBackendTest {
    private static final String SCRIPT = """
            #!/bin/sh
            for option in "$@"; do
              value="${option#*=}"
              case "$option" in
                --onnx=*) test -s "$value" || exit 3 ;;
                --saveEngine=*) echo engine > "$value" ;;
                --loadInputs=x:*) size=$(wc -c < "${value#x:}") ;;
                --exportOutput=*) out="$value" ;;
                --exportTimes=*) echo '[{"h2dMs": 0.1, "computeMs": 2.5, "d2hMs": 0.1}]' > "$value" ;;
              esac
            done
            if [ -n "$out" ]; then
              printf '[{ "name" : "y", "dimensions" : "1x2", "values" : [ %s, -0.5 ] }]' $size > "$out"
            fi
            """;

    @TempDir
    private Path folder;

    private final Model model = Model.empty("net", 17)
            .edit()
            .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 2)))
            .add(Node.of("Relu", List.of("x"), List.of("y")))
            .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 2)))
            .model();

    private Path program = Path.of("");

    @BeforeEach
    void install() throws IOException {
        program = folder.resolve("trtexec");
        install(SCRIPT);
    }

    private void install(String script) throws IOException {
        Files.writeString(program, script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private TrtexecBackend backend() {
        return new TrtexecBackend("/nowhere:" + folder);
    }

    @Test
    void buildsAnEngineAndRunsIt() {
        try (Session session = backend().open(model, SessionOptions.DEFAULT.withProfile(true));
                Binding binding = session.bind(Map.of("x", Tensor.of(new float[] {1, 2}, 1, 2)))) {
            binding.run();
            Profile profile = session.profile().orElseThrow();

            assertThat(backend().unavailable()).isEmpty();
            assertThat(binding.output("y").toFloats()).containsExactly(8, -0.5f);
            assertThat(profile.runs()).isEqualTo(2);
            assertThat(profile.totalMicros()).isCloseTo(5000, within(1e-6));
            assertThatThrownBy(() -> session.run(Map.of("image", Tensor.scalar(1f))))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("was not given its input 'x'");
        }
    }

    @Test
    void passesOnTheFirstErrorOfTheProgram() throws IOException {
        install("#!/bin/sh\necho '[11/21/2026-10:00:00] [E] Error[4]: no importer registered for op Odd'\nexit 1\n");

        assertThatThrownBy(() -> backend().open(model, SessionOptions.DEFAULT))
                .isInstanceOf(BackendException.class)
                .hasMessage("trtexec cannot build model 'net': Error[4]: no importer registered for op Odd");
    }

    @Test
    void saysWhereItLookedWhereTheProgramIsMissing() throws IOException {
        Files.delete(program);
        TrtexecBackend backend = backend();
        org.assertj.core.api.Assumptions.assumeThat(backend.unavailable()).isPresent();

        assertThat(backend.unavailable())
                .hasValueSatisfying(why -> assertThat(why).contains("/usr/src/tensorrt/bin"));
        assertThatThrownBy(() -> backend.open(model, SessionOptions.DEFAULT)).isInstanceOf(BackendException.class);
    }
}

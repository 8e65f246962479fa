package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidPlanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SshHostTest {
    @TempDir
    private Path folder;

    @Test
    void quotesWhatAShellWouldTakeApart() {
        assertThat(SshHost.quoted("a/b-1.onnx")).isEqualTo("a/b-1.onnx");
        assertThat(SshHost.quoted("$(rm) x")).isEqualTo("'$(rm) x'");
        assertThat(SshHost.quoted("it's")).isEqualTo("'it'\\''s'");
        assertThat(SshHost.quoted("")).isEqualTo("''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-oProxyCommand=touch x"})
    void refusesWhatIsNoMachine(String target) {
        assertThatThrownBy(() -> new SshHost(target, Optional.empty())).isInstanceOf(InvalidPlanException.class);
    }

    @Test
    void saysWhyAMachineCannotBeReached() throws IOException {
        Path settings = folder.resolve("config");
        Files.writeString(settings, "Host nowhere\n  ProxyCommand false\n");

        assertThatThrownBy(() -> new SshHost("nowhere", Optional.of(settings)).ask("true"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("nowhere cannot be reached")
                .hasMessageContaining("must work without a password");
    }

    @Test
    void packsWhatTarUnpacks() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Tar tar = new Tar(packed);
        tar.add("bin/tool", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), true);
        tar.add("empty", new byte[0], false);
        tar.add("lib/block", new byte[512], false);
        tar.end();
        Path archive = Files.write(folder.resolve("all.tar"), packed.toByteArray());

        int code = new ProcessBuilder("tar", "xf", archive.toString(), "-C", folder.toString())
                .start()
                .waitFor();

        assertThat(code).isZero();
        assertThat(folder.resolve("bin/tool")).hasContent("#!/bin/sh").isExecutable();
        assertThat(folder.resolve("empty")).isEmptyFile();
        assertThat(folder.resolve("lib/block")).hasSize(512);
        assertThatThrownBy(() -> tar.add("x".repeat(100), new byte[0], false))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("too long");
    }
}

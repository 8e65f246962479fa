package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @Test
    void printsAScriptThatBashUnderstandsAndThatCompletesCommands(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(
                folder.resolve("edgeopt.bash"),
                RunResult.of("completion", "bash").out());

        String completions = bash("-c", """
                set -e
                source "$1"
                COMP_WORDS=(edgeopt mod)
                COMP_CWORD=1
                COMP_LINE="edgeopt mod"
                COMP_POINT=11
                complete -p edgeopt >/dev/null
                _complete_edgeopt
                echo "${COMPREPLY[@]}"
                """, "bash", script.toString());

        assertThat(completions).contains("models");
    }

    @Test
    void preparesZshForTheSameScript() {
        RunResult zsh = RunResult.of("completion", "zsh");

        assertThat(zsh.out())
                .contains("bashcompinit")
                .endsWith(RunResult.of("completion", "bash").out());
    }

    @Test
    void knowsNoOtherShell() {
        RunResult result = RunResult.of("completion", "bsh");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .isEqualTo("edgeopt: there is no shell 'bsh'; did you mean 'bash'? (known: bash, zsh)\n");
    }

    private static String bash(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "bash";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

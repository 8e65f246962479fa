package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @Test
    void suggestsTheOptionThatWasMeant() {
        RunResult result = RunResult.of("models", "list", "--jsn");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .isEqualTo(
                        "edgeopt: unknown option '--jsn'; did you mean '--json'? (see: edgeopt models list --help)\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        RunResult result = RunResult.of("model", "list");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .isEqualTo("edgeopt: unknown command 'model'; did you mean 'models'? (see: edgeopt --help)\n");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void makesTheCommandThatIsNamedAloneAndAsItIsAmongAll(String name) {
        CommandLine alone = EdgeoptCommand.answering(name, "--help");

        Map<String, CommandLine> all = EdgeoptCommand.whole().getSubcommands();
        assertThat(alone.getSubcommands().keySet())
                .containsExactlyElementsOf(name.equals("completion") ? all.keySet() : Set.of(name));
        assertThat(Objects.requireNonNull(alone.getSubcommands().get(name)).getUsageMessage())
                .isEqualTo(Objects.requireNonNull(all.get(name)).getUsageMessage());
    }

    static Set<String> commands() {
        return Main.tree().getSubcommands().keySet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "model", "-V"})
    void makesAllCommandsWhereNoneIsNamed(String first) {
        assertThat(EdgeoptCommand.answering(first).getSubcommands().keySet()).isEqualTo(commands());
    }

    @Test
    void saysWhichCommandsThereAreWhenNoneIsGiven() {
        RunResult result = RunResult.of("models");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .isEqualTo(
                        "edgeopt: a command is missing: one of list, show, train, import, export, build, adapt, blend, enrol (see: edgeopt models --help)\n");
    }

    @Test
    void refusesTheValueThatIsNoNumber() {
        RunResult result = RunResult.of("models", "list", "--threads", "many");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .startsWith("edgeopt: invalid value for option '--threads'")
                .hasLineCount(1);
    }

    @Test
    void refusesFewerThanNoThreads() {
        RunResult result = RunResult.of("models", "list", "--threads", "-2");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).isEqualTo("edgeopt: --threads cannot be -2; 0 leaves it to the backend\n");
    }

    @Test
    void saysWhatIsMissing() {
        RunResult result = RunResult.of("models", "show");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).isEqualTo("edgeopt: missing 'NAME' (see: edgeopt models show --help)\n");
    }

    @Test
    void printsNothingButJsonWhenJsonGoesToStandardOutput() {
        RunResult result = RunResult.of("models", "list", "--json");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("{\n  \"models\" : [").endsWith("}\n");
    }

    @Test
    void writesJsonToTheFileAndTextToStandardOutput(@TempDir Path folder) {
        Path file = folder.resolve("list.json");

        RunResult attached = RunResult.of("models", "list", "--json=" + file);

        assertThat(file).content().startsWith("{\n  \"models\" : [");
        assertThat(attached.out()).isNotEmpty().doesNotContain("\"models\"");
    }

    @Test
    void takesTheNextWordForTheJsonFileOnlyWhenItEndsSo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("list.json");

        RunResult.of("models", "list", "--json", file.toString());
        RunResult notAFile = RunResult.of("models", "show", "--json", "nothing");

        assertThat(Files.size(file)).isPositive();
        assertThat(notAFile.err()).startsWith("edgeopt: there is no model 'nothing'");
    }

    @Test
    void refusesToWriteJsonOverAFolder(@TempDir Path folder) {
        RunResult result = RunResult.of("models", "list", "--json=" + folder);

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains("it is a folder").hasLineCount(1);
    }

    @Test
    void showsWhereTheErrorAroseOnlyWhenAskedTo() {
        RunResult brief = RunResult.of("models", "show", "nothing");
        RunResult verbose = RunResult.of("models", "show", "nothing", "--verbose");

        assertThat(brief.err()).hasLineCount(1);
        assertThat(verbose.err()).contains("\tat io.edgeopt.cli.");
    }
}

package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect(Main.tree(), names);
        return names.stream();
    }

    private static void collect(CommandLine line, List<String> names) {
        names.add(line.getCommandSpec().qualifiedName());
        line.getSubcommands().values().forEach(below -> collect(below, names));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void endsInAnExampleOfItself(String command) {
        RunResult help = help(command);

        List<String> lines = help.out().lines().toList();
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(lines).contains("Example:");
        assertThat(lines.get(lines.size() - 1)).startsWith("  " + command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysWhatItsFileHolds(String command) {
        RunResult help = help(command);

        Golden.assertMatches("help/" + command.replace(' ', '-') + ".txt", help.out());
    }

    private static RunResult help(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.remove(0);
        words.add("--help");
        return RunResult.of(words.toArray(String[]::new));
    }
}

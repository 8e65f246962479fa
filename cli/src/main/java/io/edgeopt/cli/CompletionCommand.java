package io.edgeopt.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completion of commands and options in the user's shell, from the same tree that parses them. */
@Command(
        name = "completion",
        description = "Print the script that completes commands and options in bash or zsh.",
        footer = {"", "Example:", "  edgeopt completion bash > ~/.local/share/bash-completion/completions/edgeopt"})
final class CompletionCommand extends ToolCommand {
    /** The script runs in zsh once bash's completion is emulated there. */
    private static final String ZSH =
            "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

    private static final Map<String, String> PREFACES = new TreeMap<>(Map.of("bash", "", "zsh", ZSH));

    /** The JSON of it. */
    record Completion(String shell, String script) {}

    @Spec
    private CommandSpec tree;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    @Override
    Exit run(Console console) {
        String preface = Catalog.named("shell", shell, PREFACES);
        CommandLine root = tree.root().commandLine();
        String script = preface + AutoComplete.bash("edgeopt", root);
        console.print(script);
        console.emit(new Completion(shell, script));
        return Exit.DONE;
    }
}

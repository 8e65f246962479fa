package io.edgeopt.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The whole tool. */
@Command(
        name = "edgeopt",
        description = {
            "Makes vision models small and fast for a device beside a camera,",
            "and proves that the result is good."
        },
        versionProvider = Version.class,
        footer = {"", "Example:", "  edgeopt doctor"})
final class EdgeoptCommand extends GroupCommand {
    /** In the order in which help lists them. */
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("init", InitCommand.class);
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("inspect", InspectCommand.class);
        COMMANDS.put("simplify", SimplifyCommand.class);
        COMMANDS.put("prune", PruneCommand.class);
        COMMANDS.put("quantize", QuantizeCommand.class);
        COMMANDS.put("replace", ReplaceCommand.class);
        COMMANDS.put("separate", SeparateCommand.class);
        COMMANDS.put("distill", DistillCommand.class);
        COMMANDS.put("tune", TuneCommand.class);
        COMMANDS.put("optimize", OptimizeCommand.class);
        COMMANDS.put("search", SearchCommand.class);
        COMMANDS.put("pack", PackCommand.class);
        COMMANDS.put("unpack", UnpackCommand.class);
        COMMANDS.put("evaluate", EvaluateCommand.class);
        COMMANDS.put("explain", ExplainCommand.class);
        COMMANDS.put("bench", BenchCommand.class);
        COMMANDS.put("gate", GateCommand.class);
        COMMANDS.put("merge", MergeCommand.class);
        COMMANDS.put("track", TrackCommand.class);
        COMMANDS.put("watch", WatchCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put("compare", CompareCommand.class);
        COMMANDS.put("models", ModelsCommand.class);
        COMMANDS.put("data", DataCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
    }

    /** The tool with all that it can do. */
    static CommandLine whole() {
        return with(COMMANDS.keySet());
    }

    /** With the one command that was named, where one is: to make all takes a tenth of a second at each start. */
    static CommandLine answering(String... arguments) {
        // What completes words knows all of them.
        boolean named = arguments.length > 0
                && COMMANDS.containsKey(arguments[0])
                && COMMANDS.get(arguments[0]) != CompletionCommand.class;
        return named ? with(Set.of(arguments[0])) : whole();
    }

    private static CommandLine with(Set<String> names) {
        CommandLine line = new CommandLine(new EdgeoptCommand());
        names.forEach(name -> line.addSubcommand(COMMANDS.get(name)));
        return line;
    }
}

package io.edgeopt.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs one command line: text and an exit code come out. */
public final class Main {
    private static final int HELP_WIDTH = 100;

    private final PrintWriter out;
    private final PrintWriter err;

    public Main(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        // The same digits and words everywhere, even where a format names no locale.
        Locale.setDefault(Locale.ROOT);
        StandardOutput standard = StandardOutput.open();
        PrintWriter out = new PrintWriter(standard.writer(), false);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = new Main(out, err).run(arguments);
        out.flush();
        System.exit(standard.failure().map(why -> unwritten(why, code, err)).orElse(code));
    }

    /** Runs one command; never throws and never exits. */
    public int run(String... arguments) {
        Failures failures = new Failures(err, List.of(arguments).contains("--verbose"));
        try {
            return commandLine(failures, arguments).execute(Arrays.copyOf(arguments, arguments.length));
        } catch (RuntimeException | Error failure) {
            return failures.report(failure).code();
        } finally {
            out.flush();
            err.flush();
        }
    }

    private CommandLine commandLine(Failures failures, String... arguments) {
        CommandLine line = laid(EdgeoptCommand.answering(arguments));
        line.setOut(out);
        line.setErr(err);
        Failures.install(line, failures);
        return line;
    }

    /** All commands, laid out alike. */
    static CommandLine tree() {
        return laid(EdgeoptCommand.whole());
    }

    private static CommandLine laid(CommandLine line) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedSubcommandsAllowed(false);
        line.setUsageHelpWidth(HELP_WIDTH);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .order(1001)
                        .description("Show the version.")
                        .build());
        lay(line.getCommandSpec());
        return line;
    }

    private static void lay(CommandSpec command) {
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .order(1000)
                .description("Show this help.")
                .build());
        command.usageMessage().sortOptions(false).abbreviateSynopsis(true);
        command.subcommands().values().forEach(below -> lay(below.getCommandSpec()));
    }

    private static int unwritten(String why, int code, PrintWriter err) {
        if (code == Exit.DONE.code()) {
            err.println("edgeopt: cannot write to standard output: " + why);
            return Exit.USER.code();
        }
        return code;
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.Suggestion;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, in one line for the person who can mend it, and the exit code that says whose it is. */
final class Failures {
    private static final int MEBIBYTE = 1 << 20;

    private final PrintWriter err;
    private final boolean verbose;

    Failures(PrintWriter err, boolean verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    Exit report(Throwable failure) {
        if (failure instanceof ParameterException usage && usage.getCause() instanceof EdgeoptException cause) {
            return report(cause);
        }
        Exit exit = exit(failure);
        err.println("edgeopt: " + oneLine(message(failure)));
        if (verbose && !(failure instanceof ParameterException)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return exit;
    }

    private static Exit exit(Throwable failure) {
        boolean usersToMend = failure instanceof ParameterException
                || failure instanceof EdgeoptException
                || failure instanceof UncheckedIOException
                || failure instanceof OutOfMemoryError;
        return usersToMend ? Exit.USER : Exit.FAULT;
    }

    private static String message(Throwable failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (failure instanceof ParameterException usage) {
            return usage(usage);
        }
        if (failure instanceof EdgeoptException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UncheckedIOException io) {
            return "cannot read or write: "
                    + Optional.ofNullable(io.getCause())
                            .map(Throwable::getMessage)
                            .orElse(io.getMessage());
        }
        if (failure instanceof OutOfMemoryError) {
            return "out of memory: Java may use %d MiB here; allow more with EDGEOPT_JAVA_OPTS=-Xmx4g, or give less at once"
                    .formatted(Runtime.getRuntime().maxMemory() / MEBIBYTE);
        }
        return "this is a fault in edgeopt: %s; run again with --verbose and report it".formatted(what(failure));
    }

    private static String what(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? kind : kind + ": " + failure.getMessage();
    }

    private static String usage(ParameterException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        String text = String.valueOf(failure.getMessage());
        if (failure instanceof MissingParameterException) {
            text = text.replace("required parameter: ", "").replace("required option: ", "");
        }
        text = text.replace("option option", "option")
                .replace("is not an int", "is not a whole number")
                .replace("is not a long", "is not a whole number")
                .replace("is not a double", "is not a number")
                .replace("is not a float", "is not a number");
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) + seeHelp(command);
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        String word = failure.getUnmatched().get(0);
        if (word.startsWith("-") && word.length() > 1) {
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "unknown option '%s'%s%s"
                    .formatted(option, Suggestion.sentence(option, options(command)), seeHelp(command));
        }
        Collection<String> commands = command.subcommands().keySet();
        return commands.isEmpty()
                ? "'%s' is one argument too many%s".formatted(word, seeHelp(command))
                : "unknown command '%s'%s%s".formatted(word, Suggestion.sentence(word, commands), seeHelp(command));
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        command.options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static String seeHelp(CommandSpec command) {
        return " (see: %s --help)".formatted(command.qualifiedName());
    }

    private static String oneLine(String text) {
        return text.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
    }

    /** Both of picocli's handlers in one place. */
    static void install(CommandLine line, Failures failures) {
        line.setParameterExceptionHandler(
                (failure, arguments) -> failures.report(failure).code());
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> failures.report(failure).code());
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.AtomicFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that does something: it parses, calls and prints. A subclass has its options, a footer that begins with
 * {@code Example:}, and {@link #run}.
 */
abstract class ToolCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** Does the work; failures that the user can mend are thrown as {@code EdgeoptException}s. */
    abstract Exit run(Console console);

    final CommonOptions common() {
        return common;
    }

    @Override
    public final Integer call() {
        if (common.threads() < 0) {
            throw new InvalidPlanException(
                    "--threads cannot be %d; 0 leaves it to the backend".formatted(common.threads()));
        }
        if (common.json().orElse(null) instanceof JsonTarget.ToFile named) {
            // Before the work, so that no other output is left behind when this one cannot be written.
            Path file = Path.of(named.file());
            AtomicFile.checkWritable(file);
            checkIsNoCard(file);
        }
        CommandLine line = spec.commandLine();
        ProgressLines errors = new ProgressLines(line.getErr(), Terminal.onStandardError(), System::nanoTime);
        return run(new Console(line.getOut(), errors, common)).code();
    }

    /** A card has its model's name, and would be lost to a result of the same. */
    private void checkIsNoCard(Path json) {
        spec.args().stream()
                .flatMap(argument -> argument.originalStringValues().stream())
                .filter(word -> word.endsWith(".onnx"))
                .filter(model -> absolute(Written.beside(Path.of(model))).equals(absolute(json)))
                .findFirst()
                .ifPresent(model -> {
                    throw new InvalidPlanException(
                            "--json: %s is where the card of %s lies; name another file".formatted(json, model));
                });
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.run.Progress;
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
            AtomicFile.checkWritable(Path.of(named.file()));
        }
        CommandLine line = spec.commandLine();
        Progress progress = common.quiet()
                ? Progress.NONE
                : new ProgressLines(line.getErr(), Terminal.onStandardError(), System::nanoTime);
        return run(new Console(line.getOut(), line.getErr(), common, progress)).code();
    }
}

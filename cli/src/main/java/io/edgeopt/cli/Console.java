package io.edgeopt.cli;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.run.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a command says. Results go to standard output, as text or as JSON but never both; notes, warnings and progress
 * go to standard error.
 */
final class Console {
    private final PrintWriter out;
    private final ProgressLines err;
    private final CommonOptions options;
    private final Progress progress;

    Console(PrintWriter out, ProgressLines err, CommonOptions options) {
        this.out = out;
        this.err = err;
        this.options = options;
        this.progress = options.quiet() ? Progress.NONE : err;
    }

    /** A line of the result for people; silent when standard output is for JSON. */
    void line(String format, Object... values) {
        print(String.format(Locale.ROOT, format, values) + "\n");
    }

    /** Text of the result for people, such as a {@link TextTable}; silent when standard output is for JSON. */
    void print(Object text) {
        if (!(options.json().orElse(null) instanceof JsonTarget.StandardOutput)) {
            out.print(text);
            out.flush();
        }
    }

    /** The result for machines, once a command, when it was asked for. */
    void emit(Object result) {
        Optional<JsonTarget> target = options.json();
        if (target.isEmpty()) {
            return;
        }
        if (target.get() instanceof JsonTarget.ToFile named) {
            AtomicFile.write(Path.of(named.file()), Json.write(result));
        } else {
            out.print(Json.write(result));
        }
    }

    /** Something worth knowing that is not the result. */
    void note(String format, Object... values) {
        if (!options.quiet()) {
            err.say(String.format(Locale.ROOT, format, values));
        }
    }

    /** Something that makes the result worth less than it seems; said even when quiet. */
    void warn(String format, Object... values) {
        err.say("edgeopt: warning: " + String.format(Locale.ROOT, format, values));
    }

    /** Details for {@code --verbose}. */
    void detail(String format, Object... values) {
        if (options.verbose()) {
            err.say(String.format(Locale.ROOT, format, values));
        }
    }

    Progress progress() {
        return progress;
    }
}

package io.edgeopt.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command which does something has. */
final class CommonOptions {
    /** The file name that stands for standard output. */
    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            preprocessor = JsonFile.class,
            order = 900,
            description =
                    "Print the result as JSON and nothing else; with a FILE (--json=FILE, or a name in .json), write it there.")
    private Optional<String> json = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", order = 901, description = "Where all chance starts (default: 0).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            order = 902,
            description = "Threads to compute with; 0 leaves it to the backend (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--quiet", order = 903, description = "No progress and no notes; errors and results remain.")
    private boolean quiet;

    @Option(names = "--verbose", order = 904, description = "Say more, and show where an error arose.")
    private boolean verbose;

    long seed() {
        return seed.orElse(0L);
    }

    /** The seed that the user named, for what has one of its own otherwise. */
    Optional<Long> namedSeed() {
        return seed;
    }

    int threads() {
        return threads;
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }

    /** Where the JSON goes, if it is asked for. */
    Optional<JsonTarget> json() {
        return json.map(
                file -> file.equals(STANDARD_OUTPUT) ? new JsonTarget.StandardOutput() : new JsonTarget.ToFile(file));
    }

    /** So that {@code --json MODEL} does not take the model for the file to write. */
    static final class JsonFile extends OptionalWord {
        JsonFile() {
            super(word -> word.endsWith(".json"), STANDARD_OUTPUT);
        }
    }
}

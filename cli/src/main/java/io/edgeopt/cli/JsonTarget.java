package io.edgeopt.cli;

/** Where the result goes as JSON. */
sealed interface JsonTarget {
    /** To standard output, which then carries nothing else. */
    record StandardOutput() implements JsonTarget {}

    /** To a file, beside the text for people. */
    record ToFile(String file) implements JsonTarget {}
}

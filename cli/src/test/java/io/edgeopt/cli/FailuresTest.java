package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.BackendException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final StringWriter text = new StringWriter();
    private final Failures failures = new Failures(new PrintWriter(text), false);

    @Test
    void sendsAMissingBackendToTheUser() {
        Exit exit = failures.report(new BackendException("cuda is not here;\n install it"));

        assertThat(exit).isEqualTo(Exit.USER);
        assertThat(text).hasToString("edgeopt: cuda is not here; install it\n");
    }

    @Test
    void ownsUpToItsOwnFaults() {
        Exit exit = failures.report(new IllegalStateException("x is 3"));

        assertThat(exit).isEqualTo(Exit.FAULT);
        assertThat(text)
                .hasToString("edgeopt: this is a fault in edgeopt: IllegalStateException: x is 3;"
                        + " run again with --verbose and report it\n");
    }

    @Test
    void ownsUpToEndlessRecursion() {
        Exit exit = failures.report(new StackOverflowError());

        assertThat(exit).isEqualTo(Exit.FAULT);
        assertThat(text.toString()).contains("StackOverflowError");
    }

    @Test
    void tellsHowToGiveMoreMemory() {
        Exit exit = failures.report(new OutOfMemoryError("Java heap space"));

        assertThat(exit).isEqualTo(Exit.USER);
        assertThat(text.toString()).contains("EDGEOPT_JAVA_OPTS=-Xmx").hasLineCount(1);
    }

    @Test
    void sendsAFullDiskToTheUser() {
        Exit exit = failures.report(new UncheckedIOException(new IOException("No space left on device")));

        assertThat(exit).isEqualTo(Exit.USER);
        assertThat(text).hasToString("edgeopt: cannot read or write: No space left on device\n");
    }
}

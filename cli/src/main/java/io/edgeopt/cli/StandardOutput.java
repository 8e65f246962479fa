package io.edgeopt.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output that remembers why it failed, which print writers forget: a full disk must not look like success. A
 * reader that went away, as {@code head} does, is no failure.
 */
final class StandardOutput {
    private final OutputStream stream;
    private Optional<String> failure = Optional.empty();

    private StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    static StandardOutput open() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    Writer writer() {
        OutputStream watched = new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    stream.write(bytes, offset, length);
                } catch (IOException e) {
                    failure = Optional.of(String.valueOf(e.getMessage()));
                    throw e;
                }
            }
        };
        return new BufferedWriter(new OutputStreamWriter(watched, StandardCharsets.UTF_8));
    }

    Optional<String> failure() {
        return failure.filter(why -> !why.contains("Broken pipe"));
    }
}

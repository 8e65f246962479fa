package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Files on their way to another machine, in the oldest form of tar that all know. */
final class Tar {
    private static final int BLOCK = 512;
    private static final int LONGEST = 100;
    /** Seconds since 1970: the same bytes each time. */
    private static final long WHEN = 0;

    private final OutputStream out;

    Tar(OutputStream out) {
        this.out = out;
    }

    void add(String name, byte[] content, boolean executable) throws IOException {
        byte[] spelt = name.getBytes(StandardCharsets.UTF_8);
        if (spelt.length >= LONGEST) {
            throw new InvalidPlanException("the name '%s' is too long to be copied to a device; shorten it to %d bytes"
                    .formatted(name, LONGEST - 1));
        }
        byte[] head = new byte[BLOCK];
        System.arraycopy(spelt, 0, head, 0, spelt.length);
        number(head, 100, 8, executable ? 0755 : 0644);
        number(head, 108, 8, 0);
        number(head, 116, 8, 0);
        number(head, 124, 12, content.length);
        number(head, 136, 12, WHEN);
        Arrays.fill(head, 148, 156, (byte) ' ');
        head[156] = '0';
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, head, 257, 8);
        int sum = 0;
        for (byte one : head) {
            sum += one & 0xff;
        }
        number(head, 148, 8, sum);
        out.write(head);
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void number(byte[] head, int at, int size, long value) {
        String digits = String.format(Locale.ROOT, "%0" + (size - 1) + "o", value);
        System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, head, at, size - 1);
        head[at + size - 1] = 0;
    }

    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }
}

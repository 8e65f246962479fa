package io.edgeopt.core.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Lines of a file of reference values; what they are and who made them stands at the head of each file. */
final class Reference {
    private Reference() {}

    static List<String[]> lines(String file) {
        try (InputStream in = Reference.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no reference file " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** The noise that the reference files describe. */
    static Image noise(int seed, int width, int height) {
        Image image = Image.blank(width, height);
        int state = seed;
        for (int i = 0; i < image.rgb().length; i++) {
            state = (state * 1103515245 + 12345) & 0x7FFF_FFFF;
            image.rgb()[i] = (byte) (state >> 16);
        }
        return image;
    }
}

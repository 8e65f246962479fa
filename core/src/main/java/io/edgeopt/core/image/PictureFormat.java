package io.edgeopt.core.image;

import java.nio.charset.StandardCharsets;

/** What the first bytes of a file say it is. */
enum PictureFormat {
    JPEG("jpeg", true),
    PNG("png", true),
    BMP("bmp", true),
    GIF("GIF", false),
    WEBP("WebP", false),
    TIFF("TIFF", false),
    HEIF("HEIF or AVIF", false),
    UNKNOWN("", false);

    private final String label;
    private final boolean readable;

    PictureFormat(String label, boolean readable) {
        this.label = label;
        this.readable = readable;
    }

    /** The name that ImageIO knows a readable format by; for the others, the name people use. */
    String label() {
        return label;
    }

    boolean isReadable() {
        return readable;
    }

    static PictureFormat of(byte[] bytes) {
        if (begins(bytes, 0, "\u00FF\u00D8\u00FF")) {
            return JPEG;
        }
        if (begins(bytes, 0, "\u0089PNG\r\n\u001A\n")) {
            return PNG;
        }
        if (begins(bytes, 0, "BM")) {
            return BMP;
        }
        if (begins(bytes, 0, "GIF8")) {
            return GIF;
        }
        if (begins(bytes, 0, "RIFF") && begins(bytes, 8, "WEBP")) {
            return WEBP;
        }
        if (begins(bytes, 0, "II*\0") || begins(bytes, 0, "MM\0*")) {
            return TIFF;
        }
        return begins(bytes, 4, "ftyp") ? HEIF : UNKNOWN;
    }

    private static boolean begins(byte[] bytes, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}

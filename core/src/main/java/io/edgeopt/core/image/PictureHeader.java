package io.edgeopt.core.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What stands before the pixels of a JPEG or PNG file and matters to us.
 *
 * @param orientation how the camera was held
 * @param storedAs how a JPEG's components encode colour; RGB for every other format
 */
record PictureHeader(Orientation orientation, Colours storedAs) {
    /** The meaning of a JPEG's components. */
    enum Colours {
        GREY,
        RGB,
        YCC,
        CMYK,
        YCCK
    }

    private static final PictureHeader PLAIN = new PictureHeader(Orientation.UPRIGHT, Colours.RGB);
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_TRANSFORM = 11;
    private static final int NONE = -1;
    private static final int PNG_CHUNK_FRAME = 12;

    static PictureHeader of(PictureFormat format, byte[] bytes) {
        return switch (format) {
            case JPEG -> ofJpeg(bytes);
            case PNG -> new PictureHeader(ofPng(bytes), Colours.RGB);
            default -> PLAIN;
        };
    }

    private static PictureHeader ofJpeg(byte[] bytes) {
        Orientation orientation = Orientation.UPRIGHT;
        boolean jfif = false;
        int transform = NONE;
        int components = 3;
        boolean idsSpellRgb = false;
        int at = 2;
        while (at + 4 <= bytes.length && bytes[at] == (byte) 0xFF) {
            int marker = bytes[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == 0xDA || marker == 0xD9) {
                break;
            }
            int length = ((bytes[at + 2] & 0xFF) << 8) | (bytes[at + 3] & 0xFF);
            int body = at + 4;
            int end = Math.min(bytes.length, at + 2 + length);
            if (marker == 0xE0 && begins(bytes, body, end, JFIF)) {
                jfif = true;
            } else if (marker == 0xE1 && begins(bytes, body, end, EXIF)) {
                int tiff = body + EXIF.length;
                orientation = Orientation.ofTiff(ByteBuffer.wrap(bytes, tiff, end - tiff));
            } else if (marker == 0xEE && begins(bytes, body, end, ADOBE) && body + ADOBE_TRANSFORM < end) {
                transform = bytes[body + ADOBE_TRANSFORM] & 0xFF;
            } else if (isFrame(marker) && body + 5 < end) {
                components = bytes[body + 5] & 0xFF;
                idsSpellRgb = components == 3
                        && body + 12 < end
                        && bytes[body + 6] == 'R'
                        && bytes[body + 9] == 'G'
                        && bytes[body + 12] == 'B';
            }
            at += 2 + length;
        }
        return new PictureHeader(orientation, colours(components, jfif, transform, idsSpellRgb));
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** The guess that libjpeg makes, in its order. */
    private static Colours colours(int components, boolean jfif, int transform, boolean idsSpellRgb) {
        return switch (components) {
            case 1, 2 -> Colours.GREY;
            case 4 -> transform == 2 ? Colours.YCCK : Colours.CMYK;
            default -> {
                boolean plain = transform == NONE ? idsSpellRgb : transform == 0;
                yield !jfif && plain ? Colours.RGB : Colours.YCC;
            }
        };
    }

    private static Orientation ofPng(byte[] bytes) {
        int at = 8;
        while (at + PNG_CHUNK_FRAME <= bytes.length) {
            ByteBuffer chunk = ByteBuffer.wrap(bytes, at, bytes.length - at).slice();
            int length = chunk.getInt(0);
            int type = chunk.getInt(4);
            if (length < 0 || length > chunk.limit() - PNG_CHUNK_FRAME || type == 0x49444154) { // IDAT
                return Orientation.UPRIGHT;
            }
            if (type == 0x65584966) { // eXIf
                return Orientation.ofTiff(ByteBuffer.wrap(bytes, at + 8, length));
            }
            at += PNG_CHUNK_FRAME + length;
        }
        return Orientation.UPRIGHT;
    }

    private static boolean begins(byte[] bytes, int at, int end, byte[] expected) {
        if (end - at < expected.length) {
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

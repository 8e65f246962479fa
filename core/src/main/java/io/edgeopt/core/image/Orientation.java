package io.edgeopt.core.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The eight ways in which a camera may have been held, numbered as EXIF's tag 0x0112 does. */
public enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    MIRRORED_UPSIDE_DOWN,
    TRANSPOSED,
    TURNED_RIGHT,
    TRANSVERSED,
    TURNED_LEFT;

    private static final Orientation[] ALL = values();
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    /** What turns a picture clockwise by that many degrees, rounded to a quarter of a turn. */
    public static Orientation turning(double degreesClockwise) {
        return switch (Math.floorMod(Math.round(degreesClockwise / 90), 4)) {
            case 1 -> TURNED_RIGHT;
            case 2 -> UPSIDE_DOWN;
            case 3 -> TURNED_LEFT;
            default -> UPRIGHT;
        };
    }

    /** Whether an upright picture is as wide as the stored one is high. */
    public boolean swapsSides() {
        return switch (this) {
            case UPRIGHT, MIRRORED, UPSIDE_DOWN, MIRRORED_UPSIDE_DOWN -> false;
            case TRANSPOSED, TURNED_RIGHT, TRANSVERSED, TURNED_LEFT -> true;
        };
    }

    /** What a TIFF block (the body of an EXIF segment) says; upright where it says nothing or is damaged. */
    static Orientation ofTiff(ByteBuffer tiff) {
        if (tiff.remaining() < 8) {
            return UPRIGHT;
        }
        ByteBuffer block = tiff.slice();
        block.order(block.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = block.getInt(4) & 0xFFFF_FFFFL;
        if (directory + 2 > block.limit()) {
            return UPRIGHT;
        }
        int entries = block.getShort((int) directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) ENTRY_BYTES * i;
            if (entry + ENTRY_BYTES > block.limit()) {
                return UPRIGHT;
            }
            int at = (int) entry;
            if ((block.getShort(at) & 0xFFFF) == TAG && block.getShort(at + 2) == SHORT) {
                int value = block.getShort(at + 8) & 0xFFFF;
                return value >= 1 && value <= ALL.length ? ALL[value - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** The picture as it was seen; the same picture if it is upright already. */
    public Image apply(Image stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        Image upright = swapsSides()
                ? Image.blank(stored.height(), stored.width())
                : Image.blank(stored.width(), stored.height());
        apply(stored, upright);
        return upright;
    }

    /** Writes the picture as it was seen over {@code upright}, which has its size. */
    public void apply(Image stored, Image upright) {
        int width = upright.width();
        int height = upright.height();
        byte[] from = stored.rgb();
        byte[] to = upright.rgb();
        int right = stored.width() - 1;
        int bottom = stored.height() - 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sourceX = sourceX(x, y, right);
                int sourceY = sourceY(x, y, bottom);
                int source = 3 * (sourceY * stored.width() + sourceX);
                int target = 3 * (y * width + x);
                to[target] = from[source];
                to[target + 1] = from[source + 1];
                to[target + 2] = from[source + 2];
            }
        }
    }

    private int sourceX(int x, int y, int right) {
        return switch (this) {
            case UPRIGHT, MIRRORED_UPSIDE_DOWN -> x;
            case MIRRORED, UPSIDE_DOWN -> right - x;
            case TRANSPOSED, TURNED_RIGHT -> y;
            case TRANSVERSED, TURNED_LEFT -> right - y;
        };
    }

    private int sourceY(int x, int y, int bottom) {
        return switch (this) {
            case UPRIGHT, MIRRORED -> y;
            case UPSIDE_DOWN, MIRRORED_UPSIDE_DOWN -> bottom - y;
            case TRANSPOSED, TURNED_LEFT -> x;
            case TURNED_RIGHT, TRANSVERSED -> bottom - x;
        };
    }
}

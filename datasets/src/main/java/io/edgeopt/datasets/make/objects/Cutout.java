package io.edgeopt.datasets.make.objects;

import io.edgeopt.core.image.Image;
import io.edgeopt.datasets.make.Tone;
import java.awt.Rectangle;

/** A thing drawn once, to be laid on many pictures: the bytes that a screen shows, and how much each hides. */
final class Cutout {
    private static final int OPAQUE = 256;

    private final int width;
    private final int height;
    private final byte[] rgb;
    private final int[] opacity;

    private Cutout(int width, int height, byte[] rgb, int[] opacity) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
        this.opacity = opacity;
    }

    static Cutout of(Layer layer) {
        Rectangle area = layer.dirty();
        byte[] rgb = new byte[3 * area.width * area.height];
        int[] opacity = new int[area.width * area.height];
        for (int i = 0; i < opacity.length; i++) {
            int at = 4 * ((area.y + i / area.width) * layer.width + area.x + i % area.width);
            float share = layer.pixels[at + 3];
            opacity[i] = Math.round(share * OPAQUE);
            for (int c = 0; c < 3 && share > 0; c++) {
                rgb[3 * i + c] = (byte) Tone.byteOf(layer.pixels[at + c] / share);
            }
        }
        return new Cutout(area.width, area.height, rgb, opacity);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Lays it on {@code image} with its upper left corner there; what lies outside is cut off. */
    void lay(Image image, int left, int top) {
        byte[] to = image.rgb();
        int fromX = Math.max(0, -left);
        int toX = Math.min(width, image.width() - left);
        int toY = Math.min(height, image.height() - top);
        for (int y = Math.max(0, -top); y < toY; y++) {
            int at = 3 * ((top + y) * image.width() + left + fromX);
            for (int i = y * width + fromX; i < y * width + toX; i++, at += 3) {
                int share = opacity[i];
                if (share > 0) {
                    for (int c = 0; c < 3; c++) {
                        int below = to[at + c] & 0xFF;
                        to[at + c] = (byte) (below + (((rgb[3 * i + c] & 0xFF) - below) * share) / OPAQUE);
                    }
                }
            }
        }
    }
}

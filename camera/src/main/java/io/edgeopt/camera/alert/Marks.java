package io.edgeopt.camera.alert;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.task.Detection;
import java.util.List;

/** Frames drawn round what was found in a picture. */
public final class Marks {
    private static final int[][] COLOURS = {
        {230, 60, 60}, {60, 160, 230}, {250, 200, 40}, {90, 200, 90}, {200, 100, 220}, {240, 140, 40}
    };

    private Marks() {}

    /** A copy with a frame round each; every label has its colour, as far as there are colours. */
    public static Image on(Image image, List<Detection> found) {
        Image copy = image.copy();
        int thickness = Math.max(1, Math.min(image.width(), image.height()) / 160);
        for (Detection detection : found) {
            draw(copy, detection.box(), COLOURS[Math.floorMod(detection.label(), COLOURS.length)], thickness);
        }
        return copy;
    }

    private static void draw(Image image, Box box, int[] colour, int thickness) {
        int left = Math.max(0, Math.round(box.left()));
        int top = Math.max(0, Math.round(box.top()));
        int right = Math.min(image.width(), Math.round(box.right()));
        int bottom = Math.min(image.height(), Math.round(box.bottom()));
        for (int y = top; y < bottom; y++) {
            boolean edge = y < top + thickness || y >= bottom - thickness;
            for (int x = left; x < right; x++) {
                if (edge || x < left + thickness || x >= right - thickness) {
                    image.set(x, y, colour[0], colour[1], colour[2]);
                }
            }
        }
    }
}

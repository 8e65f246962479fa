package io.edgeopt.core.image.augment;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Turned about the middle, in a picture of the same size; a box becomes the upright box around its turned self.
 *
 * @param degrees at most, either way
 * @param fill the grey of what comes in from outside
 */
public record Rotation(double degrees, int fill) implements Augmentation {
    private static final double HALF_TURN = 180;

    public Rotation {
        Bounds.checkStrength("an angle in degrees", degrees, HALF_TURN);
    }

    @Override
    public Scene apply(Scene scene, SplittableRandom random) {
        double angle = Math.toRadians((2 * random.nextDouble() - 1) * degrees);
        return turned(scene, angle, fill);
    }

    /** Turned clockwise, as the eye sees it. */
    static Scene turned(Scene scene, double radians, int fill) {
        Image from = scene.image();
        double cos = Math.cos(radians);
        double sin = Math.sin(radians);
        double middleX = from.width() / 2.0;
        double middleY = from.height() / 2.0;
        Image to = Image.blank(from.width(), from.height());
        Arrays.fill(to.rgb(), (byte) fill);
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                double dx = x + 0.5 - middleX;
                double dy = y + 0.5 - middleY;
                blend(from, cos * dx + sin * dy + middleX - 0.5, cos * dy - sin * dx + middleY - 0.5, fill, to, x, y);
            }
        }
        return scene.moved(to, box -> hull(box, cos, sin, middleX, middleY));
    }

    private static void blend(Image from, double x, double y, int fill, Image to, int toX, int toY) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        if (left < -1 || top < -1 || left >= from.width() || top >= from.height()) {
            return;
        }
        double right = x - left;
        double down = y - top;
        int target = 3 * (toY * to.width() + toX);
        for (int c = 0; c < 3; c++) {
            double upper = at(from, left, top, c, fill) * (1 - right) + at(from, left + 1, top, c, fill) * right;
            double lower =
                    at(from, left, top + 1, c, fill) * (1 - right) + at(from, left + 1, top + 1, c, fill) * right;
            to.rgb()[target + c] = (byte) Math.round(upper * (1 - down) + lower * down);
        }
    }

    private static int at(Image image, int x, int y, int channel, int fill) {
        boolean outside = x < 0 || y < 0 || x >= image.width() || y >= image.height();
        return outside ? fill : image.at(x, y, channel);
    }

    private static Box hull(Box box, double cos, double sin, double middleX, double middleY) {
        double centerX = (box.left() + box.right()) / 2.0 - middleX;
        double centerY = (box.top() + box.bottom()) / 2.0 - middleY;
        double x = cos * centerX - sin * centerY + middleX;
        double y = sin * centerX + cos * centerY + middleY;
        double halfWidth = (Math.abs(cos) * box.width() + Math.abs(sin) * box.height()) / 2;
        double halfHeight = (Math.abs(sin) * box.width() + Math.abs(cos) * box.height()) / 2;
        return new Box(
                (float) (x - halfWidth), (float) (y - halfHeight), (float) (x + halfWidth), (float) (y + halfHeight));
    }
}

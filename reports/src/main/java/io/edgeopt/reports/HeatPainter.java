package io.edgeopt.reports;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Placement;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;

/** A map laid over the picture that it explains; what the network did not see of the picture is dimmed. */
final class HeatPainter {
    private static final double HEAT = 0.65;
    private static final double UNSEEN = 0.35;

    private HeatPainter() {}

    /** The picture in grey under the heat of that frame, {@code scale} times as large. */
    static BufferedImage over(Image picture, Placement placement, Saliency map, int frame, double scale) {
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        int places = map.height() * map.width();
        // Over the whole clip: a frame in which little speaks for the answer stays cold.
        float[] heat = Arrays.copyOfRange(map.heat(), frame * places, (frame + 1) * places);
        BufferedImage painted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            double sourceY = (y + 0.5) / scale;
            for (int x = 0; x < width; x++) {
                double sourceX = (x + 0.5) / scale;
                double grey = grey(picture, sourceX, sourceY);
                double inputX = sourceX * placement.scaleX() + placement.offsetX();
                double inputY = sourceY * placement.scaleY() + placement.offsetY();
                boolean seen = inputX >= 0 && inputX < map.width() && inputY >= 0 && inputY < map.height();
                painted.setRGB(
                        x,
                        y,
                        seen
                                ? mixed(grey, HeatColours.rgb(at(heat, map, inputX, inputY)))
                                : plain(UNSEEN * grey + (1 - UNSEEN) * 255));
            }
        }
        return painted;
    }

    /** Frames the box that is explained, if there is one, so that it is seen on light and on dark. */
    static void frame(BufferedImage painted, Optional<Box> explained, double scale) {
        if (explained.isEmpty()) {
            return;
        }
        Box box = explained.get();
        Graphics2D canvas = painted.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Rectangle2D outline = new Rectangle2D.Double(
                box.left() * scale, box.top() * scale, box.width() * scale, box.height() * scale);
        canvas.setColor(Color.BLACK);
        canvas.setStroke(new BasicStroke(4));
        canvas.draw(outline);
        canvas.setColor(Color.WHITE);
        canvas.setStroke(new BasicStroke(2));
        canvas.draw(outline);
        canvas.dispose();
    }

    private static double grey(Image picture, double x, double y) {
        int column = Math.min(picture.width() - 1, (int) x);
        int row = Math.min(picture.height() - 1, (int) y);
        return 0.299 * picture.at(column, row, 0)
                + 0.587 * picture.at(column, row, 1)
                + 0.114 * picture.at(column, row, 2);
    }

    private static double at(float[] heat, Saliency map, double x, double y) {
        double column = Math.max(0, Math.min(map.width() - 1.0, x - 0.5));
        double row = Math.max(0, Math.min(map.height() - 1.0, y - 0.5));
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(map.width() - 1, left + 1);
        int bottom = Math.min(map.height() - 1, top + 1);
        double upper = heat[top * map.width() + left]
                + (column - left) * (heat[top * map.width() + right] - heat[top * map.width() + left]);
        double lower = heat[bottom * map.width() + left]
                + (column - left) * (heat[bottom * map.width() + right] - heat[bottom * map.width() + left]);
        return upper + (row - top) * (lower - upper);
    }

    private static int mixed(double grey, int rgb) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = HEAT * (rgb >> shift & 0xFF) + (1 - HEAT) * grey;
            mixed |= (int) Math.round(channel) << shift;
        }
        return mixed;
    }

    private static int plain(double grey) {
        int value = (int) Math.round(grey);
        return value << 16 | value << 8 | value;
    }
}

package io.edgeopt.reports;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageScaler;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.image.Preparation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** A map laid over the picture that it explains; what the network did not see of the picture is dimmed. */
final class HeatPainter {
    /** How much of the picture hides behind heat: less where it is cold, so that things can still be made out. */
    private static final double COLD = 0.5;

    private static final double HOT = 0.85;
    /** White of the picture is no lighter than this, so that it is not taken for heat. */
    private static final double WHITE = 0.8;

    private static final double UNSEEN = 0.35;

    private HeatPainter() {}

    /** The picture as large as it is drawn. */
    static Image sized(Image picture, double scale) {
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        return ImageScaler.of(Preparation.Resizer.BILINEAR_ANTIALIAS).scale(picture, width, height);
    }

    /** The picture in colours. */
    static BufferedImage plain(Image picture, double scale) {
        return ExamplePictures.view(sized(picture, scale));
    }

    /** The picture in grey under the heat of that frame, {@code scale} times as large. */
    static BufferedImage over(Image picture, Placement placement, DrawnHeat heat, int frame, double scale) {
        Image sized = sized(picture, scale);
        BufferedImage painted = new BufferedImage(sized.width(), sized.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < sized.height(); y++) {
            double inputY = (y + 0.5) / scale * placement.scaleY() + placement.offsetY();
            for (int x = 0; x < sized.width(); x++) {
                double inputX = (x + 0.5) / scale * placement.scaleX() + placement.offsetX();
                double grey = 0.299 * sized.at(x, y, 0) + 0.587 * sized.at(x, y, 1) + 0.114 * sized.at(x, y, 2);
                painted.setRGB(
                        x,
                        y,
                        heat.covers(inputX, inputY)
                                ? mixed(WHITE * grey, heat.at(frame, inputX, inputY))
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
        double left = Math.max(1, box.left() * scale);
        double top = Math.max(1, box.top() * scale);
        double right = Math.min(painted.getWidth() - 1.0, box.right() * scale);
        double bottom = Math.min(painted.getHeight() - 1.0, box.bottom() * scale);
        Rectangle2D outline = new Rectangle2D.Double(left, top, right - left, bottom - top);
        canvas.setColor(Color.BLACK);
        canvas.setStroke(new BasicStroke(4));
        canvas.draw(outline);
        canvas.setColor(Color.WHITE);
        canvas.setStroke(new BasicStroke(2));
        canvas.draw(outline);
        canvas.dispose();
    }

    private static int mixed(double grey, double heat) {
        int rgb = HeatColours.rgb(heat);
        double share = COLD + heat * (HOT - COLD);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = share * (rgb >> shift & 0xFF) + (1 - share) * grey;
            mixed |= (int) Math.round(channel) << shift;
        }
        return mixed;
    }

    private static int plain(double grey) {
        int value = (int) Math.round(grey);
        return value << 16 | value << 8 | value;
    }
}

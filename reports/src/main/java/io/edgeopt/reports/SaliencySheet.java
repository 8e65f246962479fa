package io.edgeopt.reports;

import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.reports.chart.Style;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Pictures with their heat maps beside them: a row for each picture, a column for each map. */
public final class SaliencySheet {
    private static final int GAP = 10;
    private static final int CAPTION = 36;
    private static final int TITLE = 30;
    private static final int LEGEND = 34;
    private static final int LEGEND_WIDTH = 180;
    private static final int HEADING = 22;

    private final List<Explanation> rows;
    private final String title;
    private final int tile;
    private final Style style = Style.LIGHT;

    private SaliencySheet(List<Explanation> rows, String title, int tile) {
        this.rows = rows;
        this.title = title;
        this.tile = tile;
    }

    /** One picture, large. */
    public static SaliencySheet of(Explanation one, String title) {
        return new SaliencySheet(List.of(one), title, 320);
    }

    /** Many pictures, small. */
    public static SaliencySheet of(List<Explanation> many, String title) {
        return new SaliencySheet(List.copyOf(many), title, 190);
    }

    public void write(Path file) {
        ImageWriter.write(image(), file);
    }

    /** The sheet as a picture. */
    public Image image() {
        int columns = 1 + rows.stream().mapToInt(row -> row.maps().size()).max().orElse(0);
        int width = Math.max(GAP + columns * (tile + GAP), 2 * LEGEND_WIDTH + 4 * GAP);
        int height = TITLE + HEADING + rows.stream().mapToInt(this::heightOf).sum() + LEGEND;
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = sheet.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.setColor(style.paper());
        canvas.fillRect(0, 0, width, height);
        text(canvas, title, GAP, 20, width - 2 * GAP, Font.BOLD, 15, style.ink());
        headings(canvas);
        int top = TITLE + HEADING;
        for (Explanation row : rows) {
            draw(canvas, row, top);
            top += heightOf(row);
        }
        legend(canvas, top);
        canvas.dispose();
        return ExamplePictures.image(sheet);
    }

    private void headings(Graphics2D canvas) {
        if (rows.isEmpty()) {
            return;
        }
        List<Saliency> maps = rows.get(0).maps();
        for (int i = 0; i < maps.size(); i++) {
            text(
                    canvas,
                    maps.get(i).method(),
                    GAP + (i + 1) * (tile + GAP),
                    TITLE + 14,
                    tile,
                    Font.BOLD,
                    12,
                    style.ink());
        }
    }

    private int heightOf(Explanation row) {
        Image first = row.pictures().get(0);
        double scale = scale(first);
        return (int) Math.ceil(scale * first.height()) + CAPTION + GAP;
    }

    private double scale(Image picture) {
        return Math.min((double) tile / picture.width(), 1.2 * tile / picture.height());
    }

    private void draw(Graphics2D canvas, Explanation row, int top) {
        int middle = row.pictures().size() / 2;
        Image picture = row.pictures().get(middle);
        double scale = scale(picture);
        AffineTransform place = AffineTransform.getTranslateInstance(GAP, top);
        place.scale(scale, scale);
        canvas.drawImage(ExamplePictures.view(picture), place, null);
        int below = top + (int) Math.ceil(scale * picture.height());
        text(canvas, row.id(), GAP, below + 14, tile, Font.PLAIN, 12, style.ink());
        text(canvas, "answer: " + row.answer(), GAP, below + 29, tile, Font.PLAIN, 12, style.faint());
        for (int i = 0; i < row.maps().size(); i++) {
            Saliency map = row.maps().get(i);
            int frame = middle * map.frames() / row.pictures().size();
            int left = GAP + (i + 1) * (tile + GAP);
            BufferedImage heat = HeatPainter.over(picture, row.placement(), map, frame, scale);
            HeatPainter.frame(heat, row.box(), scale);
            canvas.drawImage(heat, left, top, null);
            String why = String.format(Locale.ROOT, "%s %.2f", row.target(), row.score());
            text(canvas, "why " + why, left, below + 14, tile, Font.PLAIN, 12, style.ink());
            map.layer()
                    .ifPresent(layer ->
                            text(canvas, "layer " + layer, left, below + 29, tile, Font.PLAIN, 11, style.faint()));
        }
    }

    private void legend(Graphics2D canvas, int top) {
        for (int x = 0; x < LEGEND_WIDTH; x++) {
            canvas.setColor(HeatColours.of(x / (LEGEND_WIDTH - 1.0)));
            canvas.fillRect(GAP + x, top, 1, 10);
        }
        text(canvas, "nothing", GAP, top + 23, LEGEND_WIDTH / 2, Font.PLAIN, 11, style.faint());
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        String most = "most for it";
        int wide = canvas.getFontMetrics().stringWidth(most);
        text(canvas, most, GAP + LEGEND_WIDTH - wide, top + 23, wide + 2, Font.PLAIN, 11, style.faint());
    }

    /** Cut off with dots where it does not fit. */
    private static void text(
            Graphics2D canvas, String words, int x, int y, int width, int weight, int size, Color colour) {
        canvas.setFont(new Font(Font.SANS_SERIF, weight, size));
        canvas.setColor(colour);
        FontMetrics metrics = canvas.getFontMetrics();
        String fitting = words;
        while (fitting.length() > 1 && metrics.stringWidth(fitting) > width) {
            fitting = fitting.substring(0, fitting.length() - 2) + "…";
        }
        canvas.drawString(fitting, x, y);
    }
}

package io.edgeopt.reports;

import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.reports.chart.Style;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pictures with their heat maps beside them: a row for each picture, a column for each map. */
public final class SaliencySheet {
    private static final int GAP = 10;
    private static final int LINE = 15;
    private static final int ANSWER_LINES = 3;
    private static final int TITLE = 30;
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
        int width = Math.max(GAP + columns * (tile + GAP), 2 * HeatLegend.WIDTH + 4 * GAP);
        int height = TITLE + HEADING + rows.stream().mapToInt(this::heightOf).sum() + HeatLegend.HEIGHT;
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
        HeatLegend.draw(canvas, GAP, top, style);
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
        return pictureHeight(row) + (said(row).size() + 1) * LINE + GAP;
    }

    private int pictureHeight(Explanation row) {
        Image first = row.pictures().get(0);
        return (int) Math.ceil(scale(first) * first.height());
    }

    /** What stands under a picture, line by line. */
    private List<String> said(Explanation row) {
        List<String> lines = new ArrayList<>(List.of(row.id()));
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        lines.add(String.format(Locale.ROOT, "why %s %.2f?", row.target(), row.score()));
        lines.addAll(TextLines.of("answer: " + row.answer(), font, tile, ANSWER_LINES));
        return lines;
    }

    private double scale(Image picture) {
        return Math.min((double) tile / picture.width(), 1.2 * tile / picture.height());
    }

    private void draw(Graphics2D canvas, Explanation row, int top) {
        int middle = row.pictures().size() / 2;
        Image picture = row.pictures().get(middle);
        double scale = scale(picture);
        BufferedImage plain = HeatPainter.plain(picture, scale);
        HeatPainter.frame(plain, row.box(), scale);
        canvas.drawImage(plain, GAP, top, null);
        int below = top + pictureHeight(row);
        List<String> said = said(row);
        for (int i = 0; i < said.size(); i++) {
            Color colour = i < 2 ? style.ink() : style.faint();
            text(canvas, said.get(i), GAP, below + (i + 1) * LINE, tile, Font.PLAIN, 12, colour);
        }
        for (int i = 0; i < row.maps().size(); i++) {
            Saliency map = row.maps().get(i);
            int frame = middle * map.frames() / row.pictures().size();
            int left = GAP + (i + 1) * (tile + GAP);
            DrawnHeat drawn = DrawnHeat.of(map);
            BufferedImage heat = HeatPainter.over(picture, row.placement(), drawn, frame, scale);
            HeatPainter.frame(heat, row.box(), scale);
            canvas.drawImage(heat, left, top, null);
            int line = below + LINE;
            if (drawn.isCold()) {
                text(canvas, "no place speaks for it", left, line, tile, Font.PLAIN, 12, style.ink());
                line += LINE;
            }
            if (map.layer().isPresent()) {
                text(canvas, "layer " + map.layer().get(), left, line, tile, Font.PLAIN, 11, style.faint());
            }
        }
    }

    /** Cut off with dots where it does not fit. */
    private static void text(
            Graphics2D canvas, String words, int x, int y, int width, int weight, int size, Color colour) {
        Font font = new Font(Font.SANS_SERIF, weight, size);
        canvas.setFont(font);
        canvas.setColor(colour);
        canvas.drawString(TextLines.of(words, font, width, 1).get(0), x, y);
    }
}

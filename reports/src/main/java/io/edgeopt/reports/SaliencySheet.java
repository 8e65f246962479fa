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
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Pictures with their heat maps beside them: a row for each picture, or several where it has many maps. */
public final class SaliencySheet {
    private static final int GAP = 10;
    private static final int LINE = 15;
    private static final int ANSWER_LINES = 3;
    private static final int TITLE = 30;
    private static final int HEADING = 22;
    private static final int LARGE = 320;
    private static final int SMALL = 190;
    /** So many large tiles, or small ones of one picture, or of many pictures, stand in a row at most. */
    private static final int LARGE_ACROSS = 6;

    private static final int SMALL_ACROSS = 7;
    private static final int MANY_ACROSS = 13;

    private final List<Row> rows;
    private final String title;
    private final int tile;
    private final Style style = Style.LIGHT;
    /** Tells how wide words are before there is a sheet. */
    private final Graphics2D ruler = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();

    private SaliencySheet(List<Row> rows, String title, int tile) {
        this.rows = rows;
        this.title = title;
        this.tile = tile;
    }

    /** A picture and the first of its maps, or more of its maps. */
    private record Row(Explanation one, int from, int to) {
        boolean begins() {
            return from == 0;
        }

        int columns() {
            return to - from + (begins() ? 1 : 0);
        }

        int column(int map) {
            return map - from + (begins() ? 1 : 0);
        }
    }

    private static Stream<Row> rows(Explanation one, int across) {
        List<Row> rows = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(one.maps().size(), from + across - (from == 0 ? 1 : 0));
            rows.add(new Row(one, from, to));
            from = to;
        } while (from < one.maps().size());
        return rows.stream();
    }

    /** One picture, large where it has few maps. */
    public static SaliencySheet of(Explanation one, String title) {
        boolean few = one.maps().size() < LARGE_ACROSS;
        return new SaliencySheet(rows(one, few ? LARGE_ACROSS : SMALL_ACROSS).toList(), title, few ? LARGE : SMALL);
    }

    /** Many pictures, small. */
    public static SaliencySheet of(List<Explanation> many, String title) {
        return new SaliencySheet(
                many.stream().flatMap(one -> rows(one, MANY_ACROSS)).toList(), title, SMALL);
    }

    public void write(Path file) {
        ImageWriter.write(image(), file);
    }

    /** The sheet as a picture. */
    public Image image() {
        int columns = rows.stream().mapToInt(Row::columns).max().orElse(1);
        int width = Math.max(GAP + columns * (tile + GAP), 2 * HeatLegend.WIDTH + 4 * GAP);
        int height = TITLE + HeatLegend.HEIGHT;
        for (int i = 0; i < rows.size(); i++) {
            height += headingOf(i) + heightOf(rows.get(i));
        }
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = sheet.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.setColor(style.paper());
        canvas.fillRect(0, 0, width, height);
        text(canvas, title, GAP, 20, width - 2 * GAP, Font.BOLD, 15, style.ink());
        int top = TITLE;
        for (int i = 0; i < rows.size(); i++) {
            if (headingOf(i) > 0) {
                headings(canvas, rows.get(i), top);
            }
            draw(canvas, rows.get(i), top + headingOf(i));
            top += headingOf(i) + heightOf(rows.get(i));
        }
        HeatLegend.draw(canvas, GAP, top, style);
        canvas.dispose();
        return ExamplePictures.image(sheet);
    }

    /** The names of the methods stand above the first row, and above each where rows have others. */
    private int headingOf(int row) {
        boolean same = row > 0
                && rows.get(row).from() == rows.get(row - 1).from()
                && rows.get(row).to() == rows.get(row - 1).to();
        return same ? 0 : HEADING;
    }

    private void headings(Graphics2D canvas, Row row, int top) {
        for (int i = row.from(); i < row.to(); i++) {
            String method = row.one().maps().get(i).method();
            text(canvas, method, left(row.column(i)), top + 14, tile, Font.BOLD, 12, style.ink());
        }
    }

    private int left(int column) {
        return GAP + column * (tile + GAP);
    }

    private int heightOf(Row row) {
        int lines = row.begins() ? said(row.one()).size() : 2;
        return pictureHeight(row.one()) + (lines + 1) * LINE + GAP;
    }

    private int pictureHeight(Explanation row) {
        Image first = row.pictures().get(0);
        return (int) Math.ceil(scale(first) * first.height());
    }

    /** What stands under a picture, line by line. */
    private List<String> said(Explanation row) {
        List<String> lines = new ArrayList<>(List.of(row.id()));
        FontMetrics metrics = ruler.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        lines.add(String.format(Locale.ROOT, "why %s %.2f?", row.target(), row.score()));
        lines.addAll(TextLines.of("answer: " + row.answer(), metrics, tile, ANSWER_LINES));
        return lines;
    }

    private double scale(Image picture) {
        return Math.min((double) tile / picture.width(), 1.2 * tile / picture.height());
    }

    private void draw(Graphics2D canvas, Row row, int top) {
        Explanation one = row.one();
        int middle = one.pictures().size() / 2;
        Image picture = one.pictures().get(middle);
        double scale = scale(picture);
        int below = top + pictureHeight(one) + LINE;
        if (row.begins()) {
            BufferedImage plain = HeatPainter.plain(picture, scale);
            HeatPainter.frame(plain, one.box(), scale);
            canvas.drawImage(plain, GAP, top, null);
            List<String> said = said(one);
            for (int i = 0; i < said.size(); i++) {
                Color colour = i < 2 ? style.ink() : style.faint();
                text(canvas, said.get(i), GAP, below + i * LINE, tile, Font.PLAIN, 12, colour);
            }
        }
        for (int i = row.from(); i < row.to(); i++) {
            Saliency map = one.maps().get(i);
            int frame = middle * map.frames() / one.pictures().size();
            int left = left(row.column(i));
            DrawnHeat drawn = DrawnHeat.of(map);
            BufferedImage heat = HeatPainter.over(picture, one.placement(), drawn, frame, scale);
            HeatPainter.frame(heat, one.box(), scale);
            canvas.drawImage(heat, left, top, null);
            int line = below;
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
        canvas.setFont(new Font(Font.SANS_SERIF, weight, size));
        canvas.setColor(colour);
        FittedText.draw(canvas, words, x, y, width);
    }
}

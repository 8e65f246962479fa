package io.edgeopt.reports;

import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.reports.chart.Style;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A clip frame by frame, and below each frame where each map is hot in it; all heat is of one scale. */
public final class FilmStrip {
    private static final int TILE = 120;
    private static final int GAP = 4;
    private static final int WORDS = 22;
    /** More are too many to look at. */
    private static final int FRAMES = 12;

    private final Explanation clip;
    private final List<DrawnHeat> drawn;
    private final Style style = Style.LIGHT;

    private FilmStrip(Explanation clip) {
        this.clip = clip;
        this.drawn = clip.maps().stream().map(DrawnHeat::of).toList();
    }

    public static void write(Explanation clip, Path file) {
        ImageWriter.write(new FilmStrip(clip).image(), file);
    }

    /** The strip as a picture. */
    public static Image of(Explanation clip) {
        return new FilmStrip(clip).image();
    }

    private Image image() {
        List<Integer> frames = frames();
        Image first = clip.pictures().get(0);
        double scale = (double) TILE / Math.max(first.width(), first.height());
        int wide = (int) Math.round(first.width() * scale);
        int high = (int) Math.round(first.height() * scale);
        int rows = 1 + clip.maps().size();
        int width = Math.max(4 * TILE, GAP + frames.size() * (wide + GAP));
        int height = WORDS + rows * (WORDS + high + GAP) + GAP + HeatLegend.HEIGHT;
        BufferedImage strip = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = strip.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.setColor(style.paper());
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(style.ink());
        canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        String title = String.format(
                Locale.ROOT, "why %s %.2f? %s, answer: %s", clip.target(), clip.score(), clip.id(), clip.answer());
        FittedText.draw(canvas, title, GAP, WORDS - 7, width - 2 * GAP);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (int row = 0; row < rows; row++) {
            int top = WORDS + row * (WORDS + high + GAP);
            canvas.setColor(style.ink());
            canvas.drawString(row == 0 ? "frame 1" : method(row - 1), GAP, top + WORDS - 7);
            for (int i = 0; i < frames.size(); i++) {
                int left = GAP + i * (wide + GAP);
                if (row == 0 && i > 0) {
                    canvas.drawString(String.valueOf(frames.get(i) + 1), left, top + WORDS - 7);
                }
                draw(canvas, row, frames.get(i), left, top + WORDS, scale);
            }
        }
        HeatLegend.draw(canvas, GAP, height - HeatLegend.HEIGHT, style);
        canvas.dispose();
        return ExamplePictures.image(strip);
    }

    private String method(int map) {
        String name = clip.maps().get(map).method();
        return drawn.get(map).isCold() ? name + ": no place speaks for it" : name;
    }

    private void draw(Graphics2D canvas, int row, int frame, int left, int top, double scale) {
        Image picture = clip.pictures().get(frame);
        if (row == 0) {
            canvas.drawImage(HeatPainter.plain(picture, scale), left, top, null);
            return;
        }
        Saliency map = clip.maps().get(row - 1);
        int shown = frame * map.frames() / clip.pictures().size();
        canvas.drawImage(
                HeatPainter.over(picture, clip.placement(), drawn.get(row - 1), shown, scale), left, top, null);
    }

    /** From the first to the last. */
    private List<Integer> frames() {
        int all = clip.pictures().size();
        int count = Math.min(FRAMES, all);
        return IntStream.range(0, count)
                .mapToObj(i -> count == 1 ? 0 : i * (all - 1) / (count - 1))
                .toList();
    }
}

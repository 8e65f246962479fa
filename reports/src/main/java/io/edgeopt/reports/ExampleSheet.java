package io.edgeopt.reports;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.evaluate.Example;
import io.edgeopt.core.evaluate.Examples;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.reports.chart.Style;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** One picture of what a model gets right, and of what it gets wrong most surely, each with the truth and the answer. */
public final class ExampleSheet {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 150;
    private static final int CAPTION = 38;
    private static final int GAP = 8;
    private static final int TITLE = 30;
    private static final int PICTURES_A_ROW = 6;
    private static final int CLIPS_A_ROW = 3;
    /** Of a clip its beginning, middle and end. */
    private static final int FRAMES = 3;

    private final Examples examples;
    private final String model;
    private final ExamplePictures pictures;
    private final Style style = Style.LIGHT;

    private ExampleSheet(Examples examples, String model, ExamplePictures pictures) {
        this.examples = examples;
        this.model = model;
        this.pictures = pictures;
    }

    public static ExampleSheet of(Examples examples, String model, VideoOpener videos) {
        return new ExampleSheet(examples, model, new ExamplePictures(videos, FRAMES));
    }

    /** Fails, before anything is computed, where {@code file} cannot be a picture or such samples not be drawn. */
    public static void check(Path file, Sample one) {
        ImageWriter.formatOf(file);
        if (one.content() instanceof Content.Values) {
            throw new InvalidPlanException(
                    "sample %s is an array, which cannot be drawn; leave out --sheet".formatted(one.id()));
        }
        if (one.truth() instanceof Truth.Identity || one.truth() instanceof Truth.SamePerson) {
            throw new InvalidPlanException(
                    "faces are compared with one another and not right or wrong one by one; leave out --sheet");
        }
    }

    public void write(Path file) {
        ImageWriter.write(image(), file);
    }

    private Image image() {
        List<Example> right = examples.right();
        List<Example> wrong = examples.wrong();
        boolean clips = List.of(right, wrong).stream().flatMap(List::stream).anyMatch(ExampleSheet::isClip);
        int columns = clips ? CLIPS_A_ROW : PICTURES_A_ROW;
        int tile = clips ? 2 * WIDTH + GAP : WIDTH;
        int width = GAP + columns * (tile + GAP);
        int height = GAP + section(right.size(), columns) + section(wrong.size(), columns);
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = sheet.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.setColor(style.paper());
        canvas.fillRect(0, 0, width, height);
        int all = examples.rightSeen() + examples.wrongSeen();
        int top = GAP;
        if (!right.isEmpty()) {
            String title = "%s: right in %d of %d, some of them".formatted(model, examples.rightSeen(), all);
            draw(canvas, right, title, top, columns, tile);
            top += section(right.size(), columns);
        }
        if (!wrong.isEmpty()) {
            String title = "%s: wrong in %d of %d, the surest of them".formatted(model, examples.wrongSeen(), all);
            draw(canvas, wrong, title, top, columns, tile);
        }
        canvas.dispose();
        return ExamplePictures.image(sheet);
    }

    private static int section(int count, int columns) {
        int rows = (count + columns - 1) / columns;
        return count == 0 ? 0 : TITLE + rows * (HEIGHT + CAPTION + GAP);
    }

    private void draw(Graphics2D canvas, List<Example> shown, String title, int top, int columns, int tile) {
        canvas.setColor(style.ink());
        canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        canvas.drawString(title, GAP, top + 18);
        for (int i = 0; i < shown.size(); i++) {
            int x = GAP + i % columns * (tile + GAP);
            int y = top + TITLE + i / columns * (HEIGHT + CAPTION + GAP);
            draw(canvas, shown.get(i), x, y, tile);
        }
    }

    private void draw(Graphics2D canvas, Example example, int x, int y, int tile) {
        canvas.setColor(style.panel());
        canvas.fillRect(x, y, tile, HEIGHT);
        List<Image> frames = pictures.of(example.content());
        int each = tile / frames.size();
        for (int i = 0; i < frames.size(); i++) {
            draw(canvas, frames.get(i), example.marks(), x + i * each, y, each);
        }
        Color verdict = example.right() ? style.good() : style.bad();
        canvas.setColor(verdict);
        canvas.fillRect(x, y + HEIGHT, tile, 3);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        canvas.setColor(style.ink());
        FittedText.draw(canvas, "is: " + example.truth(), x, y + HEIGHT + 17, tile);
        canvas.setColor(verdict);
        FittedText.draw(canvas, "said: " + example.answer(), x, y + HEIGHT + 32, tile);
    }

    /** The whole picture, as large as the tile allows, with its boxes. */
    private void draw(Graphics2D canvas, Image image, List<Example.Mark> marks, int x, int y, int width) {
        double scale = Math.min((double) width / image.width(), (double) HEIGHT / image.height());
        double left = x + (width - scale * image.width()) / 2;
        double top = y + (HEIGHT - scale * image.height()) / 2;
        AffineTransform place = AffineTransform.getTranslateInstance(left, top);
        place.scale(scale, scale);
        canvas.drawImage(ExamplePictures.view(image), place, null);
        canvas.setStroke(new BasicStroke(2));
        canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 10));
        for (Example.Mark mark : marks) {
            canvas.setColor(
                    switch (mark.kind()) {
                        case FOUND -> style.good();
                        case MISSED -> style.line(0);
                        case FALSE_ALARM -> style.bad();
                    });
            Box box = mark.box();
            int boxLeft = (int) Math.max(x, left + scale * box.left());
            int boxTop = (int) Math.max(y, top + scale * box.top());
            int boxRight = (int) Math.min(x + width - 1.0, left + scale * box.right());
            int boxBottom = (int) Math.min(y + HEIGHT - 1.0, top + scale * box.bottom());
            canvas.drawRect(boxLeft, boxTop, boxRight - boxLeft, boxBottom - boxTop);
            canvas.drawString(mark.label(), boxLeft + 2, Math.max(y + 10, boxTop - 3));
        }
    }

    private static boolean isClip(Example example) {
        return example.content() instanceof Content.Frames || example.content() instanceof Content.Video;
    }
}

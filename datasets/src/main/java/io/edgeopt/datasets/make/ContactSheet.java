package io.edgeopt.datasets.make;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageScaler;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.io.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Many small pictures in one, to look at what a maker draws: a row a class, or for clips a row a clip. */
public final class ContactSheet {
    private static final int WIDTH = 132;
    private static final int HEIGHT = 99;
    private static final int COLUMNS = 7;
    private static final int ROWS = 6;
    private static final float QUALITY = 0.8f;

    private ContactSheet() {}

    /** Writes a JPEG of the first samples of a part, as they are stored. */
    public static void write(Path file, Maker maker, Part part, long seed) {
        int classes = Math.max(1, maker.labels().size());
        boolean clips = maker.layouts().contains(Layout.CLIPS);
        int rows = clips ? classes : ROWS;
        ImageScaler scaler = ImageScaler.of(Preparation.Resizer.BILINEAR_ANTIALIAS);
        Image sheet = Image.blank(COLUMNS * WIDTH, rows * HEIGHT);
        for (int row = 0; row < rows; row++) {
            List<Image> shown = clips ? clip(maker, part, seed, row) : pictures(maker, part, seed, row, classes);
            for (int column = 0; column < COLUMNS; column++) {
                paste(sheet, scaler.scale(shown.get(column), WIDTH, HEIGHT), column * WIDTH, row * HEIGHT);
            }
        }
        AtomicFile.write(file, ImageWriter.jpeg(sheet, QUALITY));
    }

    private static List<Image> clip(Maker maker, Part part, long seed, int row) {
        Made made = draw(maker, part, seed, row);
        int last = made.frames().size() - 1;
        return IntStream.range(0, COLUMNS)
                .mapToObj(column -> stored(made, column * last / (COLUMNS - 1)))
                .toList();
    }

    /** Of one class, as makers let classes take turns. */
    private static List<Image> pictures(Maker maker, Part part, long seed, int row, int classes) {
        int first = row % classes + classes * COLUMNS * (row / classes);
        return IntStream.range(0, COLUMNS)
                .mapToObj(column -> stored(draw(maker, part, seed, first + classes * column), 0))
                .toList();
    }

    private static Made draw(Maker maker, Part part, long seed, int index) {
        return maker.draw(part, index, Chance.of(seed, maker.name(), part, index));
    }

    private static Image stored(Made made, int frame) {
        return ImageReader.decode(ImageWriter.jpeg(made.frames().get(frame), made.quality()), "drawn");
    }

    private static void paste(Image sheet, Image small, int left, int top) {
        for (int y = 0; y < HEIGHT; y++) {
            System.arraycopy(
                    small.rgb(), 3 * y * WIDTH, sheet.rgb(), 3 * ((top + y) * sheet.width() + left), 3 * WIDTH);
        }
    }
}

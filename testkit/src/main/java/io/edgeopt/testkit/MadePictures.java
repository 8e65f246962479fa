package io.edgeopt.testkit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Small picture files for tests: blocks of colour from a seed. */
public final class MadePictures {
    private MadePictures() {}

    /** Writes a picture; the ending of the file's name says whether as PNG, JPEG or BMP. Folders are made. */
    public static Path write(Path file, int width, int height, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < 12; i++) {
            pen.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            pen.fillRect(random.nextInt(width), random.nextInt(height), 1 + width / 3, 1 + height / 3);
        }
        pen.dispose();
        Files.createDirectories(file.toAbsolutePath().getParent());
        String name = file.toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (!ImageIO.write(image, ending, file.toFile())) {
            throw new IOException("no writer for ." + ending);
        }
        return file;
    }

    /** A file that begins as an MP4 does and holds no video: for readers that only list. */
    public static Path video(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, new byte[] {0, 0, 0, 8, 'f', 't', 'y', 'p'});
    }
}

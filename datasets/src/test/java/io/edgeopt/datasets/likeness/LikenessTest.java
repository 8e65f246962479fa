package io.edgeopt.datasets.likeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.run.Progress;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.Format;
import io.edgeopt.testkit.MadePictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikenessTest {
    @TempDir
    Path folder;

    @BeforeEach
    void drawsTwoScenes() throws IOException {
        MadePictures.write(folder.resolve("a.png"), 90, 80, 1);
        MadePictures.write(folder.resolve("b.jpg"), 90, 80, 1);
        MadePictures.write(folder.resolve("c.png"), 90, 80, 2);
    }

    private Dataset data() {
        return Datasets.open(folder).dataset();
    }

    private void write(String name, int width, int height, IntBinaryOperator rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb.applyAsInt(x, y));
            }
        }
        assertThat(ImageIO.write(image, "png", folder.resolve(name).toFile())).isTrue();
    }

    @Test
    void findsThePictureSavedTwice() {
        assertThat(NearDuplicates.in(data())).containsExactly(List.of("a.png", "b.jpg"));
        assertThat(Thumbnails.alike(data(), 0.9, Progress.NONE)).containsExactly(List.of("a.png", "b.jpg"));
    }

    @Test
    void findsAPictureInAllWaysOfTurningAndMirroringIt() throws IOException {
        BufferedImage source = ImageIO.read(folder.resolve("c.png").toFile());
        int w = source.getWidth();
        int h = source.getHeight();
        write("d.png", w, h, (x, y) -> source.getRGB(w - 1 - x, y));
        write("e.png", w, h, (x, y) -> source.getRGB(w - 1 - x, h - 1 - y));
        write("f.png", w, h, (x, y) -> source.getRGB(x, h - 1 - y));
        write("g.png", h, w, (x, y) -> source.getRGB(y, x));
        write("h.png", h, w, (x, y) -> source.getRGB(w - 1 - y, x));
        write("i.png", h, w, (x, y) -> source.getRGB(y, h - 1 - x));
        write("j.png", h, w, (x, y) -> source.getRGB(w - 1 - y, h - 1 - x));

        assertThat(Thumbnails.alike(data(), 0.9, Progress.NONE))
                .containsExactly(
                        List.of("a.png", "b.jpg"),
                        List.of("c.png", "d.png", "e.png", "f.png", "g.png", "h.png", "i.png", "j.png"));
    }

    @Test
    void takesPicturesOfOneGreyToBeAlike() throws IOException {
        write("d.png", 40, 40, (x, y) -> 0x808080);
        write("e.png", 40, 40, (x, y) -> 0x818181);

        assertThat(Thumbnails.alike(data(), 1, Progress.NONE)).containsExactly(List.of("d.png", "e.png"));
    }

    @Test
    void findsEqualPicturesWhereOnlyEqualOnesAreAskedFor() throws IOException {
        Files.copy(folder.resolve("c.png"), folder.resolve("d.png"));

        assertThat(Thumbnails.alike(data(), 1, Progress.NONE)).contains(List.of("c.png", "d.png"));
    }

    @Test
    void refusesClips() throws IOException {
        Path clip = Files.createDirectories(folder.resolve("clips/walk/one"));
        MadePictures.write(clip.resolve("0.png"), 20, 20, 1);
        MadePictures.write(clip.resolve("1.png"), 20, 20, 1);
        Dataset clips = Datasets.open(folder.resolve("clips"), Format.CLIPS).dataset();

        assertThatThrownBy(() -> Thumbnails.alike(clips, 0.9, Progress.NONE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("holds no pictures");
    }
}

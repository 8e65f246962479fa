package io.edgeopt.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageWriterTest {
    @TempDir
    private Path folder;

    @Test
    void writesPngWithoutLoss() {
        Image image = Reference.noise(3, 23, 9);
        Path file = folder.resolve("new/picture.png");

        ImageWriter.write(image, file);

        assertThat(ImageReader.read(file).rgb()).isEqualTo(image.rgb());
    }

    @Test
    void writesJpegThatLooksTheSame() {
        Image image = Image.blank(32, 24);
        for (int i = 0; i < 32 * 24; i++) {
            image.set(i % 32, i / 32, 200, 6 * (i % 32), 40);
        }
        Path file = folder.resolve("picture.JPG");

        ImageWriter.write(image, file);

        byte[] read = ImageReader.read(file).rgb();
        int worst = 0;
        for (int i = 0; i < read.length; i++) {
            worst = Math.max(worst, Math.abs((read[i] & 0xFF) - (image.rgb()[i] & 0xFF)));
        }
        assertThat(worst).isLessThanOrEqualTo(12);
    }

    @Test
    void refusesANameThatAsksForNoKnownFormat() {
        assertThatThrownBy(() -> ImageWriter.write(Image.blank(2, 2), folder.resolve("a.gif")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("must end in .png, .jpg or .jpeg");
        assertThat(folder).isEmptyDirectory();
    }
}

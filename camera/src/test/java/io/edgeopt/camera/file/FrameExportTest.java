package io.edgeopt.camera.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameExportTest {
    @TempDir
    private Path folder;

    private Path pictures = Path.of("");

    @BeforeEach
    void drawElevenNumberedPictures() {
        pictures = folder.resolve("in");
        for (int i = 1; i <= 11; i++) {
            Image image = Image.blank(12, 8);
            image.rgb()[0] = (byte) (10 * i);
            ImageWriter.write(image, pictures.resolve("shot" + i + ".png"));
        }
    }

    private List<FrameExport.Written> export(FrameExport export, Path out) {
        try (ImageFolderSource source = ImageFolderSource.open(pictures, 10)) {
            return export.write(source, out, Progress.NONE);
        }
    }

    @Test
    void writesEveryFrameInTheOrderOfItsNumber() {
        Path out = folder.resolve("deep/out");

        List<FrameExport.Written> written =
                export(new FrameExport(new FrameChoice.Every(1), Optional.empty(), "png"), out);

        assertThat(written).hasSize(11);
        assertThat(written.get(10)).isEqualTo(new FrameExport.Written("frame_000011.png", 1.0));
        for (int i = 1; i <= 11; i++) {
            Image image = ImageReader.read(out.resolve(written.get(i - 1).file()));
            assertThat(image.at(0, 0, 0)).isEqualTo(10 * i);
        }
        assertThat(folder.resolve("deep").toFile().list()).containsExactly("out");
    }

    @Test
    void takesOneOfSo() {
        var written = export(
                new FrameExport(new FrameChoice.Every(4), Optional.of(new ImageSize(6, 4)), "jpg"),
                folder.resolve("out"));

        assertThat(written).extracting(FrameExport.Written::seconds).containsExactly(0.0, 0.4, 0.8);
        assertThat(ImageReader.size(folder.resolve("out/frame_000001.jpg"))).isEqualTo(new ImageSize(6, 4));
    }

    @Test
    void takesThoseSeenAtTheTicksOfAClock() {
        var slower =
                export(new FrameExport(new FrameChoice.AtRate(4), Optional.empty(), "png"), folder.resolve("slower"));
        var faster =
                export(new FrameExport(new FrameChoice.AtRate(50), Optional.empty(), "png"), folder.resolve("faster"));

        assertThat(slower).extracting(FrameExport.Written::seconds).containsExactly(0.0, 0.3, 0.5, 0.8, 1.0);
        assertThat(faster).hasSize(11);
    }

    @Test
    void leavesAFolderThatHoldsSomethingAlone() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("mine.txt"), "kept");

        assertThatThrownBy(() -> export(new FrameExport(new FrameChoice.Every(1), Optional.empty(), "png"), out))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("is not empty");
        assertThat(out.toFile().list()).containsExactly("mine.txt");
    }

    @Test
    void leavesNothingBehindWhenAFrameIsDamaged() throws IOException {
        Files.writeString(pictures.resolve("shot9.png"), "no picture");
        Path out = folder.resolve("out");

        assertThatThrownBy(() -> export(new FrameExport(new FrameChoice.Every(1), Optional.empty(), "png"), out))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("shot9.png");
        assertThat(folder.toFile().list()).containsExactly("in");
    }
}

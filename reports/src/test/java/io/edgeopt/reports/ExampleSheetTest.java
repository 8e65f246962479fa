package io.edgeopt.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.evaluate.Example;
import io.edgeopt.core.evaluate.Example.Kind;
import io.edgeopt.core.evaluate.Example.Mark;
import io.edgeopt.core.evaluate.Examples;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleSheetTest {
    @TempDir
    private Path folder;

    private Path picture = Path.of("");

    @BeforeEach
    void draw() throws IOException {
        picture = MadePictures.write(folder.resolve("a.png"), 64, 48, 1);
    }

    private static Example example(Content content, boolean right, List<Mark> marks) {
        return new Example("a", content, right, 0.9, "fire", "smoke 0.90", marks);
    }

    @Test
    void showsRightAndWrongWithTheirBoxes() {
        Examples examples = new Examples(4, 0);
        Content content = new Content.Picture(picture);
        examples.accept(example(content, true, List.of()));
        examples.accept(
                example(content, false, List.of(new Mark(new Box(8, 8, 40, 40), "knife 0.80", Kind.FALSE_ALARM))));
        Path file = folder.resolve("sheet.png");

        ExampleSheet.of(examples, "fire", VideoOpener.NONE).write(file);

        Image sheet = ImageReader.read(file);
        assertThat(sheet.width()).isEqualTo(8 + 6 * 208);
        assertThat(sheet.height()).isEqualTo(8 + 2 * (30 + 150 + 38 + 8));
        // The line under a picture has the colour of its verdict.
        int below = 8 + 30 + 150 + 1;
        assertThat(rgb(sheet, 20, below)).isEqualTo(0x009E73);
        assertThat(rgb(sheet, 20, below + 30 + 150 + 38 + 8)).isEqualTo(0xD55E00);
    }

    @Test
    void showsThreeFramesOfAClip() {
        Examples examples = new Examples(4, 0);
        examples.accept(example(new Content.Frames(List.of(picture, picture, picture, picture)), true, List.of()));
        Path file = folder.resolve("sheet.jpg");

        ExampleSheet.of(examples, "movement", VideoOpener.NONE).write(file);

        assertThat(ImageReader.read(file).width()).isEqualTo(8 + 3 * (408 + 8));
    }

    @Test
    void refusesFacesBeforeAnythingIsComputed() {
        Sample face = new Sample("a", new Content.Picture(picture), new Truth.Identity("ada"));

        assertThatThrownBy(() -> ExampleSheet.check(folder.resolve("x.png"), face))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("leave out --sheet");
    }

    @Test
    void refusesAFormatThatItCannotWrite() {
        Sample sample = new Sample("a", new Content.Picture(picture), new Truth.Label(0));

        assertThatThrownBy(() -> ExampleSheet.check(folder.resolve("x.gif"), sample))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("x.gif");
    }

    private static int rgb(Image image, int x, int y) {
        return image.at(x, y, 0) << 16 | image.at(x, y, 1) << 8 | image.at(x, y, 2);
    }
}

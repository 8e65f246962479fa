package io.edgeopt.datasets.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.face.FaceFinder;
import io.edgeopt.core.face.FoundFace;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.run.Progress;
import io.edgeopt.datasets.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonsAlignedTest {
    /** In wide pictures there are two faces, one in a corner; in tall ones none. */
    private static final FaceFinder FINDER = image -> image.height() > image.width()
            ? List.of()
            : List.of(FoundFace.of(new Box(0, 0, 20, 20), 0.9f), FoundFace.of(new Box(60, 10, 100, 60), 0.8f));

    @TempDir
    Path folder;

    private void picture(String name, int width, int height) throws IOException {
        Image image = Image.blank(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = width / 3; x < width; x++) {
                image.set(x, y, 200, 200, 200);
            }
        }
        Path file = folder.resolve("PERSONS").resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        ImageWriter.write(image, file);
    }

    @BeforeEach
    void pictures() throws IOException {
        picture("ann/door.png", 160, 80);
        picture("ann/tall.png", 60, 120);
        picture("bob/a.png", 160, 80);
        picture("bob/b.png", 160, 80);
    }

    @Test
    void writesTheFaceInTheMiddleAndLeavesOutPicturesWithout() {
        Path out = folder.resolve("PERSONS_ALIGNED");

        PersonsAligned.Account account = PersonsAligned.write(folder.resolve("PERSONS"), out, FINDER, Progress.NONE);

        assertThat(account.persons()).containsEntry("ann", 1).containsEntry("bob", 2);
        assertThat(account.faceless()).singleElement().asString().contains("tall");
        assertThat(Datasets.open(out).dataset().size()).isEqualTo(3);
        Image face = ImageReader.read(out.resolve("ann/00001_door.jpg"));
        assertThat(face.toString()).isEqualTo("112x112");
        assertThat(face.at(56, 64, 0)).isGreaterThan(180);
    }

    @Test
    void failsWhereNoPictureShowsAFace() {
        assertThatThrownBy(() -> PersonsAligned.write(
                        folder.resolve("PERSONS"), folder.resolve("out"), image -> List.of(), Progress.NONE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no face was found in any of the 4 pictures");
    }
}

package io.edgeopt.datasets.make.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.run.Progress;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.Made;
import io.edgeopt.datasets.make.MadeSet;
import io.edgeopt.datasets.make.Part;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectsMakerTest {
    private static final ImageSize SMALL = new ImageSize(96, 80);

    @TempDir
    Path folder;

    private static Made draw(ObjectsMaker maker, Part part, int index) {
        return maker.draw(part, index, Chance.of(3, maker.name(), part, index));
    }

    @Test
    void drawsEveryKindWithBoxesInsideThePicture() {
        ObjectsMaker maker = ObjectsMaker.drawn(SMALL);
        TreeSet<Integer> seen = new TreeSet<>();

        for (int i = 0; i < 56; i++) {
            Made made = draw(maker, i % 3 == 0 ? Part.TEST : Part.TRAIN, i);
            assertThat(made.frames().get(0).toString()).isEqualTo("96x80");
            for (Truth.LabelledBox one : made.boxes()) {
                seen.add(one.label());
                assertThat(one.box().left()).isBetween(0f, one.box().right() - 3);
                assertThat(one.box().top()).isBetween(0f, one.box().bottom() - 1);
                assertThat(one.box().right()).isLessThanOrEqualTo(96);
                assertThat(one.box().bottom()).isLessThanOrEqualTo(80);
            }
        }

        assertThat(maker.labels()).hasSize(14).startsWith("key", "key ring").endsWith("drone");
        assertThat(seen).hasSize(14);
    }

    @Test
    void repeatsToThePixel() {
        ObjectsMaker maker = ObjectsMaker.drawn(SMALL);

        Made once = draw(maker, Part.TRAIN, 5);
        draw(maker, Part.TRAIN, 6);
        Made again = draw(maker, Part.TRAIN, 5);

        assertThat(again.frames().get(0).rgb()).isEqualTo(once.frames().get(0).rgb());
        assertThat(again.boxes()).isEqualTo(once.boxes());
    }

    @Test
    void showsNoneOfItsClassesInOnePictureOfSixteen() {
        assertThat(draw(ObjectsMaker.drawn(SMALL), Part.TRAIN, 15).boxes()).isEmpty();
    }

    @Test
    void writesAnnotationsThatAreReadBack() {
        MadeSet.Order order = new MadeSet.Order(
                ObjectsMaker.drawn(SMALL), Layout.BOXES, Map.of(Part.TRAIN, 17, Part.TEST, 3), 1, 1, "test", "0");

        MadeSet.write(folder.resolve("set"), order, Progress.NONE);

        DataSource source = Datasets.open(folder.resolve("set"));
        assertThat(source.dataset().size()).isEqualTo(20);
        assertThat(source.dataset().labels()).isEqualTo(ObjectKind.labels());
    }

    private void cutout(String label, String name, Color colour) throws IOException {
        BufferedImage image = new BufferedImage(60, 50, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(10, 20, 40, 20);
        graphics.dispose();
        Files.createDirectories(folder.resolve("cutouts").resolve(label));
        ImageIO.write(
                image,
                "png",
                folder.resolve("cutouts").resolve(label).resolve(name).toFile());
    }

    @Test
    void pastesCutoutsOfTheUsersOwnOnPhotographsOfTheirOwn() throws IOException {
        for (int i = 0; i < 5; i++) {
            cutout("mug", "m" + i + ".png", Color.RED);
            cutout("fork", "f" + i + ".png", Color.BLUE);
        }
        Files.createDirectories(folder.resolve("photos"));
        ImageWriter.write(Image.blank(200, 150), folder.resolve("photos/black.png"));
        ObjectsMaker maker =
                ObjectsMaker.of(SMALL, Optional.of(folder.resolve("cutouts")), Optional.of(folder.resolve("photos")));

        assertThat(maker.labels()).containsExactly("fork", "mug");
        for (int i = 0; i < 8; i++) {
            Made made = draw(maker, Part.TEST, i);
            assertThat(made.boxes()).isNotEmpty().allMatch(box -> box.label() < 2);
        }
    }

    @Test
    void refusesCutoutsWithoutTransparency() throws IOException {
        Files.createDirectories(folder.resolve("cutouts/mug"));
        ImageWriter.write(Image.blank(20, 10), folder.resolve("cutouts/mug/solid.png"));

        assertThatThrownBy(() -> ObjectsMaker.of(SMALL, Optional.of(folder.resolve("cutouts")), Optional.empty()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("solid.png has no transparency");
    }
}

package io.edgeopt.datasets.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.Format;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvertTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeBoxes() throws IOException {
        for (String name : List.of("train/images/a.png", "train/images/b.png", "valid/images/a.png")) {
            MadePictures.write(folder.resolve("in").resolve(name), 20, 10, name.hashCode());
        }
        Files.createDirectories(folder.resolve("in/train/labels"));
        Files.createDirectories(folder.resolve("in/valid/labels"));
        Files.writeString(folder.resolve("in/train/labels/a.txt"), "1 0.5 0.5 0.5 0.2\n0 0.2 0.2 0.2 0.2\n");
        Files.writeString(folder.resolve("in/valid/labels/a.txt"), "0 0.5 0.5 0.5 0.2\n");
        Files.writeString(folder.resolve("in/classes.txt"), "key\nbag, red\n");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"CSV", "YOLO", "COCO"})
    void keepsBoxesAndSplitsInEveryForm(Format to) {
        DataSource source = Datasets.open(folder.resolve("in"));
        Path out = folder.resolve("out");

        DataExport.to(
                out,
                source.dataset(),
                i -> source.splitOf(i).orElse(""),
                Optional.of(to),
                to == Format.CSV ? Placement.LINK : Placement.COPY);

        DataSource again = Datasets.open(out);
        assertThat(again.format()).isEqualTo(to);
        assertThat(again.dataset().labels()).containsExactly("key", "bag, red");
        assertThat(again.split("train").size()).isEqualTo(2);
        assertThat(again.split("val").sample(0).truth())
                .isEqualTo(new Truth.Objects(List.of(new Truth.LabelledBox(new Box(5, 4, 15, 6), 0, false))));
        assertThat(folder.resolve(".out.part")).doesNotExist();
    }

    @Test
    void namesPicturesByWhatTheyShow() {
        Dataset whole = Datasets.open(folder.resolve("in")).dataset();

        Dataset shown = ByPresence.of(whole, List.of("key", "none"));
        Dataset bags = ByPresence.of(whole, List.of("bag, red", "key", "none"));

        assertThat(shown.labels()).containsExactly("key", "none");
        assertThat(List.of(
                        shown.sample(0).truth(),
                        shown.sample(1).truth(),
                        shown.sample(2).truth()))
                .containsExactly(new Truth.Label(0), new Truth.Label(1), new Truth.Label(0));
        assertThat(bags.sample(0).truth()).isEqualTo(new Truth.Label(0));
        assertThatThrownBy(() -> ByPresence.of(whole, List.of("cat", "none")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no class 'cat'");
    }

    @Test
    void cutsObjectsOutWithWhatIsAroundThem() {
        DataSource source = Datasets.open(folder.resolve("in"));
        Dataset whole = source.dataset();

        ByObject tight = ByObject.of(whole, 0, 1, Set.of());
        ByObject wide = ByObject.of(whole, 0.5, 1, Set.of("a-0"));

        assertThat(tight.size()).isEqualTo(3);
        assertThat(wide.size()).isEqualTo(1);
        assertThat(wide.sample(0).id()).isEqualTo("a-1");
        assertThat(((Content.Region) wide.sample(0).content()).box()).isEqualTo(new Box(0, 0, 8, 5));

        Path out = folder.resolve("objects");
        DataExport.to(out, tight, i -> source.splitOf(tight.pictureOf(i)).orElse(""), Optional.empty(), Placement.COPY);
        Image bag = ImageReader.read(out.resolve("train/bag, red/a-0.jpg"));
        assertThat(bag).hasToString("10x2");
        assertThat(Datasets.open(out).split("train").size()).isEqualTo(2);
    }

    @Test
    void refusesToCutWhatIsNoObject() throws IOException {
        Dataset whole = Datasets.open(folder.resolve("in")).dataset();

        assertThatThrownBy(() -> ByObject.of(whole, 0, 50, Set.of()))
                .hasMessageEndingWith("has no object of 50 pixels or more");
        assertThatThrownBy(() -> ByObject.of(whole, -1, 1, Set.of()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("a margin cannot be -1.0 of a box; give 0 to 10");
        assertThatThrownBy(() -> ByObject.of(ByPresence.of(whole, List.of("key", "none")), 0, 1, Set.of()))
                .hasMessageContaining("has no boxes");
    }

    @Test
    void mergesAndDropsClasses() {
        Dataset whole = Datasets.open(folder.resolve("in")).dataset();

        Relabelled merged = Relabelled.of(whole, Map.of("bag, red", "key"), List.of());
        Relabelled bags = Relabelled.of(whole, Map.of("bag, red", "bag"), List.of("bag"));

        assertThat(merged.labels()).containsExactly("key");
        assertThat(bags.labels()).containsExactly("bag");
        assertThat(bags.size()).isEqualTo(3);
        assertThat(bags.sample(0).truth())
                .isEqualTo(new Truth.Objects(List.of(new Truth.LabelledBox(new Box(5, 4, 15, 6), 0, false))));
        assertThatThrownBy(() -> Relabelled.of(whole, Map.of("cat", "key"), List.of()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no class 'cat'");
    }

    @Test
    void writesOverNothing() {
        Dataset whole = Datasets.open(folder.resolve("in")).dataset();

        assertThatThrownBy(() -> DataExport.to(folder.resolve("in"), whole, i -> "", Optional.empty(), Placement.COPY))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("not empty");
        assertThatThrownBy(() -> DataExport.to(
                        folder.resolve("out"), whole, i -> "", Optional.of(Format.FOLDER), Placement.COPY))
                .hasMessageContaining("has no class");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve(".out.part")).doesNotExist();
    }
}

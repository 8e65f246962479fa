package io.edgeopt.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.tensor.NpzArchive;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {
    @TempDir
    Path folder;

    private void pictures(String... names) throws IOException {
        for (String name : names) {
            MadePictures.write(folder.resolve(name), 20, 10, name.hashCode());
        }
    }

    private void text(String file, String... lines) throws IOException {
        Path place = folder.resolve(file);
        Files.createDirectories(place.getParent());
        Files.write(place, List.of(lines));
    }

    private static List<String> ids(Dataset data) {
        return IntStream.range(0, data.size())
                .mapToObj(i -> data.sample(i).id())
                .toList();
    }

    @Test
    void sortsByBytesAndPassesOverLitter() throws IOException {
        pictures("b/é.png", "b/z.PNG", "B/1.JPG", "a/2.bmp", "__MACOSX/x/1.png", ".git/1.png", "a/.h.png");

        DataSource source = Datasets.open(folder);

        assertThat(source.format()).isEqualTo(Format.FOLDER);
        assertThat(source.dataset().labels()).containsExactly("B", "a", "b");
        assertThat(ids(source.dataset())).containsExactly("B/1.JPG", "a/2.bmp", "b/z.PNG", "b/é.png");
    }

    @Test
    void followsLinks() throws IOException {
        pictures("real/cat/1.png", "real/dog/1.png");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        assertThat(Datasets.open(folder.resolve("link")).dataset().size()).isEqualTo(2);
    }

    @Test
    void knowsTheSplitOfFoldersNamedForIt() throws IOException {
        pictures("train/cat/1.png", "train/dog/1.png", "valid/cat/2.png", "test/dog/3.png");

        DataSource source = Datasets.open(folder);

        assertThat(source.splits()).containsExactly("train", "val", "test");
        assertThat(ids(source.split("valid"))).containsExactly("valid/cat/2.png");
        assertThatThrownBy(() -> source.split("extra"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no split 'extra', found [train, val, test]");
    }

    @Test
    void turnsFractionsAndPolygonsIntoPixels() throws IOException {
        pictures("images/a.png");
        text("labels/a.txt", "1 0.5 0.5 0.5 0.2", "", "0 0.1 0.1 0.2 0.3 0.3 0.1");
        text("data.yaml", "nc: 2", "names:", "  0: 'key'  # first", "  1: bag");

        Dataset data = Datasets.open(folder).dataset();

        assertThat(data.labels()).containsExactly("key", "bag");
        assertThat(data.sample(0).truth())
                .isEqualTo(new Truth.Objects(List.of(
                        new Truth.LabelledBox(new Box(5, 4, 15, 6), 1, false),
                        new Truth.LabelledBox(new Box(2, 1, 6, 3), 0, false))));
    }

    @Test
    void readsATableWithoutHeaderAndOneWithoutBoxes() throws IOException {
        pictures("boxes/a.png", "classes/a.png", "classes/b.png");
        text("boxes/labels.csv", "a.png,1,2,3,4,key");
        text("classes/labels.csv", "file;label", "a.png;10", "b.png;9");

        Dataset boxes = Datasets.open(folder.resolve("boxes")).dataset();
        Dataset classes = Datasets.open(folder.resolve("classes")).dataset();

        assertThat(boxes.sample(0).truth())
                .isEqualTo(new Truth.Objects(List.of(new Truth.LabelledBox(new Box(1, 2, 3, 4), 0, false))));
        assertThat(classes.labels()).containsExactly("9", "10");
        assertThat(classes.sample(0).truth()).isEqualTo(new Truth.Label(1));
    }

    @Test
    void ordersFramesByTheirNumbers() throws IOException {
        pictures("walk/one/frame10.png", "walk/one/frame9.png", "walk/one/frame1.png");

        Content clip = Datasets.open(folder).dataset().sample(0).content();

        assertThat(clip)
                .isInstanceOfSatisfying(
                        Content.Frames.class,
                        frames -> assertThat(frames.files())
                                .extracting(file -> String.valueOf(file.getFileName()))
                                .containsExactly("frame1.png", "frame9.png", "frame10.png"));
    }

    @Test
    void takesTheStretchOfAWholeVideo() throws IOException {
        MadePictures.video(folder.resolve("run/abc.mp4"));
        text("k.csv", "label,youtube_id,time_start,time_end,split", "run,abc,3,13,train");

        Content clip = Datasets.open(folder).dataset().sample(0).content();

        assertThat(clip).isInstanceOfSatisfying(Content.Video.class, video -> {
            assertThat(video.from()).isEqualTo(3);
            assertThat(video.to()).isEqualTo(13);
        });
    }

    @Test
    void readsArraysItemByItemWithTheirSplits() {
        Path file = folder.resolve("mnist.npz");
        NpzArchive.write(
                file,
                Map.of(
                        "x_train", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2),
                        "y_train", Tensor.of(new int[] {1, 0}, 2),
                        "x_test", Tensor.of(new float[] {5, 6}, 1, 2),
                        "y_test", Tensor.of(new int[] {2}, 1)));

        DataSource source = Datasets.open(file);

        assertThat(source.splits()).containsExactly("train", "test");
        assertThat(source.split("test").sample(0).truth()).isEqualTo(new Truth.Label(2));
        assertThat(source.split("train").sample(1).content())
                .isInstanceOfSatisfying(
                        Content.Values.class,
                        values -> assertThat(values.tensor().toFloats()).containsExactly(3, 4));
    }

    @Test
    void takesTheFormThatIsSaid() throws IOException {
        pictures("cat/1.png", "dog/1.png");

        assertThat(Datasets.open(folder, Format.PERSONS).dataset().sample(0).truth())
                .isEqualTo(new Truth.Identity("cat"));
        assertThat(Datasets.open(folder, Format.IMAGES).dataset().size()).isEqualTo(2);
        assertThatThrownBy(() -> Datasets.open(folder, Format.COCO)).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> Format.named("pascal")).hasMessageContaining("unknown data format 'pascal'");
    }
}

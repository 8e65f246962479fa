package io.edgeopt.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.camera.source.Camera.Grab;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.feed.SceneSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.ImageWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTextTest {
    @TempDir
    private Path folder;

    /** Pictures of one grey, which is the frame's index plus the seed. */
    private record Greys(long seed) implements SceneSource {
        @Override
        public ImageSize size() {
            return new ImageSize(4, 2);
        }

        @Override
        public double fps() {
            return 25;
        }

        @Override
        public List<String> labels() {
            return List.of();
        }

        @Override
        public void draw(long index, Image image) {
            int grey = (int) (seed + index);
            image.set(0, 0, grey, grey, grey);
        }

        @Override
        public List<LabelledBox> truth(long index) {
            return List.of();
        }
    }

    @Test
    void meansADrawnSceneBySeed() {
        try (Camera camera = SourceText.open("drawn:7", Greys::new)) {
            Slot slot = camera.slot();
            camera.grab(slot);
            camera.grab(slot);

            assertThat(slot.image().at(0, 0, 1)).isEqualTo(8);
            assertThat(camera.name()).isEqualTo("drawn:7");
            assertThat(camera.info().fps()).hasValue(25);
            assertThat(camera.isLive()).isFalse();
        }
    }

    @Test
    void meansAFolderOfPicturesThatBeginsAnew() {
        for (int i = 1; i <= 2; i++) {
            Image image = Image.blank(3 * i, 2);
            image.set(0, 0, 50 * i, 0, 0);
            ImageWriter.write(image, folder.resolve(i + ".png"));
        }
        try (Camera camera = SourceText.open("images:" + folder, Greys::new)) {
            Slot slot = camera.slot();

            for (int expected : new int[] {50, 100, 50, 100, 50}) {
                assertThat(camera.grab(slot)).isEqualTo(Grab.FRAME);
                assertThat(slot.image().at(0, 0, 0)).isEqualTo(expected);
            }
            assertThat(slot.size()).isEqualTo(new ImageSize(3, 2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "drawn:x, 'x' is not a number",
        "gst:no-such-element, gives no frames",
        "ftp://there/file, there is no such kind",
        "camera:99, there is no /dev/video99",
        "none.mp4, none.mp4 does not exist",
        "images:none, none does not exist",
        "., is a folder; for its pictures say images:.",
    })
    void saysWhatIsWrong(String text, String words) {
        assertThatThrownBy(() -> SourceText.open(text, Greys::new))
                .isInstanceOf(EdgeoptException.class)
                .hasMessageContaining(words);
    }
}

package io.edgeopt.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.camera.file.DrawnVideo;
import io.edgeopt.camera.file.VideoFile;
import io.edgeopt.camera.source.Camera.Grab;
import io.edgeopt.camera.source.SlotPreparer.Resizing;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Fit;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.image.Preparation.Resizer;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoCameraTest {
    private static final int FRAMES = 12;

    @TempDir
    private Path folder;

    private Path video() {
        return DrawnVideo.write(folder.resolve("square.mp4"), "mp4", avcodec.AV_CODEC_ID_MPEG4, FRAMES, 4);
    }

    @Test
    void showsThePixelsThatAVideoFileGives() {
        Path file = video();
        try (VideoCamera camera = VideoCamera.open(file);
                VideoFile expected = VideoFile.open(file)) {
            Slot slot = camera.slot();

            for (int i = 0; i < FRAMES; i++) {
                assertThat(camera.grab(slot)).isEqualTo(Grab.FRAME);
                assertThat(slot.image().rgb())
                        .as("frame %d", i)
                        .isEqualTo(expected.next().orElseThrow().image().rgb());
            }
            slot.release();
        }
    }

    @Test
    void beginsAnewWhenItEnds() {
        try (VideoCamera camera = VideoCamera.open(video())) {
            Slot slot = camera.slot();
            for (int i = 0; i < FRAMES; i++) {
                camera.grab(slot);
            }

            assertThat(camera.grab(slot)).isEqualTo(Grab.FRAME);

            assertThat(DrawnVideo.left(slot.image())).isLessThan(DrawnVideo.STEP);
            assertThat(camera.info().size()).isEqualTo(new ImageSize(DrawnVideo.WIDTH, DrawnVideo.HEIGHT));
            assertThat(camera.info().fps()).hasValue(DrawnVideo.FPS);
            slot.release();
        }
    }

    @Test
    void keepsAFrameWhileTheNextIsDecodedIntoAnotherSlot() {
        try (VideoCamera camera = VideoCamera.open(video())) {
            Slot first = camera.slot();
            Slot second = camera.slot();
            camera.grab(first);
            camera.grab(second);
            camera.grab(second);

            assertThat(DrawnVideo.left(first.image())).isLessThan(DrawnVideo.STEP);
            assertThat(DrawnVideo.left(second.image())).isGreaterThan(DrawnVideo.STEP);
            first.release();
            second.release();
        }
    }

    @ParameterizedTest
    @EnumSource(Fit.class)
    void preparesByFfmpegsResizerNearlyAsByTheCards(Fit fit) {
        Preparation preparation = new Preparation(
                64,
                48,
                fit,
                Resizer.BILINEAR_ANTIALIAS,
                Channels.BGR,
                Layout.NCHW,
                255,
                List.of(0.1f, 0.2f, 0.3f),
                List.of(1f, 1f, 1f));
        try (VideoCamera camera = VideoCamera.open(video())) {
            Slot slot = camera.slot();
            camera.grab(slot);
            camera.grab(slot);
            Tensor card = Tensor.allocate(ElementType.FLOAT, Shape.of(1, 3, 48, 64));
            Tensor quick = Tensor.allocate(ElementType.FLOAT, Shape.of(1, 3, 48, 64));

            View expected = SlotPreparer.of(preparation, Resizing.CARD).prepare(slot, card, 0);
            View found = SlotPreparer.of(preparation, Resizing.SWSCALE).prepare(slot, quick, 0);

            assertThat(found).isEqualTo(expected);
            // Decoders store colour at half the size, which the two ways undo in different order.
            assertThat(meanDifference(card.toFloats(), quick.toFloats())).isLessThan(0.02);
            slot.release();
        }
    }

    private static double meanDifference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    @Test
    void refusesFfmpegsResizerForPicturesThatNobodyDecoded() {
        SlotPreparer preparer = SlotPreparer.of(Preparation.imagenet(8, 8), Resizing.SWSCALE);
        Tensor input = Tensor.allocate(ElementType.FLOAT, Shape.of(1, 3, 8, 8));
        Slot drawn = new PictureSlot(new ImageSize(16, 16));

        assertThatThrownBy(() -> preparer.prepare(drawn, input, 0))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("give a video or a camera");
    }

    @Test
    void refusesWhatIsNoVideo() throws IOException {
        Path text = Files.writeString(folder.resolve("video.mp4"), "no video at all");

        assertThatThrownBy(() -> VideoCamera.open(text))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("video.mp4 cannot be opened");
    }
}

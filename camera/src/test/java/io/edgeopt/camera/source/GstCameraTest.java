package io.edgeopt.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgeopt.camera.Clock;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With other programs in GStreamer's place, but for the last two. */
@Timeout(60)
class GstCameraTest {
    private static final StreamCamera.Limits SHORT = new StreamCamera.Limits(0.5, 2);
    private static final String HEAD = "YUV4MPEG2 W16 H8 F25:2 Ip A1:1 C420mpeg2\n";
    /** White: luma 235 of 16 to 235. */
    private static final String FRAME = "FRAME\n" + "\u00eb".repeat(128) + "\u0080".repeat(64);

    @TempDir
    private Path folder;

    private Path stream(String text) throws IOException {
        return Files.writeString(folder.resolve("stream"), text, StandardCharsets.ISO_8859_1);
    }

    private static GstCamera open(String... command) {
        return GstCamera.open("gst:test", List.of(command), SHORT, Clock.system());
    }

    @Test
    void readsFramesUntilTheEnd() throws IOException {
        Path stream = stream("Setting something up\n" + HEAD + FRAME.repeat(3));

        try (GstCamera camera = open("cat", stream.toString())) {
            Slot slot = camera.slot();

            assertThat(camera.info().size()).isEqualTo(new ImageSize(16, 8));
            assertThat(camera.info().fps()).hasValue(12.5);
            for (int i = 0; i < 3; i++) {
                assertThat(camera.grab(slot)).isEqualTo(Camera.Grab.FRAME);
                Image image = slot.image();
                assertThat(image.at(15, 7, 0)).isGreaterThan(250);
                assertThat(image.at(3, 3, 2)).isGreaterThan(250);
            }
            assertThat(camera.grab(slot)).isEqualTo(Camera.Grab.END);
            assertThat(camera.reconnects()).isZero();
            slot.release();
        }
    }

    @Test
    void startsAgainWhatBreaksOffOrFallsSilent() throws IOException {
        Path cut = stream(HEAD + FRAME + FRAME.substring(0, 50));
        Path count = folder.resolve("starts");
        String script =
                "echo x >> %s; cat %s; [ $(wc -l < %s) -gt 1 ] || exit 3; exec sleep 60".formatted(count, cut, count);

        try (GstCamera camera = open("sh", "-c", script)) {
            Slot slot = camera.slot();

            for (int i = 0; i < 3; i++) {
                assertThat(camera.grab(slot)).isEqualTo(Camera.Grab.FRAME);
            }
            assertThat(camera.reconnects()).isEqualTo(2);
            slot.release();
        }
    }

    @Test
    void givesUpWhatDoesNotComeBack() throws IOException {
        Path once = stream(HEAD + FRAME);
        String script = "[ -f %s ] || exit 7; cat %s; rm %s; exit 5".formatted(once, once, once);

        try (GstCamera camera = open("sh", "-c", script)) {
            Slot slot = camera.slot();
            camera.grab(slot);

            assertThatThrownBy(() -> camera.grab(slot))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("did not come back within 2 s");
            slot.release();
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> open("no-such-gst-launch"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("apt-get install gstreamer1.0-tools");
        assertThatThrownBy(() -> open(
                        "sh", "-c", "echo 'WARNING: erroneous pipeline: no element \"nvarguscamerasrc\"' >&2; exit 1"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("no element 'nvarguscamerasrc'")
                .hasMessageContaining("JetPack");
        assertThatThrownBy(() -> open(
                        "sh", "-c", "echo 'ERROR: from element /v4l2src0: Internal data stream error.' >&2; exit 1"))
                .hasMessageContaining("Internal data stream error.");
        assertThatThrownBy(() -> open("true")).hasMessageContaining("no frames came");
    }

    @Test
    void endsWhenItIsInterrupted() throws IOException {
        Path stream = stream(HEAD + FRAME);

        try (GstCamera camera = open("sh", "-c", "cat %s; exec sleep 60".formatted(stream))) {
            Slot slot = camera.slot();
            camera.grab(slot);
            camera.interrupt();

            assertThat(camera.grab(slot)).isEqualTo(Camera.Grab.END);
            slot.release();
        }
    }

    @Test
    void refusesFramesThatItCannotRead() throws IOException {
        Path colours = stream("YUV4MPEG2 W16 H8 F25:1 C444\n");
        assertThatThrownBy(() -> open("cat", colours.toString())).hasMessageContaining("expected C420");
        Path flat = stream("YUV4MPEG2 W16 F25:1\n");
        assertThatThrownBy(() -> open("cat", flat.toString())).hasMessageContaining("16x0");
    }

    @Test
    void namesItsPipelines() {
        assertThat(GstPipeline.of("csi:1").command())
                .startsWith(
                        "gst-launch-1.0",
                        "-q",
                        "nvarguscamerasrc",
                        "sensor-id=1",
                        "!",
                        "video/x-raw(memory:NVMM),width=1280,height=720,format=NV12,framerate=30/1")
                .endsWith("y4menc", "!", "fdsink", "fd=1", "sync=false");
        assertThat(GstPipeline.of("gst:filesrc location=\"a b.mp4\" ! decodebin")
                        .command())
                .containsSubsequence("filesrc", "location=a b.mp4", "!", "decodebin", "!", "queue");
        assertThatThrownBy(() -> GstPipeline.of("csi:x")).isInstanceOf(InvalidPlanException.class);
        assertThatThrownBy(() -> GstPipeline.of("gst: ")).isInstanceOf(InvalidPlanException.class);
    }

    private static void requireGStreamer() {
        boolean here = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, "gst-launch-1.0")));
        assumeTrue(here, "GStreamer is not here");
    }

    @Test
    void playsGStreamersOwnPictures() {
        requireGStreamer();
        GstPipeline pipeline = GstPipeline.of(
                "gst:videotestsrc num-buffers=5 pattern=red is-live=true ! video/x-raw,width=50,height=30,framerate=30/1");

        try (GstCamera camera = GstCamera.open(pipeline, StreamCamera.Limits.USUAL, Clock.system())) {
            Slot slot = camera.slot();
            assertThat(camera.info().size()).isEqualTo(new ImageSize(48, 30));
            assertThat(camera.grab(slot)).isEqualTo(Camera.Grab.FRAME);
            assertThat(slot.image().at(25, 15, 0)).isGreaterThan(240);
            assertThat(slot.image().at(25, 15, 1)).isLessThan(15);
            Camera.Grab next = camera.grab(slot);
            while (next == Camera.Grab.FRAME) {
                next = camera.grab(slot);
            }
            assertThat(next).isEqualTo(Camera.Grab.END);
            slot.release();
        }
    }

    @Test
    void saysWhatGStreamerDoesNotLike() {
        requireGStreamer();

        assertThatThrownBy(() ->
                        GstCamera.open(GstPipeline.of("gst:no-such-thing"), StreamCamera.Limits.USUAL, Clock.system()))
                .hasMessageContaining("GStreamer has no element 'no-such-thing'");
        assertThatThrownBy(() -> GstCamera.open(
                        GstPipeline.of("gst:videotestsrc ! video/x-raw,width=-5"),
                        StreamCamera.Limits.USUAL,
                        Clock.system()))
                .isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> GstCamera.open(
                        GstPipeline.of("gst:v4l2src device=/dev/video97"), StreamCamera.Limits.USUAL, Clock.system()))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("/dev/video97");
    }
}

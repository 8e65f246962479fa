package io.edgeopt.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.file.DrawnVideo;
import io.edgeopt.camera.source.Camera.Grab;
import io.edgeopt.camera.source.StreamCamera.Limits;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.ImageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against cameras on the loopback: pictures over HTTP, as many cheap cameras send them. */
@Timeout(60)
class StreamCameraTest {
    private static final Limits SHORT = new Limits(1, 1);

    @TempDir
    private Path folder;

    private byte[] picture() throws IOException {
        Path file = folder.resolve("picture.jpg");
        ImageWriter.write(DrawnVideo.picture(3), file);
        return Files.readAllBytes(file);
    }

    private static StreamCamera open(PictureServer server, Limits limits) {
        StreamCamera.Address address = new StreamCamera.Address(server.url(), server.url(), "", Map.of());
        return StreamCamera.open(address, limits, Clock.system());
    }

    @Test
    void comesBackToACameraThatDiesAndReturns() throws IOException {
        try (PictureServer server = PictureServer.start(picture(), 40);
                StreamCamera camera = open(server, new Limits(2, 20))) {
            Slot slot = camera.slot();

            int frames = 0;
            while (camera.reconnects() < 2) {
                assertThat(camera.grab(slot)).isNotEqualTo(Grab.END);
                frames++;
            }

            assertThat(frames).isGreaterThan(40);
            assertThat(DrawnVideo.left(slot.image())).isBetween(10, 14);
            assertThat(camera.isLive()).isTrue();
            slot.release();
        }
    }

    @Test
    void givesUpACameraThatStaysAway() throws IOException {
        PictureServer server = PictureServer.start(picture(), 20);
        try (StreamCamera camera = open(server, SHORT)) {
            Slot slot = camera.slot();
            server.close();

            assertThatThrownBy(() -> {
                        while (camera.grab(slot) != Grab.END) {
                            assertThat(camera.reconnects()).isZero();
                        }
                    })
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("is gone and did not come back within 1 s");
            slot.release();
        }
    }

    @Test
    void findsThatACameraHasFallenSilent() throws IOException {
        try (PictureServer server = PictureServer.start(picture(), PictureServer.THEN_SILENCE);
                StreamCamera camera = open(server, new Limits(0.5, 20))) {
            Slot slot = camera.slot();

            while (camera.reconnects() == 0) {
                assertThat(camera.grab(slot)).isNotEqualTo(Grab.END);
            }

            assertThat(camera.reconnects()).isEqualTo(1);
            slot.release();
        }
    }

    /** JavaCPP has room for ten functions that native code can call. */
    @Test
    void findsItAlsoWhereManyCamerasWereOpenedBefore() throws IOException {
        for (int i = 0; i < 15; i++) {
            try (PictureServer server = PictureServer.start(picture(), 5);
                    StreamCamera camera = open(server, SHORT)) {
                assertThat(camera.info().size().width()).isEqualTo(DrawnVideo.WIDTH);
            }
        }

        findsThatACameraHasFallenSilent();
    }

    @Test
    void endsAGrabThatWaitsWhenItIsInterrupted() throws Exception {
        try (PictureServer server = PictureServer.start(picture(), PictureServer.THEN_SILENCE);
                StreamCamera camera = open(server, new Limits(30, 60))) {
            Slot slot = camera.slot();
            Thread waiting = Clock.system().start("waiting", () -> {
                while (camera.grab(slot) != Grab.END) {
                    assertThat(camera.reconnects()).isZero();
                }
            });
            server.awaitSilence();

            camera.interrupt();

            waiting.join(20_000);
            assertThat(waiting.isAlive()).isFalse();
            slot.release();
        }
    }

    @Test
    void saysAtOnceThatNobodyAnswers() throws IOException {
        PictureServer server = PictureServer.start(picture(), 1);
        server.close();

        assertThatThrownBy(() -> open(server, SHORT))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("camera " + server.url() + " cannot be opened: Connection refused");
    }
}

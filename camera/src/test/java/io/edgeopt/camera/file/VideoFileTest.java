package io.edgeopt.camera.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.ImageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoFileTest {
    private static final int FRAMES = 24;

    @TempDir
    private Path folder;

    private Path drawn(String format) {
        int codec = format.equals("mp4") ? avcodec.AV_CODEC_ID_MPEG4 : avcodec.AV_CODEC_ID_MJPEG;
        return DrawnVideo.write(folder.resolve("square." + format), format, codec, FRAMES, 8);
    }

    @ParameterizedTest
    @CsvSource({"mp4", "avi"})
    void givesEveryFrameAtItsTimeWithItsContent(String format) {
        try (VideoFile video = VideoFile.open(drawn(format))) {
            for (int i = 0; i < FRAMES; i++) {
                Frame frame = video.next().orElseThrow();
                assertThat(frame.index()).isEqualTo(i);
                assertThat(frame.time()).isEqualTo(Duration.ofMillis(100L * i));
                assertThat(DrawnVideo.left(frame.image())).isCloseTo(DrawnVideo.STEP * i, within(1));
                assertThat(meanDifference(frame.image(), DrawnVideo.picture(i))).isLessThan(6);
            }
            assertThat(video.next()).isEmpty();
            assertThat(video.shortfall()).isEmpty();
        }
    }

    private static double meanDifference(Image a, Image b) {
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
        }
        return sum / (double) a.rgb().length;
    }

    @Test
    void knowsSizeRateAndLengthBeforeTheFirstFrame() {
        try (VideoFile video = VideoFile.open(drawn("mp4"))) {
            assertThat(video.info().size()).isEqualTo(new ImageSize(DrawnVideo.WIDTH, DrawnVideo.HEIGHT));
            assertThat(video.info().fps()).hasValue(DrawnVideo.FPS);
            assertThat(video.info().frames()).hasValue(FRAMES);
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4, 300, 900", "avi, 300, 900", "mp4, 1250, 1750", "avi, 1250, 1750", "mp4, 1950, 99000"})
    void givesTheFramesOfAStretchAlone(String format, long from, long to) {
        TimeWindow stretch = new TimeWindow(Duration.ofMillis(from), Optional.of(Duration.ofMillis(to)));
        int first = (int) ((from + 99) / 100);
        int end = (int) Math.min(FRAMES, (to + 99) / 100);

        try (VideoFile video = VideoFile.open(drawn(format), stretch)) {
            for (int i = first; i < end; i++) {
                Frame frame = video.next().orElseThrow();
                assertThat(frame.time()).isEqualTo(Duration.ofMillis(100L * i));
                assertThat(frame.index()).isEqualTo(i - first);
                assertThat(DrawnVideo.left(frame.image())).isCloseTo(DrawnVideo.STEP * i, within(1));
            }
            assertThat(video.next()).isEmpty();
        }
    }

    @Test
    void drawsEachFrameOverTheOneBefore() {
        try (VideoFile video = VideoFile.open(drawn("avi"))) {
            Image first = video.next().orElseThrow().image();

            assertThat(video.next().orElseThrow().image()).isSameAs(first);
        }
    }

    @Test
    void givesWhatIsLeftOfAFileThatBreaksOffAndSaysHowMuchIsMissing() throws IOException {
        byte[] whole = Files.readAllBytes(drawn("avi"));
        Path part = Files.write(folder.resolve("part.avi"), Arrays.copyOf(whole, whole.length / 2));

        try (VideoFile video = VideoFile.open(part)) {
            int frames = 0;
            while (video.next().isPresent()) {
                frames++;
            }

            assertThat(frames).isBetween(5, FRAMES - 1);
            assertThat(video.shortfall().orElseThrow())
                    .isEqualTo("%d of the %d frames that %s states could be decoded".formatted(frames, FRAMES, part));
        }
    }

    @Test
    void refusesWhatIsNoVideo() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        Path headless = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(Files.readAllBytes(drawn("mp4")), 500));
        Path picture = folder.resolve("still.png");
        ImageWriter.write(Image.blank(8, 8), picture);

        for (Path file : new Path[] {text, headless, picture, folder, folder.resolve("none.mp4")}) {
            assertThatThrownBy(() -> VideoFile.open(file).close())
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("video " + file);
        }
    }
}

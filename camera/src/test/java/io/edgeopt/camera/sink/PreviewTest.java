package io.edgeopt.camera.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.camera.VirtualClock;
import io.edgeopt.camera.file.VideoFile;
import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.pipeline.Mode;
import io.edgeopt.camera.pipeline.Pipeline;
import io.edgeopt.camera.pipeline.RunPlan;
import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.source.SceneCamera;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.feed.SceneSource;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two seconds of a grey picture at 30 frames a second, in which one thing is found. */
@Timeout(60)
class PreviewTest {
    private static final Box BOX = new Box(10, 10, 40, 40);

    @TempDir
    private Path folder;

    /** Grey. */
    private record Grey(ImageSize size) implements SceneSource {
        @Override
        public double fps() {
            return 30;
        }

        @Override
        public List<String> labels() {
            return List.of("thing");
        }

        @Override
        public void draw(long index, Image image) {
            for (int i = 0; i < size.width() * size.height(); i++) {
                image.set(i % size.width(), i / size.width(), 120, 120, 120);
            }
        }

        @Override
        public List<LabelledBox> truth(long index) {
            return List.of(new LabelledBox(BOX, 0, false));
        }
    }

    /** Always finds it. */
    private record Finder(String name, int stride) implements FrameModel {
        @Override
        public Seat seat() {
            return new Seat() {
                @Override
                public boolean prepare(Slot slot) {
                    return true;
                }

                @Override
                public void infer() {}

                @Override
                public Prediction decode() {
                    return new Prediction.Detections(List.of(new Detection(BOX, 0, 0.75f)));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }

    private static void watch(Sink sink) {
        new Pipeline(
                        new SceneCamera("grey", new Grey(new ImageSize(63, 49))),
                        List.of(new Finder("finder", 3)),
                        sink,
                        new VirtualClock())
                .run(new RunPlan(Mode.NEWEST, OptionalDouble.of(30), 60, 1e6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seen.mjpeg", "seen.mp4", "seen.avi", "seen.mkv"})
    void isAMovingPictureWithMarks(String name) {
        Path file = folder.resolve("new").resolve(name);
        try (Preview preview = Preview.to(file, 10)) {
            watch(preview);
        }

        int count = 0;
        try (VideoFile video = VideoFile.open(file)) {
            for (Optional<Frame> frame = video.next(); frame.isPresent(); frame = video.next()) {
                Image image = frame.get().image();
                assertThat(image.at(10, 25, 0)).as("mark").isGreaterThan(150);
                assertThat(image.at(25, 25, 0)).as("inside").isBetween(105, 135);
                count++;
            }
        }
        assertThat(count).isEqualTo(20);
        assertThat(folder.resolve("new").toFile().list()).containsExactly(name);
    }

    @Test
    void beginsAnewWhenItIsLarge() throws IOException {
        Path file = folder.resolve("seen.mjpeg");
        Image image = Image.blank(64, 48);
        try (MotionJpeg small = MotionJpeg.to(file, 3000)) {
            for (int i = 0; i < 20; i++) {
                small.add(image, i);
            }
        }

        assertThat(Files.size(file)).isBetween(1L, 3000L);
        assertThat(Files.size(folder.resolve("seen.mjpeg.1"))).isBetween(1000L, 3000L);
    }

    @Test
    void refusesWhatItCannotWrite() {
        assertThatThrownBy(() -> Preview.to(folder.resolve("seen.gif"), 10))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("must end in .mjpeg");
        assertThatThrownBy(() -> Preview.to(folder.resolve("seen.mp4"), 0)).isInstanceOf(InvalidPlanException.class);
        assertThatThrownBy(() -> Preview.to(folder, 10)).isInstanceOf(InvalidPlanException.class);
    }

    @Test
    void answersBecomeLines() {
        StringBuilder lines = new StringBuilder();

        watch(new AnswerLines(Map.of("finder", List.of("thing")), lines));

        List<String> all = lines.toString().lines().toList();
        assertThat(all).hasSize(20);
        assertThat(all.get(1))
                .isEqualTo(
                        "{\"seconds\":0.1,\"frame\":3,\"model\":\"finder\",\"found\":[{\"label\":\"thing\",\"score\":0.75,"
                                + "\"box\":{\"left\":10.0,\"top\":10.0,\"right\":40.0,\"bottom\":40.0}}]}");
    }
}

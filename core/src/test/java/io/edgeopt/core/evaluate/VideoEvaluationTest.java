package io.edgeopt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.evaluate.Evaluation.Settings;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A model that sees two frames and says which is the brighter, over videos that grow brighter or darker. */
class VideoEvaluationTest {
    private static final String CARD = """
            {"card": 1, "name": "brighter", "task": "clip",
             "inputs": [{"name": "x",
               "preparation": {"width": 4, "height": 4, "fit": "stretch", "resizer": "bilinear", "channels": "rgb",
                 "layout": "nchw", "scale": 255, "mean": [0, 0, 0], "std": [1, 1, 1]},
               "clip": {"frames": 2, "sampling": "uniform", "step": 1, "order": "ncthw"}}],
             "head": {"kind": "classification", "activation": "none"},
             "labels": ["darker", "brighter"], "sets": {}, "data": [], "metrics": [], "limits": []}
            """;

    /** Grey frames, each brighter or darker than the one before. */
    private static final class Fading implements FrameSource {
        private final int frames;
        private final boolean brighter;
        private int given;

        Fading(int frames, boolean brighter) {
            this.frames = frames;
            this.brighter = brighter;
        }

        @Override
        public Info info() {
            return new Info(new ImageSize(8, 8), OptionalDouble.empty(), OptionalLong.of(frames));
        }

        @Override
        public Optional<Frame> next() {
            if (given == frames) {
                return Optional.empty();
            }
            Image image = Image.blank(8, 8);
            Arrays.fill(image.rgb(), (byte) (20 * (brighter ? given + 1 : frames - given)));
            return Optional.of(new Frame(image, Duration.ofMillis(40L * given), given++));
        }

        @Override
        public void close() {}
    }

    private record Videos(int size) implements Dataset {
        @Override
        public String name() {
            return "videos";
        }

        @Override
        public List<String> labels() {
            return List.of("darker", "brighter");
        }

        @Override
        public Sample sample(int index) {
            Content video = new Content.Video(Path.of(index + ".avi"), 0, Double.POSITIVE_INFINITY);
            return new Sample(String.valueOf(index), video, new Truth.Label(index % 2));
        }
    }

    private static Answers evaluate(VideoOpener videos) {
        Model model = Model.empty("brighter", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 2, 4, 4)))
                .add(Node.of("ReduceMean", List.of("x"), List.of("y"))
                        .with("axes", new long[] {1, 3, 4})
                        .with("keepdims", 0))
                .addOutput(ValueInfo.named("y"))
                .model();
        try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT)) {
            return new Evaluation(session, ModelCard.parse("card", CARD), Settings.DEFAULT, videos)
                    .over(new Videos(4), Progress.NONE);
        }
    }

    @Test
    void seesTheFramesInTimesOrder() {
        Answers answers =
                evaluate(video -> new Fading(9, video.file().toString().matches("[13].*")));

        assertThat(answers.confusion().orElseThrow().count(0, 0)).isEqualTo(2);
        assertThat(answers.confusion().orElseThrow().count(1, 1)).isEqualTo(2);
    }

    @Test
    void namesTheVideoThatHoldsNothing() {
        assertThatThrownBy(() -> evaluate(video -> new Fading(0, true)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("0.avi");
    }

    @Test
    void saysWhatToDoWhereVideosCannotBeDecoded() {
        assertThatThrownBy(() -> evaluate(VideoOpener.NONE))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("edgeopt data frames");
    }
}

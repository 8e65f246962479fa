package io.edgeopt.camera.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.SceneCamera;
import io.edgeopt.camera.source.SlotPreparer.Resizing;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.feed.SceneSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Fit;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.image.Preparation.Resizer;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model whose scores are the input's values, before a scene whose frames are of one grey: the frame's index. */
@Timeout(60)
class SessionModelTest {
    private static final Preparation RAW = new Preparation(
            2, 1, Fit.STRETCH, Resizer.NEAREST, Channels.GRAY, Layout.NCHW, 1, List.of(0f), List.of(1f));

    /** Frame n is of grey n. */
    private static final class Greys implements SceneSource {
        @Override
        public ImageSize size() {
            return new ImageSize(2, 1);
        }

        @Override
        public double fps() {
            return 10;
        }

        @Override
        public List<String> labels() {
            return List.of();
        }

        @Override
        public void draw(long index, Image image) {
            Arrays.fill(image.rgb(), (byte) index);
        }

        @Override
        public List<LabelledBox> truth(long index) {
            return List.of();
        }
    }

    private static Session flat(Shape input) {
        Model model = Model.empty("flat", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, input))
                .add(Node.of("Flatten", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, input.size())))
                .model();
        return new OrtBackend().open(model, SessionOptions.DEFAULT.withThreads(1));
    }

    private static ModelCard card(String input, Optional<ClipSampling> clip) {
        Task task = clip.isPresent() ? Task.CLIP : Task.CLASSIFICATION;
        Head head = new Head.Classification(Optional.empty(), Head.Activation.NONE);
        return ModelCard.of("flat", task, List.of(new CardInput(input, Optional.of(RAW), clip)), head, List.of());
    }

    private static Outcome run(FrameModel model, long frames, Sink sink) {
        try (model;
                Camera camera = new SceneCamera("greys", new Greys())) {
            Pipeline pipeline = new Pipeline(camera, List.of(model), sink, Clock.system());
            return pipeline.run(new RunPlan(Mode.EVERY, OptionalDouble.empty(), frames, 1e6));
        }
    }

    private static List<float[]> answers(FrameModel model, long frames) {
        List<float[]> answers = new ArrayList<>();
        run(model, frames, (slot, name, answer) -> answers.add(((Prediction.ClassScores) answer).toArray()));
        return answers;
    }

    @Test
    void answersForEveryFrameInTurn() {
        SessionModel model =
                SessionModel.of(flat(Shape.of(1, 1, 1, 2)), card("x", Optional.empty()), 1, Resizing.CARD, 10);

        List<float[]> answers = answers(model, 60);

        assertThat(answers).hasSize(60);
        for (int i = 0; i < 60; i++) {
            assertThat(answers.get(i)).containsExactly(i, i);
        }
    }

    @Test
    void showsAClipModelTheFramesOfTheLastTwoSecondsOldestFirst() {
        ClipSampling four = new ClipSampling(4, ClipSampling.Sampling.UNIFORM, 1, ClipSampling.Order.NTCHW);
        SessionModel model =
                SessionModel.of(flat(Shape.of(1, 4, 1, 1, 2)), card("x", Optional.of(four)), 1, Resizing.CARD, 10);

        List<float[]> answers = answers(model, 40);

        // 2 s at 10 frames a second for 4 frames: every fifth, and nothing to say before the fourth has come.
        assertThat(answers.get(0)).containsExactly(0, 0, 5, 5, 10, 10, 15, 15);
        assertThat(answers.get(5)).containsExactly(5, 5, 10, 10, 15, 15, 20, 20);
        assertThat(answers).hasSize(25);
    }

    @Test
    void laysAClipOutChannelsFirstWhereTheModelWantsIt() {
        ClipSampling dense = new ClipSampling(3, ClipSampling.Sampling.DENSE, 2, ClipSampling.Order.NCTHW);
        SessionModel model =
                SessionModel.of(flat(Shape.of(1, 1, 3, 1, 2)), card("x", Optional.of(dense)), 1, Resizing.CARD, 10);

        assertThat(answers(model, 8).get(3)).containsExactly(2, 2, 4, 4, 6, 6);
    }

    @Test
    void showsAClipModelAlsoTheFramesBetweenItsTurns() {
        ClipSampling dense = new ClipSampling(3, ClipSampling.Sampling.DENSE, 2, ClipSampling.Order.NTCHW);
        SessionModel model =
                SessionModel.of(flat(Shape.of(1, 3, 1, 1, 2)), card("x", Optional.of(dense)), 3, Resizing.CARD, 10);

        // Its turns are frames 0, 3 and 6; at the first two its window is not full yet.
        List<float[]> answers = answers(model, 8);

        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).containsExactly(2, 2, 4, 4, 6, 6);
    }

    @Test
    void refusesACardOfAnotherModel() {
        try (Session session = flat(Shape.of(1, 1, 1, 2))) {
            ModelCard other = card("image", Optional.empty());

            assertThatThrownBy(() -> SessionModel.of(session, other, 1, Resizing.CARD, 10))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("describes an input 'image', the model takes 'x'");
        }
    }

    /** Only what the answer itself is made of, and the few hundred bytes of a call into ONNX Runtime. */
    @Test
    void makesLittleGarbage() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        SessionModel model =
                SessionModel.of(flat(Shape.of(1, 1, 1, 2)), card("x", Optional.empty()), 1, Resizing.CARD, 10);
        long[] bytes = new long[2];

        run(model, 3000, (slot, name, answer) -> {
            if (slot.index() == 1000 || slot.index() == 3000 - 1) {
                long id = Thread.currentThread().getId();
                bytes[slot.index() == 1000 ? 0 : 1] = threads.getThreadAllocatedBytes(id);
            }
        });

        assertThat((bytes[1] - bytes[0]) / 1999.0).isCloseTo(700, within(700.0));
    }
}

package io.edgeopt.autograd.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdaptedTeacherTest {
    private static final Preparation BYTES_OF_BGR =
            preparation(4, Preparation.Channels.BGR, Preparation.Layout.NHWC, 1, List.of(100f, 110f, 120f), 50);
    private static final Preparation UNIT_OF_RGB =
            preparation(2, Preparation.Channels.RGB, Preparation.Layout.NCHW, 255, List.of(0.5f, 0.4f, 0.3f), 0.25f);

    private static Preparation preparation(
            int side,
            Preparation.Channels channels,
            Preparation.Layout layout,
            float scale,
            List<Float> mean,
            float std) {
        return new Preparation(
                side,
                side,
                Preparation.Fit.STRETCH,
                Preparation.Resizer.BILINEAR,
                channels,
                layout,
                scale,
                mean,
                List.of(std, std, std));
    }

    /** The mean of each channel is the score of a class. */
    private static Architecture means(Preparation preparation, List<String> labels) {
        boolean first = preparation.layout() == Preparation.Layout.NCHW;
        Dim side = new Dim.Fixed(preparation.width());
        Dim three = new Dim.Fixed(3);
        List<Dim> dims =
                first ? List.of(new Dim.Free("N"), three, side, side) : List.of(new Dim.Free("N"), side, side, three);
        Model model = Model.empty("means", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, dims))
                .add(Node.of("ReduceMean", List.of("x"), List.of("y"))
                        .with("axes", first ? new long[] {2, 3} : new long[] {1, 2})
                        .with("keepdims", 0))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(new Dim.Free("N"), three)))
                .model();
        CardInput input = new CardInput("x", Optional.of(preparation), Optional.empty());
        Head head = new Head.Classification(Optional.empty(), Head.Activation.SOFTMAX);
        return new Architecture(model, ModelCard.of("means", Task.CLASSIFICATION, List.of(input), head, labels));
    }

    private static float[] answer(Model model, Tensor input) {
        try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT)) {
            return session.run(Map.of("x", input)).values().iterator().next().toFloats();
        }
    }

    @Test
    void bringsAStudentsPicturesToTheTeachersSizeRangeAndOrder() {
        Architecture teacher = means(UNIT_OF_RGB, List.of("red", "green", "blue"));
        Architecture student = means(BYTES_OF_BGR, List.of("blue", "red", "green"));
        // A picture of red 200, green 150, blue 60, as the student takes it: blue first, in rows.
        float[] picture = new float[48];
        for (int i = 0; i < 16; i++) {
            picture[3 * i] = (60 - 100) / 50f;
            picture[3 * i + 1] = (150 - 110) / 50f;
            picture[3 * i + 2] = (200 - 120) / 50f;
        }

        Model adapted = AdaptedTeacher.of(teacher, student);

        float[] said = answer(adapted, Tensor.of(picture, 1, 4, 4, 3));
        assertThat(said[0]).isCloseTo((60 / 255f - 0.3f) / 0.25f, within(1e-4f));
        assertThat(said[1]).isCloseTo((200 / 255f - 0.5f) / 0.25f, within(1e-4f));
        assertThat(said[2]).isCloseTo((150 / 255f - 0.4f) / 0.25f, within(1e-4f));
    }

    @Test
    void leavesATeacherAloneThatTakesAndSaysTheSame() {
        Architecture teacher = means(UNIT_OF_RGB, List.of("red", "green", "blue"));

        Model adapted = AdaptedTeacher.of(teacher, teacher);

        assertThat(adapted.graph().nodes()).hasSize(1);
    }

    @Test
    void refusesATeacherThatDoesNotKnowAClass() {
        Architecture teacher = means(UNIT_OF_RGB, List.of("red", "green", "blue"));
        Architecture student = means(UNIT_OF_RGB, List.of("red", "green", "yellow"));

        assertThatThrownBy(() -> AdaptedTeacher.of(teacher, student))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("the teacher does not know the class 'yellow' (it knows: red, green, blue)");
    }
}

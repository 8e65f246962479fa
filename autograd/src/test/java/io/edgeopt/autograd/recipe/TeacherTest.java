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
import io.edgeopt.core.image.Preparation.Channels;
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
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TeacherTest {
    /** One pixel's three values, before any preparation. */
    private static final float[] PIXEL = {30, 120, 250};

    /** Says what it is fed. */
    private static Model echo() {
        List<Dim> dims = List.of(new Dim.Free("N"), new Dim.Fixed(3), new Dim.Fixed(1), new Dim.Fixed(1));
        return Model.empty("echo", 17)
                .edit()
                .addInput(ValueInfo.of("image", ElementType.FLOAT, dims))
                .set("one", Tensor.scalar(1f))
                .add(Node.of("Mul", List.of("image", "one"), List.of("fed")))
                .addOutput(ValueInfo.of("fed", ElementType.FLOAT, dims))
                .model();
    }

    private static ModelCard card(Channels channels, float scale, List<Float> mean, List<Float> std) {
        Preparation preparation = new Preparation(
                1,
                1,
                Preparation.Fit.STRETCH,
                Preparation.Resizer.BILINEAR,
                channels,
                Preparation.Layout.NCHW,
                scale,
                mean,
                std);
        return ModelCard.of(
                "echo",
                Task.CLASSIFICATION,
                List.of(new CardInput("image", Optional.of(preparation), Optional.empty())),
                new Head.Classification(Optional.empty(), Head.Activation.NONE),
                List.of("a", "b", "c"));
    }

    private static ModelCard students() {
        return card(Channels.RGB, 255, List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f));
    }

    private static Architecture student() {
        return new Architecture(echo(), students());
    }

    private static Tensor prepared(ModelCard card) {
        Preparation how = card.inputs().get(0).preparation().orElseThrow();
        float[] values = new float[3];
        for (int c = 0; c < 3; c++) {
            float raw = PIXEL[how.channels() == Channels.BGR ? 2 - c : c];
            values[c] = (raw / how.scale() - how.mean().get(c)) / how.std().get(c);
        }
        return Tensor.of(values, 1, 3, 1, 1);
    }

    private static float[] fed(Model model, Tensor image) {
        try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT.withThreads(1))) {
            return Objects.requireNonNull(session.run(Map.of("image", image)).get("fed"))
                    .toFloats();
        }
    }

    @Test
    void seesWhatItWouldBeFedItselfThoughItsStudentIsFedOtherwise() {
        ModelCard own = card(Channels.BGR, 1, List.of(104f, 117f, 123f), List.of(57f, 58f, 59f));

        Model teacher = new Teacher(echo(), Optional.of(own)).taughtAs(student());

        assertThat(fed(teacher, prepared(students())))
                .containsExactly(prepared(own).toFloats(), within(1e-5f));
    }

    @Test
    void staysAsItIsWhereItIsFedLikeItsStudentOrSaysNothingOfIt() {
        Model model = echo();

        assertThat(new Teacher(model, Optional.of(students()))
                        .taughtAs(student())
                        .graph()
                        .nodes())
                .hasSize(1);
        assertThat(new Teacher(model, Optional.empty()).taughtAs(student())).isSameAs(model);
    }

    @Test
    void cannotMakeColoursOfGrey() {
        ModelCard grey = card(Channels.GRAY, 255, List.of(0f), List.of(1f));

        assertThatThrownBy(() -> new Teacher(echo(), Optional.of(grey)).taughtAs(student()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("GRAY");
    }
}

package io.edgeopt.models.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.models.architecture.Architectures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BesideTest {
    private static final ImageSize SMALL = new ImageSize(32, 32);
    private static final ImageSize LARGE = new ImageSize(64, 64);

    private final Adapt adapt = new Adapt(new OrtBackend());
    private final SplittableRandom random = new SplittableRandom(5);

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"movement-light", "movement-student"})
    void answersAsTheClipModelUntilItLearns(String name) {
        Architecture clips = clips(name);

        Adaptation made = adapt.run(clips.model(), clips.card(), beside(looker(11), "seen", 2));

        assertThat(made.card().inputs().get(0).preparation().orElseThrow())
                .extracting(Preparation::width, Preparation::height)
                .containsExactly(64, 64);
        boolean timeFirst = name.equals("movement-student");
        Tensor large = drawn(timeFirst ? Shape.of(2, 8, 3, 64, 64) : Shape.of(2, 3, 8, 64, 64));
        assertThat(logits(made.model(), large)).containsExactly(logits(clips.model(), halved(large)), within(1e-4f));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"movement-light", "movement-student"})
    void looksAtEvenlySpreadFramesInItsOwnColours(String name) {
        boolean timeFirst = name.equals("movement-student");
        Architecture clips = clips(name);
        Model made = adapt.run(clips.model(), clips.card(), beside(looker(11), "seen", 2))
                .model();
        Tensor clip = drawn(timeFirst ? Shape.of(2, 8, 3, 64, 64) : Shape.of(2, 3, 8, 64, 64));

        float[] seen = outputs(made, "looker.seen", clip);

        // The looker's maps are its red and its green; frames 2 and 6 of 8 are the middles of halves.
        float[] values = clip.toFloats();
        int places = 64 * 64;
        assertThat(seen).hasSize(2 * 2 * 2 * places);
        for (int at = 0; at < seen.length; at++) {
            int colour = at / places % 2;
            int frame = 2 + 4 * (at / (2 * places) % 2);
            int item = at / (4 * places);
            int plane = timeFirst ? (item * 8 + frame) * 3 + colour : (item * 3 + colour) * 8 + frame;
            double shown = values[plane * places + at % places] * 0.5 + 0.5;
            double expected = colour == 0 ? (shown - 0.485) / 0.229 : (shown - 0.456) / 0.224;
            assertThat(seen[at]).isCloseTo((float) expected, within(1e-4f));
        }
    }

    /** The pair of a clip model that was built for more frames looks at the same ones of them. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"movement-light", "movement-student"})
    void looksAtEvenlySpreadFramesOfMoreToo(String name) {
        Architecture few = clips(name, 8);
        Architecture many = clips(name, 16);
        Tensor clip = drawn(name.equals("movement-student") ? Shape.of(2, 16, 3, 64, 64) : Shape.of(2, 3, 16, 64, 64));
        AdaptSettings settings = beside(looker(11), "seen", 2);
        Model wanted = adapt.run(many.model(), many.card(), settings).model();
        Adaptation pair = adapt.run(few.model(), few.card(), settings);

        Adaptation made = adapt.run(pair.model(), pair.card(), AdaptSettings.BATCH.withFrames(16));

        assertThat(outputs(made.model(), "looker.seen", clip)).containsExactly(outputs(wanted, "looker.seen", clip));
        assertThat(logits(made.model(), clip)).containsExactly(logits(wanted, clip), within(1e-4f));
        assertThatThrownBy(() -> adapt.run(pair.model(), pair.card(), AdaptSettings.BATCH.withFrames(9)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(
                        "takes 2 frames of 8, evenly spread, and 9 cannot be divided so; give a multiple of 2");
    }

    @Test
    void canLookAtFramesOfTheSizeThatTheClipModelTakes() {
        Architecture clips = clips("movement-light");
        Looks looks = looker(11);
        AdaptSettings settings = AdaptSettings.BATCH.withBeside(looks);
        Tensor clip = drawn(Shape.of(1, 3, 8, 32, 32));

        Adaptation made = adapt.run(clips.model(), clips.card(), settings);

        assertThat(logits(made.model(), clip)).containsExactly(logits(clips.model(), clip), within(1e-4f));
        assertThatThrownBy(() -> adapt.run(made.model(), made.card(), settings))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("looks beside this one already");
    }

    @Test
    void canLearnFromWhatIsSeen() {
        Architecture clips = clips("movement-light");

        Graph graph = adapt.run(clips.model(), clips.card(), beside(looker(11), "seen", 2))
                .model()
                .graph();

        Node judged = graph.producerOf("logits").orElseThrow();
        int known = (int) clips.model()
                .graph()
                .initializerShape("classifier.weight")
                .orElseThrow()
                .dim(1);
        assertThat(graph.initializerShape(judged.inputs().get(1)).orElseThrow().dim(1))
                .isEqualTo(known + 128);
        assertThat(graph.initializer("look.first.weight").orElseThrow().toFloats())
                .doesNotContain(0);
        assertThat(graph.initializerNames()).contains("looker.w1").doesNotContain("looker.w2", "classifier.weight");
    }

    @Test
    void givesThePairOtherClassesToo() {
        Architecture clips = clips("movement-light");
        AdaptSettings settings = beside(looker(17), "seen", 4).withLabels(List.of("fall", "other"));

        Adaptation made = adapt.run(clips.model(), clips.card().withLicence("MIT"), settings);

        assertThat(made.card().licence()).contains("MIT AND Apache-2.0");
        assertThat(made.card().labels()).containsExactly("fall", "other");
        assertThat(made.begun()).containsOnlyKeys("fall");
        assertThat(logits(made.model(), drawn(Shape.of(3, 3, 8, 64, 64)))).hasSize(6);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Architecture clips = clips("movement-light");
        Looks looks = looker(11);

        assertThatThrownBy(() -> adapt.run(
                        clips.model(), clips.card(), beside(looks, "seen", 2).withSize(new ImageSize(80, 64))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("80x64 are no multiple of the clip model's 32x32");
        assertThatThrownBy(() -> adapt.run(clips.model(), clips.card(), beside(looks, "seen", 3)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("give a divisor of 8");
        assertThatThrownBy(() -> adapt.run(clips.model(), clips.card(), beside(looks, "sen", 2)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("did you mean 'seen'");
        assertThatThrownBy(() -> adapt.run(looks.model(), looks.card(), beside(looks, "seen", 2)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("looker sees no clips");
        assertThatThrownBy(() -> adapt.run(looks.model(), looks.card(), AdaptSettings.BATCH.withFrames(4)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("--frames: looker sees no clips");
        assertThatThrownBy(() -> adapt.run(clips.model(), clips.card(), beside(looker(20), "seen", 2)))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("operator sets 17 and 20");
    }

    private static AdaptSettings beside(Looks looks, String features, int frames) {
        return AdaptSettings.BATCH.withSize(LARGE).withBeside(new Looks(looks.model(), looks.card(), features, frames));
    }

    private static Architecture clips(String name) {
        return clips(name, 8);
    }

    private static Architecture clips(String name, int frames) {
        return new Architectures()
                .build(
                        name,
                        ArchitectureOptions.DEFAULT
                                .withSize(SMALL)
                                .withWidth(0.25)
                                .withFrames(frames));
    }

    /** Its maps are the red and the green of what it is given; after them it classifies, which nobody needs here. */
    private Looks looker(int opset) {
        float[] colours = {1, 0, 0, 0, 1, 0};
        Model model = Model.empty("looker", opset)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 32, 32)))
                .set("w1", Tensor.of(colours, 2, 3, 1, 1))
                .set("w2", drawn(Shape.of(3, 2)))
                .set("b2", drawn(Shape.of(3)))
                .add(Node.of("Conv", List.of("x", "w1"), List.of("seen")))
                .add(Node.of("GlobalAveragePool", List.of("seen"), List.of("mean")))
                .add(Node.of("Flatten", List.of("mean"), List.of("flat")))
                .add(Node.of("Gemm", List.of("flat", "w2", "b2"), List.of("y")).with("transB", 1))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 3)))
                .model();
        ModelCard card = ModelCard.of(
                        "looker",
                        Task.CLASSIFICATION,
                        List.of(new CardInput("x", Optional.of(Preparation.imagenet(32, 32)), Optional.empty())),
                        new Head.Classification(Optional.empty(), Head.Activation.AUTO),
                        List.of("a", "b", "c"))
                .withLicence("Apache-2.0");
        return new Looks(model, card, "seen", 2);
    }

    /** Means of two by two pixels. */
    private static Tensor halved(Tensor clip) {
        Shape shape = clip.shape().with(3, 32).with(4, 32);
        float[] from = clip.toFloats();
        float[] to = new float[(int) shape.size()];
        for (int i = 0; i < to.length; i++) {
            int x = i % 32;
            int y = i / 32 % 32;
            int at = i / 1024 * 4096 + 128 * y + 2 * x;
            to[i] = (from[at] + from[at + 1] + from[at + 64] + from[at + 65]) / 4;
        }
        return Tensor.of(to, shape.toArray());
    }

    private Tensor drawn(Shape shape) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return Tensor.of(values, shape.toArray());
    }

    private static float[] logits(Model model, Tensor clip) {
        return outputs(model, "logits", clip);
    }

    private static float[] outputs(Model model, String tensor, Tensor clip) {
        try (Session session = new OrtBackend().open(model.exposing(List.of(tensor)), SessionOptions.DEFAULT)) {
            Map<String, Tensor> answers = session.run(Map.of("clip", clip));
            return Optional.ofNullable(answers.get(tensor)).orElseThrow().toFloats();
        }
    }
}

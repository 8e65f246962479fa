package io.edgeopt.xai;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.explain.Reply;
import io.edgeopt.core.explain.Respondent;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.PlantedPatch;
import io.edgeopt.xai.cam.GradCam;
import io.edgeopt.xai.drift.DriftTrial;
import io.edgeopt.xai.gradient.IntegratedGradients;
import io.edgeopt.xai.perturb.Occlusion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoxQuestionTest {
    private static final int SIDE = PlantedPatch.SIDE;

    private final Subject detector = subject(PlantedPatch.detector());
    private final Tensor scene = PlantedPatch.scene(8, 20, 1);

    private static Subject subject(Model model) {
        return Subject.of(model, PlantedPatch.detectorCard(), new OrtBackend(), SessionOptions.DEFAULT.withThreads(1));
    }

    private static Question surest(Subject subject, Tensor input) {
        try (Respondent model = new Respondent(subject)) {
            Respondent.Heard heard = model.hear(input);
            List<Detection> sure = Respondent.sure(heard.said());
            return model.about(heard, sure.get(0));
        }
    }

    private static Reply reply(Subject subject, Tensor input, Question question) {
        try (Respondent model = new Respondent(subject)) {
            return model.reply(question, input);
        }
    }

    private static Saliency map(Method method, Subject subject, Tensor input, Question question) {
        try (Explainer explainer = method.on(subject)) {
            return explainer.explain(input, reply(subject, input, question).targetFor(method));
        }
    }

    /** The share of the heat in a square of the patch's size and 4 pixels around it. */
    private static double share(Saliency map, int left, int top) {
        float[] heat = map.heat();
        double inside = 0;
        double all = 0;
        for (int i = 0; i < heat.length; i++) {
            int x = i % SIDE - left + 4;
            int y = i / SIDE - top + 4;
            boolean near = x >= 0 && y >= 0 && x < PlantedPatch.PATCH + 8 && y < PlantedPatch.PATCH + 8;
            all += heat[i];
            inside += near ? heat[i] : 0;
        }
        return inside / all;
    }

    @Test
    void isAnsweredByTheScoreOfTheBoxItself() {
        Question question = surest(detector, scene);

        Reply reply = reply(detector, scene, question);

        assertThat(((Question.OfBox) question).box()).isEqualTo(new Box(6, 18, 14, 26));
        assertThat(reply.asked()).isEqualTo("red");
        assertThat(reply.score()).isGreaterThan(0.8);
        assertThat(reply.answer()).startsWith("red 0.");
        assertThat(reply.verdict()).isEqualTo(1);
    }

    @Test
    void isFoundByOcclusionAndByGradCam() {
        Question question = surest(detector, scene);

        assertThat(share(map(Occlusion.standard(), detector, scene, question), 8, 20))
                .isGreaterThan(0.7);
        assertThat(share(map(GradCam.standard(), detector, scene, question), 8, 20))
                .isGreaterThan(0.7);
    }

    @Test
    void isOfOneObjectWhereAnotherOfItsClassStandsBeside() {
        Tensor two = scene.copy();
        Tensor other = PlantedPatch.scene(22, 2, 1);
        for (int i = 0; i < 3 * SIDE * SIDE; i++) {
            boolean right = i % SIDE >= 22 && i / SIDE % SIDE < 10;
            if (right) {
                two.floats().put(i, other.floats().get(i));
            }
        }
        Question question = surest(detector, scene);

        Saliency map = map(Occlusion.standard(), detector, two, question);

        assertThat(share(map, 8, 20)).isGreaterThan(0.7);
        assertThat(share(map, 22, 2)).isLessThan(0.05);
    }

    @Test
    void isSeenInTheMapOfTheBoxesOwnLevel() {
        Question small = new Question.OfBox(new Box(6, 18, 14, 26), 0);
        Question large = new Question.OfBox(new Box(4, 12, 20, 28), 0);

        try (Explainer explainer = GradCam.standard().on(detector)) {
            assertThat(explainer
                            .explain(scene, reply(detector, scene, small).smooth())
                            .layer())
                    .contains("pooled4");
            assertThat(explainer
                            .explain(scene, reply(detector, scene, large).smooth())
                            .layer())
                    .contains("pooled8");
        }
    }

    @Test
    void isSeenInTheMapOfItsLevelWhereLevelsAreJoined() {
        GraphEditor editor = PlantedPatch.detector().edit();
        for (String name : List.of("scores", "boxes")) {
            editor.removeOutput(name + 4).removeOutput(name + 8);
            int channels = name.equals("scores") ? 2 : 4;
            for (int stride : new int[] {4, 8}) {
                editor.set(name + "rows" + stride, Tensor.of(new long[] {1, channels, -1}, 3))
                        .add(Node.of(
                                "Reshape",
                                List.of(name + stride, name + "rows" + stride),
                                List.of(name + "flat" + stride)));
            }
            editor.add(Node.of("Concat", List.of(name + "flat4", name + "flat8"), List.of(name + "joined"))
                            .with("axis", 2))
                    .add(Node.of("Transpose", List.of(name + "joined"), List.of(name))
                            .with("perm", new long[] {0, 2, 1}))
                    .addOutput(ValueInfo.of(name, ElementType.FLOAT, Shape.of(1, 80, channels)));
        }
        Subject joined = subject(editor.model());

        try (Explainer explainer = GradCam.standard().on(joined)) {
            assertThat(explainer.explain(scene, cell(joined, 42)).layer()).contains("pooled4");
            assertThat(explainer.explain(scene, cell(joined, 64 + 9)).layer()).contains("pooled8");
        }
    }

    /** The score of red in that row of the joined table. */
    private static Target cell(Subject subject, int row) {
        String name = subject.model().graph().outputs().get(0).name();
        return new Target() {
            @Override
            public String name() {
                return "red";
            }

            @Override
            public Set<String> tensors() {
                return Set.of(name);
            }

            @Override
            public double score(Map<String, Tensor> outputs, int item) {
                return Objects.requireNonNull(outputs.get(name)).floats().get(2 * row);
            }

            @Override
            public Map<String, Tensor> slopes(Map<String, Tensor> outputs) {
                float[] slopes = new float[160];
                slopes[2 * row] = 1;
                return Map.of(name, Tensor.of(slopes, 1, 80, 2));
            }

            @Override
            public Optional<ScorePlace> place() {
                return Optional.of(
                        new ScorePlace(name, 2 * row, OptionalInt.empty(), /* logits= */ false, "boxes", 4 * row));
            }
        };
    }

    @Test
    void isDividedWhollyAmongPixelsByIntegratedGradients() {
        Saliency map = map(IntegratedGradients.standard(), detector, scene, surest(detector, scene));

        assertThat(Objects.requireNonNull(map.figures().get("completeness_delta")))
                .isLessThan(0.05);
    }

    @Test
    void canBeAskedOfAVariant() {
        GraphEditor blind = PlantedPatch.detector().edit();
        blind.set("colours.weight", Tensor.of(new float[] {-0.5f, 1, -0.5f, 1, -0.5f, -0.5f}, 2, 3, 1, 1));
        Question question = surest(detector, scene);
        DriftTrial trial = DriftTrial.of(Occlusion.standard(), detector, List.of(scene), List.of(question));

        Drift none = trial.against(detector, 1);
        Drift whole = trial.against(subject(blind.model()), 1);

        assertThat(none.drift().value()).isZero();
        assertThat(none.sameAnswer().value()).isEqualTo(1);
        assertThat(whole.sameAnswer().value()).isZero();
        assertThat(whole.drift().value()).isGreaterThan(0.2);
    }
}

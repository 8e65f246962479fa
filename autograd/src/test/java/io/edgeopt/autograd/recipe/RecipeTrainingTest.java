package io.edgeopt.autograd.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.autograd.recipe.RecipeTraining.Material;
import io.edgeopt.autograd.recipe.RecipeTraining.Tools;
import io.edgeopt.autograd.recipe.RecipeTraining.Trained;
import io.edgeopt.autograd.recipe.TrainingRecipe.FirstStage;
import io.edgeopt.autograd.recipe.TrainingRecipe.Teaching;
import io.edgeopt.autograd.train.TrainingPlan;
import io.edgeopt.autograd.train.TrainingResult;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureFactory;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.run.TrainingCurve.Point;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTrainingTest {
    @TempDir
    private Path folder;

    /** Points on a line, of the class that their sign says; or, of people, each about a place of his own. */
    private record Points(Task task, int size) implements Dataset {
        @Override
        public String name() {
            return "points";
        }

        @Override
        public List<String> labels() {
            return task == Task.EMBEDDING ? List.of() : List.of("below", "above");
        }

        @Override
        public Sample sample(int index) {
            SplittableRandom random = new SplittableRandom(index);
            if (task == Task.EMBEDDING) {
                int person = index % 4;
                float[] place = new float[3];
                for (int i = 0; i < 3; i++) {
                    place[i] = ((person >> i & 1) == 0 ? -1 : 1) + 0.1f * (float) random.nextGaussian();
                }
                return new Sample(
                        "p" + index, new Content.Values(Tensor.of(place, 3)), new Truth.Identity("person " + person));
            }
            float x = 2 * (float) random.nextDouble() - 1;
            float[] values = {x, (float) random.nextDouble(), (float) random.nextDouble()};
            return new Sample("p" + index, new Content.Values(Tensor.of(values, 3)), new Truth.Label(x > 0 ? 1 : 0));
        }
    }

    /** Three numbers in, two out. */
    private record Lines(Task task) implements ArchitectureFactory {
        @Override
        public List<String> names() {
            return List.of("line");
        }

        @Override
        public Architecture build(String name, ArchitectureOptions options) {
            Model model = Model.empty(name, 17)
                    .edit()
                    .addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(3))))
                    .set("w", Tensor.of(new float[] {0.1f, 0.3f, -0.2f, -0.1f, 0.2f, 0.1f}, 2, 3))
                    .set("b", Tensor.of(new float[2], 2))
                    .add(Node.of("Gemm", List.of("x", "w", "b"), List.of("y")).with("transB", 1))
                    .addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(2))))
                    .model();
            Head head = task == Task.EMBEDDING
                    ? new Head.Embedding(Optional.empty())
                    : new Head.Classification(Optional.empty(), Head.Activation.SOFTMAX);
            List<String> labels = task == Task.EMBEDDING ? List.of() : List.of("below", "above");
            CardInput input = new CardInput("x", Optional.empty(), Optional.empty());
            return new Architecture(model, ModelCard.of(name, task, List.of(input), head, labels));
        }
    }

    private static TrainingRecipe recipe(Optional<Teaching> teaching, Optional<FirstStage> first) {
        TrainingPlan plan = TrainingPlan.usual(12, 4).withOptimizer(TrainingPlan.Optimizer.ADAMW, 0.05, 0.9, 0);
        return new TrainingRecipe(
                "line",
                "line",
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                16,
                List.of(),
                0,
                0,
                false,
                plan,
                teaching,
                first,
                Optional.empty());
    }

    private static TrainingRecipe freezing(String beginning) {
        TrainingRecipe usual = recipe(Optional.empty(), Optional.empty());
        return new TrainingRecipe(
                usual.name(),
                usual.architecture(),
                usual.labels(),
                usual.sets(),
                usual.width(),
                usual.size(),
                usual.frames(),
                usual.batch(),
                usual.augment(),
                usual.smoothing(),
                usual.mixup(),
                usual.balanced(),
                usual.plan(),
                usual.teaching(),
                usual.first(),
                Optional.of(List.of(beginning)));
    }

    private Trained trained(Task task, Optional<Teaching> teaching, Optional<Model> teacher) {
        Tools tools = new Tools(new Lines(task), new OrtBackend(), VideoOpener.NONE);
        Dataset data = new Points(task, 96);
        Material material = new Material(
                List.of(data),
                List.of(data),
                Optional.empty(),
                Optional.empty(),
                teacher.map(model -> new Teacher(model, Optional.empty())));
        return new RecipeTraining(recipe(teaching, Optional.empty()), tools)
                .run(material, folder.resolve(task + "" + teaching.isPresent()), () -> false, Progress.NONE);
    }

    @Test
    void goesOnFromTheWeightsOfItsFirstStage() {
        Tools tools = new Tools(new Lines(Task.CLASSIFICATION), new OrtBackend(), VideoOpener.NONE);
        Dataset data = new Points(Task.CLASSIFICATION, 96);
        Material material =
                new Material(List.of(data), List.of(data), Optional.empty(), Optional.empty(), Optional.empty());
        Path out = folder.resolve("staged");
        TrainingRecipe staged = recipe(Optional.empty(), Optional.of(new FirstStage("8x8", 12)));

        TrainingResult result = new RecipeTraining(staged, tools)
                .run(material, out, () -> false, Progress.NONE)
                .result();

        // Twelve epochs have shown it most of the answer before the first that counts.
        assertThat(result.curve().points().get(0).metric().getAsDouble()).isGreaterThan(0.9);
        assertThat(result.curve().points()).hasSize(12);
        assertThat(out.resolve("first").resolve("checkpoint.npz")).exists();
    }

    @Test
    void leavesAsTheyAreWhatItIsToldToFreeze() {
        Tools tools = new Tools(new Lines(Task.CLASSIFICATION), new OrtBackend(), VideoOpener.NONE);
        Dataset data = new Points(Task.CLASSIFICATION, 96);
        Material material =
                new Material(List.of(data), List.of(data), Optional.empty(), Optional.empty(), Optional.empty());

        Model model = new RecipeTraining(freezing("w"), tools)
                .run(material, folder.resolve("frozen"), () -> false, Progress.NONE)
                .model();

        assertThat(model.graph().initializer("w").orElseThrow().toFloats())
                .containsExactly(0.1f, 0.3f, -0.2f, -0.1f, 0.2f, 0.1f);
        assertThat(model.graph().initializer("b").orElseThrow().toFloats()).doesNotContain(0);
        assertThatThrownBy(() -> new RecipeTraining(freezing("b"), tools)
                        .run(material, folder.resolve("frozen"), () -> false, Progress.NONE))
                .hasMessageContaining("another training, of w instead of b;");
        assertThatThrownBy(() -> new RecipeTraining(freezing("body."), tools)
                        .run(material, folder.resolve("none"), () -> false, Progress.NONE))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no weight's name begins with 'body.'");
    }

    @Test
    void takesTheWeightsOfAnotherModelWhereTheyFit() {
        Architecture heir = new Lines(Task.CLASSIFICATION).build("line", ArchitectureOptions.DEFAULT);
        float[] learnt = {1, 2, 3, 4, 5, 6};
        Model ancestor = heir.model()
                .edit()
                .set("w", Tensor.of(learnt, 2, 3))
                .set("b", Tensor.of(new float[3], 3))
                .model();

        Architecture begun = Inheritance.of(heir, ancestor);

        assertThat(begun.model().graph().initializer("w").orElseThrow().toFloats())
                .isEqualTo(learnt);
        assertThat(begun.model().graph().initializerShape("b")).contains(Shape.of(2));
    }

    @Test
    void refusesTheWeightsOfAnotherNetwork() {
        Architecture heir = new Lines(Task.CLASSIFICATION).build("line", ArchitectureOptions.DEFAULT);
        Model stranger =
                heir.model().edit().set("w", Tensor.of(new float[8], 2, 4)).model();

        assertThatThrownBy(() -> Inheritance.of(heir, stranger))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("only 2 of the 8 weights of line");
    }

    @Test
    void trainsAClassifier() {
        Trained trained = trained(Task.CLASSIFICATION, Optional.empty(), Optional.empty());

        assertThat(trained.result().best()).isPresent();
        assertThat(trained.result().best().getAsDouble()).isGreaterThan(0.95);
    }

    @Test
    void trainsAnEmbeddingToTellPeopleApart() {
        Trained trained = trained(Task.EMBEDDING, Optional.empty(), Optional.empty());

        assertThat(trained.result().best().getAsDouble()).isGreaterThan(0.95);
        assertThat(trained.model().graph().initializerNames()).hasSizeLessThan(4);
    }

    /** Centres that began anywhere would have to be found first, and the network would be turned towards them. */
    @Test
    void goesOnTellingPeopleApartFromWhereItLeftOff() {
        Tools tools = new Tools(new Lines(Task.EMBEDDING), new OrtBackend(), VideoOpener.NONE);
        Dataset data = new Points(Task.EMBEDDING, 96);
        Trained once = trained(Task.EMBEDDING, Optional.empty(), Optional.empty());
        Architecture start = new Architecture(once.model(), once.card());
        Material material =
                new Material(List.of(data), List.of(data), Optional.of(start), Optional.empty(), Optional.empty());

        Trained again = new RecipeTraining(recipe(Optional.empty(), Optional.empty()), tools)
                .run(material, folder.resolve("again"), () -> false, Progress.NONE);

        List<Point> before = once.result().curve().points();
        List<Point> after = again.result().curve().points();
        assertThat(after.get(0).loss()).isLessThan(0.2 * before.get(0).loss());
        assertThat(after.get(0).metric().getAsDouble()).isGreaterThan(0.95);
    }

    @Test
    void learnsFromATeacherAlone() {
        Model teacher =
                trained(Task.CLASSIFICATION, Optional.empty(), Optional.empty()).model();

        Trained taught = trained(Task.CLASSIFICATION, Optional.of(new Teaching(2, 1)), Optional.of(teacher));

        assertThat(taught.result().best().getAsDouble()).isGreaterThan(0.95);
    }

    @Test
    void readsTheRecipeThatItWrote() {
        TrainingRecipe recipe = recipe(Optional.of(new Teaching(4, 0.5)), Optional.empty());

        assertThat(Json.parse("recipe", Json.write(recipe), TrainingRecipe.class))
                .isEqualTo(recipe);
        assertThat(Json.parse("recipe", Json.write(recipe(Optional.empty(), Optional.empty())), TrainingRecipe.class))
                .isEqualTo(recipe(Optional.empty(), Optional.empty()));
    }

    @Test
    void saysWhatASizeShouldLookLike() {
        String text = Json.write(recipe(Optional.empty(), Optional.empty()))
                .replace("\"batch\"", "\"size\" : \"huge\", \"batch\"");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Json.parse("recipe", text, TrainingRecipe.class)))
                .hasMessageContaining("WIDTHxHEIGHT");
    }
}

package io.edgeopt.autograd.recipe;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.DatasetBatches;
import io.edgeopt.autograd.feed.Learning;
import io.edgeopt.autograd.loss.Loss;
import io.edgeopt.autograd.train.Export;
import io.edgeopt.autograd.train.Trainer;
import io.edgeopt.autograd.train.TrainingJob;
import io.edgeopt.autograd.train.TrainingResult;
import io.edgeopt.autograd.train.Validation;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Merged;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureFactory;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Follows a recipe: builds the network, feeds it, trains it, and gives the model that can be deployed. */
public final class RecipeTraining {
    private static final long CACHE = 2L << 30;

    /**
     * What a training is handed by whoever starts it.
     *
     * @param architectures builds networks
     * @param backend runs them for validation and for the final check
     * @param videos opens clips that are video files
     */
    public record Tools(ArchitectureFactory architectures, Backend backend, VideoOpener videos) {}

    /**
     * What it learns from.
     *
     * @param training sets, all of which are learnt
     * @param validation sets, by which the best epoch is chosen
     * @param start a model to go on from, with its card, rather than a new network
     * @param ancestor a model whose weights a new network begins with
     * @param teacher a model whose answers are learnt too
     */
    public record Material(
            List<Dataset> training,
            List<Dataset> validation,
            Optional<Architecture> start,
            Optional<Model> ancestor,
            Optional<Teacher> teacher) {
        public Material {
            training = List.copyOf(training);
            validation = List.copyOf(validation);
        }
    }

    /**
     * What came of it.
     *
     * @param model ready to be deployed; of a training that was stopped, with its batch norms and unchecked
     * @param card without digest and metrics
     */
    public record Trained(Model model, ModelCard card, TrainingResult result) {}

    private final TrainingRecipe recipe;
    private final Tools tools;

    public RecipeTraining(TrainingRecipe recipe, Tools tools) {
        this.recipe = recipe;
        this.tools = tools;
    }

    /**
     * Trains.
     *
     * @param folder for checkpoints; a training that was begun there goes on
     * @param stop asked after every step
     */
    public Trained run(Material material, Path folder, BooleanSupplier stop, Progress progress) {
        if (material.training().isEmpty()) {
            throw new InvalidDataException("there is nothing to learn from");
        }
        Architecture start = start(material);
        boolean knows = material.start().isPresent() || material.ancestor().isPresent();
        Optional<TrainingRecipe> first = recipe.firstStage();
        if (first.isPresent()) {
            Architecture small = new RecipeTraining(first.get(), tools).start(material);
            TrainingResult begun = new RecipeTraining(first.get(), tools)
                    .train(small, knows, batches(material, small), material, folder.resolve("first"), stop, progress);
            if (begun.end() == TrainingResult.End.STOPPED) {
                return new Trained(begun.model(), small.card(), begun);
            }
            start = Inheritance.of(start, begun.model());
            knows = true;
        }
        DatasetBatches batches = batches(material, start);
        TrainingResult result = train(start, knows, batches, material, folder, stop, progress);
        if (result.end() == TrainingResult.End.STOPPED) {
            // Whoever stops a training may be ending the process, and with it the backend: the weights go out as they
            // are.
            return new Trained(result.model(), start.card(), result);
        }
        Batch some = batches.batch(0, 0);
        Map<String, Tensor> one = first(some);
        Model model = Export.folded(result.model(), List.of(one, some.inputs()), tools.backend());
        return new Trained(model, start.card(), result);
    }

    private Architecture start(Material material) {
        if (material.start().isPresent()) {
            return material.start().get();
        }
        Architecture built = tools.architectures().build(recipe.architecture(), recipe.options());
        return material.ancestor()
                .map(ancestor -> Inheritance.of(built, ancestor))
                .orElse(built);
    }

    private TrainingResult train(
            Architecture start,
            boolean knows,
            DatasetBatches batches,
            Material material,
            Path folder,
            BooleanSupplier stop,
            Progress progress) {
        Set<String> frozen = frozen(start.model());
        Optional<Model> teacher = material.teacher().map(wise -> wise.taughtAs(start));
        // A training that goes on has them in its checkpoint.
        Optional<Tensor> centres =
                knows && !Trainer.hasBegun(folder) ? centres(start, batches, stop, progress) : Optional.empty();
        TrainingJob job = new TrainingJob(
                start.model(),
                batches,
                loss(start, teacher, batches.people().size(), centres),
                teacher,
                validation(material, start.card()),
                frozen,
                Map.of(),
                Optional.of(folder));
        return new Trainer(recipe.plan(), stop, progress).train(job);
    }

    private Set<String> frozen(Model model) {
        Set<String> weights = model.graph().initializerNames();
        Set<String> frozen = new LinkedHashSet<>();
        for (String beginning : recipe.freeze().orElse(List.of())) {
            List<String> named = weights.stream()
                    .filter(weight -> weight.startsWith(beginning))
                    .toList();
            if (named.isEmpty()) {
                throw new InvalidPlanException("freeze: no weight's name begins with '%s'%s"
                        .formatted(beginning, Suggestion.sentence(beginning, weights)));
            }
            frozen.addAll(named);
        }
        return frozen;
    }

    /** Of people, where a network learns to tell them apart that has learnt that of others before. */
    private Optional<Tensor> centres(
            Architecture start, DatasetBatches batches, BooleanSupplier stop, Progress progress) {
        if (!(start.card().head() instanceof Head.Embedding)) {
            return Optional.empty();
        }
        Imprint imprint = new Imprint(batches.people().size(), TaskLoss.embedding(start), stop);
        try (Session session = tools.backend().open(start.model(), judging())) {
            return Optional.of(imprint.of(session, batches, progress));
        }
    }

    private Loss loss(Architecture start, Optional<Model> teacher, int people, Optional<Tensor> centres) {
        TaskLoss losses = new TaskLoss(start, people, centres, recipe.plan().seed());
        return teacher.isPresent() && recipe.teaching().isPresent()
                ? losses.taught(recipe.teaching().get(), teacher.get())
                : losses.truth();
    }

    private Optional<Validation> validation(Material material, ModelCard card) {
        if (material.validation().isEmpty()) {
            return Optional.empty();
        }
        Dataset data = Merged.of(material.validation(), card.labels());
        return Optional.of(new Judgement(data, card, tools.backend(), judging(), tools.videos()));
    }

    private SessionOptions judging() {
        return SessionOptions.DEFAULT.withThreads(recipe.plan().threads());
    }

    private DatasetBatches batches(Material material, Architecture start) {
        Dataset data = Merged.of(material.training(), start.card().labels());
        ValueInfo input = start.model().graph().inputs().get(0);
        int width = start.card()
                .inputs()
                .get(0)
                .preparation()
                .map(Preparation::width)
                .orElse(1);
        int height = start.card()
                .inputs()
                .get(0)
                .preparation()
                .map(Preparation::height)
                .orElse(1);
        Learning learning = new Learning(
                recipe.batch(),
                AugmentationText.parse(recipe.augment(), width, height),
                recipe.augment().toString(),
                recipe.smoothing(),
                recipe.mixup(),
                recipe.balanced(),
                CACHE,
                recipe.plan().seed());
        return new DatasetBatches(data, start.card(), input, learning, tools.videos());
    }

    /** The first item alone: what is deployed mostly sees one picture at a time. */
    private static Map<String, Tensor> first(Batch batch) {
        Map.Entry<String, Tensor> input = batch.inputs().entrySet().iterator().next();
        Tensor all = input.getValue();
        long[] dims = all.shape().toArray();
        int size = (int) (all.byteSize() / dims[0]);
        dims[0] = 1;
        Tensor one = Tensor.over(
                        all.type(), Shape.of(dims), all.bytes().limit(size).slice())
                .copy();
        return Map.of(input.getKey(), one);
    }
}

package io.edgeopt.optimizers.tune;

import io.edgeopt.autograd.feed.DatasetBatches;
import io.edgeopt.autograd.feed.Learning;
import io.edgeopt.autograd.recipe.AugmentationText;
import io.edgeopt.autograd.recipe.Judgement;
import io.edgeopt.autograd.train.Export;
import io.edgeopt.autograd.train.Trainer;
import io.edgeopt.autograd.train.TrainingJob;
import io.edgeopt.autograd.train.TrainingPlan;
import io.edgeopt.autograd.train.TrainingResult;
import io.edgeopt.autograd.train.Validation;
import io.edgeopt.autograd.train.WeightSaliency;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Merged;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Trains a model further, whatever was done to it before: its graph stays, its weights change. */
public final class Tune {
    private static final double WARMUP = 0.05;
    private static final long CACHE = 1L << 30;

    private final TuneSettings settings;
    private final Backend backend;
    private final VideoOpener videos;

    /**
     * A fine-tuning by these settings.
     *
     * @param backend runs the model when it is judged, and checks what comes out
     * @param videos opens clips that are video files
     */
    public Tune(TuneSettings settings, Backend backend, VideoOpener videos) {
        this.settings = settings;
        this.backend = backend;
        this.videos = videos;
    }

    /** Trains; the model that comes out answers under ONNX Runtime as it did while it learnt, or this fails. */
    public Tuned run(Architecture start, TuneMaterial material, Progress progress) {
        return run(start, material, Kind.USUAL, progress);
    }

    /** Trains a model that is not yet what it shall be: it comes out changed, even where that makes it worse. */
    public Tuned runOn(Architecture start, TuneMaterial material, Progress progress) {
        return run(start, material, new Kind(UnaryOperator.identity(), true, false), progress);
    }

    /**
     * Trains a model that is deployed in another form, by which it is judged.
     *
     * @param deployed makes the model that is judged of one that learns
     */
    public Tuned runAs(Architecture start, TuneMaterial material, UnaryOperator<Model> deployed, Progress progress) {
        return run(start, material, new Kind(deployed, false, true), progress);
    }

    /**
     * What is different from one training to another.
     *
     * @param deployed makes the model that is judged of one that learns
     * @param exact whether what comes out answers as what learnt, to the last digits but a few
     * @param startCounts whether the weights as they were given may come out
     */
    private record Kind(UnaryOperator<Model> deployed, boolean exact, boolean startCounts) {
        static final Kind USUAL = new Kind(UnaryOperator.identity(), true, true);
    }

    private Tuned run(Architecture start, TuneMaterial material, Kind kind, Progress progress) {
        if (material.training().isEmpty()) {
            throw new InvalidDataException("there is nothing to learn from");
        }
        ModelCard card = start.card();
        int length = settings.steps() / settings.validations();
        DatasetBatches samples = batches(start, material);
        Optional<Validation> validation =
                validation(material.validation(), card).map(judge -> new Deployed(judge, kind.deployed));
        OptionalDouble before = validation
                .map(judge -> OptionalDouble.of(judge.of(start.model())))
                .orElse(OptionalDouble.empty());
        Teaching teaching = Teaching.of(
                start, material.teacher(), settings, samples.people().size(), backend);
        TrainingJob job = new TrainingJob(
                start.model(),
                new Stretches(samples, length),
                teaching.loss(),
                teaching.teacher(),
                validation,
                material.frozen(),
                material.masks(),
                material.folder());
        TrainingResult trained = new Trainer(plan(), () -> false, progress).train(job);
        // The weights as they were given are a candidate too: tuning never makes a model worse on this measure.
        boolean worse = kind.startCounts && before.isPresent() && trained.best().orElse(0) < before.getAsDouble();
        // What is rounded on the way cannot agree to the last digits.
        Model best = kind.exact && !worse ? checked(trained.model(), samples) : trained.model();
        Model model = worse ? start.model() : best;
        return new Tuned(
                model,
                trained.curve().metric(),
                before,
                worse ? before : trained.best(),
                worse ? 0 : bestStep(trained, length),
                (long) length * settings.validations(),
                trained.curve());
    }

    /**
     * How much the loss hangs on each weight, over so many batches: the magnitude of the weight times its gradient.
     */
    public Map<String, Tensor> saliency(Architecture start, TuneMaterial material, int batches, Progress progress) {
        DatasetBatches samples = batches(start, material);
        Teaching teaching =
                Teaching.of(start, Optional.empty(), settings, samples.people().size(), backend);
        TrainingJob job =
                TrainingJob.of(start.model(), samples, teaching.loss()).withFrozen(material.frozen());
        return WeightSaliency.of(job, plan(), batches, progress);
    }

    /** Judges what is made of a model rather than the model. */
    private record Deployed(Validation judge, UnaryOperator<Model> deployed) implements Validation {
        @Override
        public String metric() {
            return judge.metric();
        }

        @Override
        public double of(Model model) {
            return judge.of(deployed.apply(model));
        }
    }

    private static long bestStep(TrainingResult trained, int length) {
        int stretches = trained.bestEpoch() > 0
                ? trained.bestEpoch()
                : trained.curve().points().size();
        return (long) stretches * length;
    }

    private Model checked(Model trained, DatasetBatches samples) {
        Map<String, Tensor> some = samples.batch(0, 0).inputs();
        return Export.plain(trained, List.of(some), backend);
    }

    private TrainingPlan plan() {
        return TrainingPlan.usual(settings.validations(), settings.seed())
                .withOptimizer(TrainingPlan.Optimizer.ADAMW, settings.rate(), 0.9, 0.02)
                .withWarmup(WARMUP * settings.validations())
                .withAverage(settings.average())
                .withThreads(
                        settings.threads(), Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    private Optional<Validation> validation(List<Dataset> data, ModelCard card) {
        if (data.isEmpty()) {
            return Optional.empty();
        }
        SessionOptions options = SessionOptions.DEFAULT.withThreads(settings.threads());
        return Optional.of(new Judgement(Merged.of(data, card.labels()), card, backend, options, videos));
    }

    private DatasetBatches batches(Architecture start, TuneMaterial material) {
        ModelCard card = start.card();
        Dataset data = Merged.of(material.training(), card.labels());
        ValueInfo input = start.model().graph().inputs().get(0);
        Optional<Preparation> pictures = card.inputs().get(0).preparation();
        List<String> augment = settings.augment().orElseGet(() -> usual(card.task()));
        Learning learning = new Learning(
                settings.batch(),
                AugmentationText.parse(
                        augment,
                        pictures.map(Preparation::width).orElse(1),
                        pictures.map(Preparation::height).orElse(1)),
                augment.toString(),
                0,
                0,
                false,
                CACHE,
                settings.seed());
        return new DatasetBatches(data, card, input, learning, videos);
    }

    /** What pictures of a task bear without becoming something else. */
    private static List<String> usual(Task task) {
        return switch (task) {
            case CLASSIFICATION -> List.of("crop:0.6,1.33", "flip:0.5", "colour:0.3,0.3,0.3,0.03");
            case CLIP -> List.of("crop:0.7,1.2", "colour:0.3,0.3,0.3,0.03");
            case DETECTION -> List.of("crop:0.5,1.33", "flip:0.5", "colour:0.3,0.3,0.3,0.03");
            case EMBEDDING -> List.of("flip:0.5", "colour:0.2,0.2,0.2,0.02");
        };
    }
}

package io.edgeopt.cli;

import io.edgeopt.autograd.Torch;
import io.edgeopt.camera.file.TimeWindow;
import io.edgeopt.camera.file.VideoFile;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.SourceText;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.study.StudyPlan;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.faces.FaceScenesMaker;
import io.edgeopt.datasets.make.fire.FireMaker;
import io.edgeopt.datasets.make.movement.MovementMaker;
import io.edgeopt.datasets.make.objects.MovingObjects;
import io.edgeopt.engines.TensorRtBackend;
import io.edgeopt.engines.TorchScriptBackend;
import io.edgeopt.engines.TrtexecBackend;
import io.edgeopt.models.ModelShelf;
import io.edgeopt.models.architecture.Architectures;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.StaticScheme;
import io.edgeopt.optimizers.quantize.choose.AutoScheme;
import io.edgeopt.optimizers.quantize.clusters.Clusters;
import io.edgeopt.optimizers.quantize.weights.WeightSchemes;
import io.edgeopt.optimizers.variant.IntegerVariant;
import io.edgeopt.optimizers.variant.PrunedVariant;
import io.edgeopt.optimizers.variant.ReplacedVariant;
import io.edgeopt.optimizers.variant.SeparableVariant;
import io.edgeopt.optimizers.variant.StudentVariant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The only place where a name becomes an object. */
final class Catalog {
    /**
     * Backends by name; made only when asked for, because loading one takes a while. Written out rather than as method
     * references, which would load the classes when this one is loaded, also where they are left out.
     */
    @SuppressWarnings("UnnecessaryLambda")
    private static final Map<String, Supplier<Backend>> BACKENDS = new TreeMap<>(Map.of(
            "onnxruntime", OrtBackend::new,
            "pytorch", () -> new TorchScriptBackend(),
            "tensorrt", () -> new TensorRtBackend(),
            "trtexec", () -> new TrtexecBackend()));

    private static final ImageSize SCENE = new ImageSize(640, 480);

    private Catalog() {}

    /** The backends that this build knows, whether or not they can be used here. */
    static List<Backend> backends() {
        return BACKENDS.keySet().stream().map(Catalog::made).toList();
    }

    /** Whoever leaves a library out of a distribution leaves the backend that needs it out too. */
    private static Backend made(String name) {
        try {
            return named("backend", name, BACKENDS).get();
        } catch (LinkageError e) {
            return new LeftOutBackend(name);
        }
    }

    static Backend backend(String name) {
        named("backend", name, BACKENDS);
        return made(name);
    }

    /** Ways to quantize, by name. */
    private static final Map<String, Supplier<Scheme>> SCHEMES = new TreeMap<>(Map.of(
            "auto", AutoScheme::timed,
            "static", StaticScheme::new,
            "dynamic", WeightSchemes::dynamic,
            "dynamic-conv", WeightSchemes::dynamicWithConvolutions,
            "weights", WeightSchemes::weights,
            "clusters", Clusters::scheme,
            "fp16", WeightSchemes::halves));

    /** The names of the ways to quantize. */
    static Collection<String> schemes() {
        return SCHEMES.keySet();
    }

    static Scheme scheme(String name) {
        return named("scheme", name, SCHEMES).get();
    }

    /** A way to explain. */
    static Method method(String name, ExplainMethods.Asked asked) {
        return ExplainMethods.named(name, asked);
    }

    /** The methods that are taken where none is named. */
    static List<String> usualMethods() {
        return hasPyTorch() ? List.of("gradcam", "occlusion") : List.of("occlusion");
    }

    /** Has gradients computed by so many threads, where a method needs any. */
    static void gradientThreads(List<Method> methods, int threads) {
        if (threads > 0 && methods.stream().anyMatch(Method::needsGradients)) {
            Torch.threads(threads);
        }
    }

    private static boolean hasPyTorch() {
        try {
            Class.forName("ai.djl.pytorch.engine.PtEngine", false, Catalog.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** What a study can make of a model, in the order of its tables. */
    static List<VariantKind> variants() {
        boolean learns = hasPyTorch();
        VariantKind channels = PrunedVariant.channels(Catalog::video, learns);
        IntegerVariant combined = IntegerVariant.of("combined", channels, Catalog::video);
        List<VariantKind> kinds = new ArrayList<>(List.of(
                PrunedVariant.masks(Catalog::video, learns),
                channels,
                IntegerVariant.ofBaseline(Catalog::video),
                new SeparableVariant(Catalog::video, learns)));
        if (learns) {
            VariantKind student = StudentVariant.taught(architectures(), Catalog::student, Catalog::video);
            kinds.add(student);
            kinds.add(IntegerVariant.of("student-int8", student, Catalog::video)
                    .against("student-control-int8", Catalog::video));
            kinds.add(new ReplacedVariant(Catalog::video));
        }
        kinds.add(learns ? combined.against("channels-control-int8", Catalog::video) : combined);
        return List.copyOf(kinds);
    }

    /** What variants that had a teacher are told of against: the same without one. They have no rows of their own. */
    static List<VariantKind> controls() {
        if (!hasPyTorch()) {
            return List.of();
        }
        VariantKind student = StudentVariant.alone(architectures(), Catalog::student, Catalog::video);
        VariantKind channels = PrunedVariant.channelsAlone(Catalog::video);
        return List.of(
                student,
                channels,
                IntegerVariant.of("student-control-int8", student, Catalog::video),
                IntegerVariant.of("channels-control-int8", channels, Catalog::video));
    }

    /** The catalogue's small network that answers as such a model does. */
    private static Optional<String> student(ModelCard card) {
        return switch (card.task()) {
            case CLASSIFICATION -> Optional.of("fire-student");
            case CLIP -> Optional.of("movement-student");
            case EMBEDDING -> Optional.of("face-student");
            case DETECTION ->
                card.head() instanceof Head.Ssd
                        ? Optional.of("object-ssd")
                        : card.head() instanceof Head.AnchorFree ? Optional.of("object-student") : Optional.empty();
        };
    }

    /** The names that a study may use. */
    static StudyPlan.Known studied() {
        List<String> names = models().all().stream().map(ModelShelf.Entry::name).toList();
        return new StudyPlan.Known(
                names,
                DrawnData.models().stream().filter(names::contains).toList(),
                variants().stream().map(VariantKind::name).toList(),
                variants().stream()
                        .filter(VariantKind::learnsForLong)
                        .map(VariantKind::name)
                        .toList(),
                List.copyOf(ExplainMethods.names()),
                usualMethods());
    }

    /** Fails where this distribution does without PyTorch. */
    static void requirePyTorch(String work) {
        try {
            Class.forName("ai.djl.pytorch.engine.PtEngine", false, Catalog.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new BackendException(
                    "%s needs PyTorch, which is not in this distribution; devices do without it, a clone of edgeopt has it"
                            .formatted(work),
                    e);
        }
    }

    /** Builds networks by name. */
    static Architectures architectures() {
        return new Architectures();
    }

    /** The recipe that comes with a model of that name. */
    static Optional<Path> recipe(String name) {
        Path file = zoo().resolve(name + ".recipe.json");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    private static Path zoo() {
        return Home.folder().resolve("models").resolve("zoo");
    }

    /** The models that a name can stand for: those that come with edgeopt, then the user's. */
    static ModelShelf models() {
        return new ModelShelf(zoo(), Home.models());
    }

    static ModelShelf.Entry model(String name) {
        ModelShelf shelf = models();
        return shelf.find(name)
                .orElseThrow(() -> unknown(
                        "model",
                        name,
                        shelf.all().stream().map(ModelShelf.Entry::name).toList()));
    }

    /** The kinds of drawn data, by name. */
    private static final Map<String, Function<MakerWishes, Maker>> MAKERS = new TreeMap<>(Map.of(
            "faces", MakerWishes::faces,
            "face-scenes", wishes -> wishes.plain("face-scenes", new FaceScenesMaker()),
            "fire", wishes -> wishes.plain("fire", new FireMaker()),
            "movement", wishes -> wishes.plain("movement", new MovementMaker()),
            "objects", MakerWishes::objects));

    static Maker maker(String kind, MakerWishes wishes) {
        return named("kind of drawn data", kind, MAKERS).apply(wishes);
    }

    /** What is watched at a kind of place. */
    static WatchSet watchSet(String name) {
        return named(
                "set",
                name,
                new TreeMap<>(Map.of(WatchSet.HOME.name(), WatchSet.HOME, WatchSet.CITY.name(), WatchSet.CITY)));
    }

    /** The source of frames that a user names. */
    static Camera camera(String source) {
        return SourceText.open(source, seed -> MovingObjects.of(SCENE, seed));
    }

    /** Opens a stretch of a video file. */
    static FrameSource video(Content.Video video) {
        Optional<Duration> to = Double.isInfinite(video.to()) ? Optional.empty() : Optional.of(seconds(video.to()));
        return VideoFile.open(video.file(), new TimeWindow(seconds(video.from()), to));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /**
     * The file that a user's MODEL means: one that is there, or that a catalogue name stands for. A folder does not keep
     * a name from being the catalogue's: data and results of a model often lie in one that is called like it.
     */
    static Path modelFile(String model) {
        Path file = Path.of(model);
        boolean isFile = Files.isRegularFile(file) || file.getNameCount() > 1 || model.endsWith(".onnx");
        if (isFile || (Files.exists(file) && models().find(model).isEmpty())) {
            return file;
        }
        return model(model).file();
    }

    /** What {@code name} stands for, or an error that suggests another. */
    static <T> T named(String what, String name, Map<String, T> known) {
        return Optional.ofNullable(known.get(name)).orElseThrow(() -> unknown(what, name, known.keySet()));
    }

    private static InvalidPlanException unknown(String what, String name, Collection<String> known) {
        String list = known.isEmpty() ? "there are none" : "known: " + String.join(", ", known);
        return new InvalidPlanException(
                "there is no %s '%s'%s (%s)".formatted(what, name, Suggestion.sentence(name, known), list));
    }
}

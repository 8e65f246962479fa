package io.edgeopt.optimizers.variant;

import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.study.Thoroughness;
import io.edgeopt.core.study.Thoroughness.Amounts;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.optimizers.archive.ModelArchive;
import io.edgeopt.optimizers.prune.PruneSettings;
import io.edgeopt.optimizers.prune.Pruned;
import io.edgeopt.optimizers.prune.Pruning;
import io.edgeopt.optimizers.prune.Retraining;
import io.edgeopt.optimizers.prune.Target;
import io.edgeopt.optimizers.tune.TuneMaterial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The baseline with weights left out, and trained again with what is left. */
public final class PrunedVariant implements VariantKind {
    /** How controls are called, after what they are controls of. */
    static final String CONTROL = "-control";

    private static final String CHANNELS = "channels";

    private final String name;
    private final String words;
    private final boolean masks;
    private final Learning learning;
    private final boolean learns;
    private final boolean taught;

    private PrunedVariant(
            String name, String words, boolean masks, VideoOpener videos, boolean learns, boolean taught) {
        this.name = name;
        this.words = words;
        this.masks = masks;
        this.learning = new Learning(videos);
        this.learns = learns;
        this.taught = taught;
    }

    /** Zeros in place of weights. {@code learns} is whether there is PyTorch to train with. */
    public static PrunedVariant masks(VideoOpener videos, boolean learns) {
        return new PrunedVariant("masks", "pruning masks: zeros in place of weights", true, videos, learns, true);
    }

    /** Fewer channels. */
    public static PrunedVariant channels(VideoOpener videos, boolean learns) {
        return channels(CHANNELS, videos, learns, true);
    }

    /** The same, trained without the original beside it. */
    public static PrunedVariant channelsAlone(VideoOpener videos) {
        return channels(CHANNELS + CONTROL, videos, true, false);
    }

    private static PrunedVariant channels(String name, VideoOpener videos, boolean learns, boolean taught) {
        return new PrunedVariant(name, "pruned channels: fewer multiply-accumulates", false, videos, learns, taught);
    }

    /**
     * Channels go by how little the next layer changes without them, fewest where the answers change most: before a
     * short training, or none, that leaves more of the accuracy than the size of weights does.
     */
    private PruneSettings settings(Amounts amounts) {
        return masks
                ? PruneSettings.masks(amounts.zeros())
                        .withMeasure(PruneSettings.Measure.ACTIVATION)
                        .withWhere(new PruneSettings.Where.Uniform())
                : PruneSettings.channels(new Target(Target.Of.MACS, amounts.macsLeft()))
                        .withMeasure(PruneSettings.Measure.THINET)
                        .withWhere(new PruneSettings.Where.Sensitive());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public String settings() {
        return settings(Thoroughness.STANDARD.amounts()) + (learns ? ", then training" : "") + (taught ? "" : " alone");
    }

    @Override
    public Optional<String> control() {
        return learns && taught && name.equals(CHANNELS) ? Optional.of(CHANNELS + CONTROL) : Optional.empty();
    }

    @Override
    public int effort() {
        return learns ? 12 : 2;
    }

    @Override
    public Made make(Request request) {
        ModelCard card = request.subject().card();
        Optional<Retraining> after = learns && request.amounts().tuneSteps() > 0
                ? Optional.of(new Retraining(learning.settings(request), material(request), card, learning.videos()))
                : Optional.empty();
        Pruned pruned = new Pruning(
                        settings(request.amounts())
                                .keeping(masks ? spatial(request.subject().model()) : List.of())
                                .withSeed(request.seed())
                                .withThreads(request.threads()),
                        request.backend(),
                        Optional.of(learning.samples(request, request.subject().model(), card)),
                        after,
                        request.progress())
                .run(request.subject().model());
        String step = step(pruned, request.amounts());
        List<String> notes = new ArrayList<>(pruned.notes());
        Optional<Long> packed = Optional.empty();
        if (masks) {
            packed = Optional.of(ModelArchive.pack(pruned.model().toBytes()).size());
            notes.add("zeros are multiplied like other numbers: masks make a model smaller to send, not faster");
        }
        Made made = Made.of(
                        Lineage.noted(pruned.model(), request.subject().model(), step), card.after(step), how(pruned))
                .withNotes(notes);
        Made weighed = packed.map(made::withPackedBytes).orElse(made);
        return pruned.trainings().isEmpty()
                ? weighed
                : weighed.withTraining(
                        pruned.trainings().get(pruned.trainings().size() - 1).curve());
    }

    /** Filters of single channels, and those that read the picture: few weights, of which nearly all are needed. */
    private static List<String> spatial(Model model) {
        Graph graph = model.graph();
        return graph.nodes().stream()
                .filter(node -> node.is("Conv")
                        && (node.integer("group", 1) > 1
                                || graph.producerOf(node.inputs().get(0)).isEmpty()))
                .map(Node::label)
                .toList();
    }

    private TuneMaterial material(Request request) {
        TuneMaterial material = learning.material(request);
        return taught ? material : material.withoutTeacher();
    }

    private String step(Pruned pruned, Amounts amounts) {
        String pruning = masks
                ? "prune --how masks --what activation --where uniform --ratio " + amounts.zeros()
                : "prune --how channels --what thinet --where sensitivity --target-macs " + amounts.macsLeft();
        long steps =
                pruned.trainings().stream().mapToLong(tuned -> tuned.steps()).sum();
        return steps == 0 ? pruning : "%s, %d steps of training %s".formatted(pruning, steps, company());
    }

    private String company() {
        return taught ? "beside the original" : "without a teacher";
    }

    private String how(Pruned pruned) {
        Pruned.Facts facts = pruned.facts();
        long steps =
                pruned.trainings().stream().mapToLong(tuned -> tuned.steps()).sum();
        String learnt = steps == 0 ? "" : ", then %d steps %s".formatted(steps, company());
        return masks
                ? String.format(Locale.ROOT, "%.0f %% of the weights are zero%s", 100 * facts.sparsity(), learnt)
                : String.format(
                        Locale.ROOT,
                        "%.0f %% of the MACs and %.0f %% of the parameters are left%s",
                        100.0 * facts.macsAfter() / facts.macsBefore(),
                        100.0 * facts.parametersAfter() / facts.parametersBefore(),
                        learnt);
    }
}

package io.edgeopt.optimizers.variant;

import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.optimizers.archive.ModelArchive;
import io.edgeopt.optimizers.prune.PruneSettings;
import io.edgeopt.optimizers.prune.Pruned;
import io.edgeopt.optimizers.prune.Pruning;
import io.edgeopt.optimizers.prune.Retraining;
import io.edgeopt.optimizers.prune.Structure;
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
    private static final double MASKED = 0.8;
    private static final double MACS_LEFT = 0.5;

    private final String name;
    private final String words;
    private final PruneSettings settings;
    private final Learning learning;
    private final boolean learns;
    private final boolean taught;

    private PrunedVariant(
            String name, String words, PruneSettings settings, VideoOpener videos, boolean learns, boolean taught) {
        this.name = name;
        this.words = words;
        this.settings = settings;
        this.learning = new Learning(videos);
        this.learns = learns;
        this.taught = taught;
    }

    /** Four of five weights zero. {@code learns} is whether there is PyTorch to train with. */
    public static PrunedVariant masks(VideoOpener videos, boolean learns) {
        return new PrunedVariant(
                "masks", "pruning masks: 80 % of the weights zero", PruneSettings.masks(MASKED), videos, learns, true);
    }

    /** Half of the MACs gone. */
    public static PrunedVariant channels(VideoOpener videos, boolean learns) {
        return channels(CHANNELS, videos, learns, true);
    }

    /** The same, trained without the original beside it. */
    public static PrunedVariant channelsAlone(VideoOpener videos) {
        return channels(CHANNELS + CONTROL, videos, true, false);
    }

    private static PrunedVariant channels(String name, VideoOpener videos, boolean learns, boolean taught) {
        return new PrunedVariant(
                name,
                "pruned channels: half of the MACs",
                PruneSettings.channels(new Target(Target.Of.MACS, MACS_LEFT)),
                videos,
                learns,
                taught);
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
        return settings + (learns ? ", then training" : "") + (taught ? "" : " alone");
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
        Optional<Retraining> after = learns
                ? Optional.of(new Retraining(learning.settings(request), material(request), card, learning.videos()))
                : Optional.empty();
        Pruned pruned = new Pruning(
                        settings.withSeed(request.seed()),
                        request.backend(),
                        Optional.of(learning.samples(request, request.subject().model(), card)),
                        after,
                        request.progress())
                .run(request.subject().model());
        boolean masks = !(settings.how() instanceof Structure.Channels);
        String step = step(pruned);
        List<String> notes = new ArrayList<>(pruned.notes());
        Optional<Long> packed = Optional.empty();
        if (masks) {
            packed = Optional.of(ModelArchive.pack(pruned.model().toBytes()).size());
            notes.add("zeros are multiplied like other numbers: masks make a model smaller to send, not faster");
        }
        Made made = Made.of(
                        Lineage.noted(pruned.model(), request.subject().model(), step),
                        card.after(step),
                        how(pruned, masks))
                .withNotes(notes);
        Made weighed = packed.map(made::withPackedBytes).orElse(made);
        return pruned.trainings().isEmpty()
                ? weighed
                : weighed.withTraining(
                        pruned.trainings().get(pruned.trainings().size() - 1).curve());
    }

    private TuneMaterial material(Request request) {
        TuneMaterial material = learning.material(request);
        return taught ? material : material.withoutTeacher();
    }

    private String step(Pruned pruned) {
        String pruning = settings.how() instanceof Structure.Channels
                ? "prune --how channels --target-macs " + MACS_LEFT
                : "prune --how masks --ratio " + MASKED;
        long steps =
                pruned.trainings().stream().mapToLong(tuned -> tuned.steps()).sum();
        return steps == 0 ? pruning : "%s, %d steps of training %s".formatted(pruning, steps, company());
    }

    private String company() {
        return taught ? "beside the original" : "without a teacher";
    }

    private String how(Pruned pruned, boolean masks) {
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

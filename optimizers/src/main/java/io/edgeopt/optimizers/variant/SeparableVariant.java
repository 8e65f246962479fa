package io.edgeopt.optimizers.variant;

import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.study.run.LeftOutException;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.optimizers.separate.Form;
import io.edgeopt.optimizers.separate.LayerOutcome;
import io.edgeopt.optimizers.separate.Separate;
import io.edgeopt.optimizers.separate.SeparateSettings;
import io.edgeopt.optimizers.separate.Separation;
import io.edgeopt.optimizers.tune.Tune;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.Locale;

/** The baseline with its convolutions written as depthwise and pointwise ones, and trained again. */
public final class SeparableVariant implements VariantKind {
    private static final String STEP = "separate";

    /** A smaller share of all multiply-accumulates is not worth a variant. */
    private static final double LEAST_SAVING = 0.02;

    private static final SeparateSettings SETTINGS = SeparateSettings.of(Form.DEPTHWISE);

    private final Learning learning;
    private final boolean learns;

    /** {@code learns} is whether there is PyTorch to train with. */
    public SeparableVariant(VideoOpener videos, boolean learns) {
        this.learning = new Learning(videos);
        this.learns = learns;
    }

    @Override
    public String name() {
        return "separable";
    }

    @Override
    public String words() {
        return "separable convolutions";
    }

    @Override
    public String settings() {
        return SETTINGS + " " + LEAST_SAVING + (learns ? ", then training" : "");
    }

    @Override
    public int effort() {
        return learns ? 12 : 2;
    }

    @Override
    public Made make(Request request) {
        ModelCard card = request.subject().card();
        Model source = request.subject().model();
        Separation separation = new Separate(SETTINGS, request.backend(), request.progress()).run(source);
        long replaced =
                separation.layers().stream().filter(LayerOutcome::separated).count();
        double whole = Learning.macs(source, request);
        double saved = 1 - Learning.macs(separation.model(), request) / whole;
        if (saved < LEAST_SAVING) {
            throw new LeftOutException(String.format(
                    Locale.ROOT,
                    "separating makes %d of its %d convolutions cheaper, which saves %.1f %% of the work; the others are depthwise or pointwise already, or gain nothing",
                    replaced,
                    separation.layers().size(),
                    100 * saved));
        }
        String how = String.format(
                Locale.ROOT,
                "%d of %d convolutions separated, %.1f times fewer MACs in these",
                replaced,
                separation.layers().size(),
                separation.saving());
        if (!learns || request.amounts().tuneSteps() == 0) {
            return Made.of(Lineage.noted(separation.model(), source, STEP), card.after(STEP), how);
        }
        Tuned tuned = new Tune(learning.settings(request), request.backend(), learning.videos())
                .run(new Architecture(separation.model(), card), learning.material(request), request.progress());
        String step = "%s, %d steps of training beside the original".formatted(STEP, tuned.steps());
        return Made.of(
                        Lineage.noted(tuned.model(), source, step),
                        card.after(step),
                        "%s, then %d steps beside the original".formatted(how, tuned.steps()))
                .withTraining(tuned.curve());
    }
}

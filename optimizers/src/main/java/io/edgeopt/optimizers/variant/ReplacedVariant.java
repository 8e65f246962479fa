package io.edgeopt.optimizers.variant;

import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.study.run.LeftOutException;
import io.edgeopt.core.study.run.Subject;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.optimizers.replace.Part;
import io.edgeopt.optimizers.replace.Replace;
import io.edgeopt.optimizers.replace.ReplaceSettings;
import io.edgeopt.optimizers.replace.Replacement;
import io.edgeopt.optimizers.tune.Tune;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.List;
import java.util.Optional;

/** The baseline with Relus in place of dearer activations, trained again beside the original. */
public final class ReplacedVariant implements VariantKind {
    private static final ReplaceSettings SETTINGS = ReplaceSettings.of(Part.ACTIVATIONS);

    /** With fewer steps a network with other activations has hardly begun to learn them. */
    private static final int FEW_STEPS = 100;

    private final Learning learning;

    public ReplacedVariant(VideoOpener videos) {
        this.learning = new Learning(videos);
    }

    @Override
    public String name() {
        return "relus";
    }

    @Override
    public String words() {
        return "Relus in place of dearer activations";
    }

    @Override
    public String settings() {
        return SETTINGS.words() + ", then training";
    }

    /** Each layer is fitted anew, but a network with other activations has to learn again. */
    @Override
    public boolean learnsForLong() {
        return true;
    }

    @Override
    public int effort() {
        return 12;
    }

    @Override
    public Optional<String> unfit(Subject subject) {
        return Replace.findsActivations(subject.model())
                ? Optional.empty()
                : Optional.of("it has no activation that costs more than a Relu");
    }

    @Override
    public Made make(Request request) {
        if (request.amounts().tuneSteps() == 0) {
            throw new LeftOutException(
                    "a network with other activations has to learn again, and nothing is trained here");
        }
        ModelCard card = request.subject().card();
        Model source = request.subject().model();
        ReplaceSettings settings = SETTINGS.withSeed(request.seed()).withThreads(Math.max(1, request.threads()));
        Replacement replacement = new Replace(
                        settings, request.backend(), learning.samples(request, source, card), request.progress())
                .run(source);
        int replaced = replacement.replaced(Part.ACTIVATIONS);
        if (replaced == 0) {
            throw new LeftOutException(replacement.sites().get(0).left().orElseThrow());
        }
        Tuned tuned = new Tune(learning.settings(request), request.backend(), learning.videos())
                .run(new Architecture(replacement.model(), card), learning.material(request), request.progress());
        String step = "%s, %d steps of training beside the original".formatted(settings.words(), tuned.steps());
        Made made = Made.of(
                        Lineage.noted(tuned.model(), source, step),
                        card.after(step),
                        "%d activations are Relus, then %d steps beside the original"
                                .formatted(replaced, tuned.steps()))
                .withTraining(tuned.curve());
        return tuned.steps() >= FEW_STEPS
                ? made
                : made.withNotes(List.of(
                        "%d steps are too few to judge it by: a network with other activations has to learn again"
                                .formatted(tuned.steps())));
    }
}

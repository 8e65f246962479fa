package io.edgeopt.optimizers.variant;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureFactory;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.study.run.Subject;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.core.task.Task;
import io.edgeopt.optimizers.distill.Distill;
import io.edgeopt.optimizers.distill.DistillSettings;
import io.edgeopt.optimizers.distill.Distillation;
import io.edgeopt.optimizers.tune.TuneSettings;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A smaller network of the same task, which begins with nothing and learns beside the baseline. */
public final class StudentVariant implements VariantKind {
    /** What channels are multiplied by, the widest first. */
    private static final List<Double> WIDTHS = List.of(1.0, 0.75, 0.5, 0.35, 0.25, 0.18, 0.12);

    private static final double MOST_MACS = 0.5;

    /** With fewer steps a network that began with nothing is hardly better than chance. */
    private static final int FEW_STEPS = 400;

    private static final String NAME = "student";

    /** Which architecture suits a model's kind of answers. */
    @FunctionalInterface
    public interface Choice {
        /** Its name; empty where there is none. */
        Optional<String> of(ModelCard card);
    }

    /** A student that has learnt nothing yet. */
    private record Start(Architecture network, String architecture, double width, double macs) {}

    private final ArchitectureFactory architectures;
    private final Choice choice;
    private final Learning learning;
    private final boolean taught;

    private StudentVariant(ArchitectureFactory architectures, Choice choice, VideoOpener videos, boolean taught) {
        this.architectures = architectures;
        this.choice = choice;
        this.learning = new Learning(videos);
        this.taught = taught;
    }

    /** One that learns by the truth and by the baseline's answers: {@code student}. */
    public static StudentVariant taught(ArchitectureFactory architectures, Choice choice, VideoOpener videos) {
        return new StudentVariant(architectures, choice, videos, true);
    }

    /** The same by the truth alone. */
    public static StudentVariant alone(ArchitectureFactory architectures, Choice choice, VideoOpener videos) {
        return new StudentVariant(architectures, choice, videos, false);
    }

    @Override
    public String name() {
        return taught ? NAME : NAME + PrunedVariant.CONTROL;
    }

    @Override
    public String words() {
        return "a smaller network that learns from the original";
    }

    @Override
    public String settings() {
        return "distill %s %s %s".formatted(WIDTHS, MOST_MACS, taught ? "soft" : "alone");
    }

    @Override
    public Optional<String> control() {
        return taught ? Optional.of(NAME + PrunedVariant.CONTROL) : Optional.empty();
    }

    @Override
    public boolean learnsForLong() {
        return true;
    }

    @Override
    public int effort() {
        return 16;
    }

    @Override
    public Optional<String> unfit(Subject subject) {
        return choice.of(subject.card()).isPresent()
                ? Optional.empty()
                : Optional.of("there is no small network whose answers have the form of this model's");
    }

    @Override
    public Made make(Request request) {
        ModelCard wise = request.subject().card();
        Start start = start(request, choice.of(wise).orElseThrow());
        TuneSettings training = learning.fromNothing(request);
        Distill distill = new Distill(new DistillSettings(training, false), request.backend(), learning.videos());
        Architecture student;
        Tuned tuned;
        if (taught) {
            Distillation made = distill.run(
                    new Architecture(request.subject().model(), wise),
                    start.network(),
                    learning.material(request),
                    request.progress());
            student = made.student();
            tuned = made.taught();
        } else {
            Distillation.Control made = distill.alone(start.network(), learning.material(request), request.progress());
            student = made.student();
            tuned = made.learnt();
        }
        String size = String.format(Locale.ROOT, "%s at width %s", start.architecture(), start.width());
        String teacher = taught ? "beside the original" : "without a teacher";
        String step = "distill --student %s --width %s, %d steps %s"
                .formatted(start.architecture(), start.width(), tuned.steps(), teacher);
        Made made = Made.of(
                        Lineage.noted(student.model(), start.network().model(), step),
                        student.card().withName(wise.name()).after(step),
                        String.format(
                                Locale.ROOT,
                                "%s: %.0f %% of the MACs, %d steps %s",
                                size,
                                100 * start.macs(),
                                tuned.steps(),
                                teacher))
                .withTraining(tuned.curve());
        return tuned.steps() >= FEW_STEPS
                ? made
                : made.withNotes(List.of(
                        "%d steps from nothing are too few to judge a student by: the presets standard and full train for epochs"
                                .formatted(tuned.steps())));
    }

    /** The widest that takes at most half of the baseline's work. */
    private Start start(Request request, String name) {
        ModelCard wise = request.subject().card();
        CardInput input = wise.inputs().get(0);
        Optional<ImageSize> pixels = input.preparation().map(way -> new ImageSize(way.width(), way.height()));
        long most = Learning.macs(request.subject().model(), request);
        for (double width : WIDTHS) {
            Architecture network = architectures.build(
                    name,
                    new ArchitectureOptions(
                            wise.task() == Task.EMBEDDING ? List.of() : wise.labels(),
                            Optional.of(width),
                            pixels,
                            input.clip().map(ClipSampling::frames),
                            request.seed()));
            double share = (double) Learning.macs(network.model(), request) / most;
            if (share <= MOST_MACS) {
                return new Start(fedLike(input, network), name, width, share);
            }
        }
        throw new UnsupportedModelException(String.format(
                Locale.ROOT,
                "%s does not get smaller than half of this model, which takes %.1f million multiply-accumulates",
                name,
                most / 1e6));
    }

    /** Takes pictures as the teacher does, where it can. */
    private static Architecture fedLike(CardInput wise, Architecture student) {
        CardInput own = student.card().inputs().get(0);
        boolean alike = own.preparation()
                .flatMap(one -> wise.preparation().map(other -> areAlike(one, other)))
                .orElse(false);
        return alike && own.clip().map(ClipSampling::order).equals(wise.clip().map(ClipSampling::order))
                ? new Architecture(
                        student.model(),
                        student.card().withInputs(List.of(new CardInput(own.name(), wise.preparation(), wise.clip()))))
                : student;
    }

    private static boolean areAlike(Preparation one, Preparation other) {
        return one.layout() == other.layout()
                && one.mean().size() == other.mean().size()
                && one.width() == other.width()
                && one.height() == other.height();
    }
}

package io.edgeopt.optimizers.distill;

import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;
import io.edgeopt.optimizers.tune.Tune;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.Optional;

/** Trains a student by a teacher's answers and by the truth, and by the truth alone for comparison. */
public final class Distill {
    private final DistillSettings settings;
    private final Backend backend;
    private final VideoOpener videos;

    public Distill(DistillSettings settings, Backend backend, VideoOpener videos) {
        this.settings = settings;
        this.backend = backend;
        this.videos = videos;
    }

    /**
     * Trains.
     *
     * @param student what it begins with: a network that has learnt nothing, or one that has
     * @param material what is learnt from; a teacher in it counts for nothing
     */
    public Distillation run(Architecture teacher, Architecture student, TuneMaterial material, Progress progress) {
        Tune tune = new Tune(settings.training(), backend, videos);
        Tuned taught = tune.run(student, material.withTeacher(teacher), progress);
        Optional<Distillation.Control> control =
                settings.control() ? Optional.of(alone(student, material, progress)) : Optional.empty();
        return new Distillation(deployable(taught.model(), variant(student.card(), teacher.card())), taught, control);
    }

    /** Trains the student by the truth alone; a teacher in {@code material} counts for nothing. */
    public Distillation.Control alone(Architecture student, TuneMaterial material, Progress progress) {
        Tuned learnt = new Tune(settings.training(), backend, videos).run(student, material.withoutTeacher(), progress);
        return new Distillation.Control(deployable(learnt.model(), student.card()), learnt);
    }

    private Architecture deployable(Model trained, ModelCard card) {
        SimplifySettings usual =
                SimplifySettings.DEFAULT.withSeed(settings.training().seed());
        return new Architecture(new Simplify(backend, usual).run(trained).model(), card);
    }

    /** The student's own words on how it is fed and read, under the name and with the sets of its teacher's model. */
    private static ModelCard variant(ModelCard student, ModelCard teacher) {
        ModelCard named = student.withName(teacher.name()).withData(teacher.data());
        return student.labels().containsAll(teacher.labels()) ? named.withSets(teacher.sets()) : named;
    }
}

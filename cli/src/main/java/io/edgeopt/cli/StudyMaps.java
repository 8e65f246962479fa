package io.edgeopt.cli;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Subset;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Thoroughness.Amounts;
import io.edgeopt.core.study.run.MapMaker;
import io.edgeopt.reports.HeatPicture;
import io.edgeopt.xai.fidelity.Localisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What {@code explain} does, for a study: baselines are explained once, their variants beside them. */
final class StudyMaps implements MapMaker {
    /** How many pictures of each method are kept to be looked at. */
    private static final int SHOWN = 3;

    private final List<Method> methods;
    private final Amounts amounts;
    private final Backend backend;
    private final SessionOptions options;
    private final long seed;

    /** What the baseline's maps are, by the model's name and the method. */
    private final Map<String, Asked> baselines = new ConcurrentHashMap<>();

    /** A method asked of a baseline, whose answers variants are asked about too. */
    private record Asked(ExplainRun run, List<ExplainRun.Answered> answered) {}

    StudyMaps(List<Method> methods, Amounts amounts, Backend backend, int threads, long seed) {
        this.methods = methods;
        this.amounts = amounts;
        this.backend = backend;
        this.options = SessionOptions.DEFAULT.withThreads(threads);
        this.seed = seed;
    }

    @Override
    public String settings() {
        return methods.stream().map(Method::name).toList() + " " + amounts.probes() + " " + amounts.occlusionProbes()
                + (amounts.coarse() ? " coarse " : " ") + seed;
    }

    @Override
    public Explained explain(
            io.edgeopt.core.study.run.Subject studied, Path variant, Path place, String named, Progress progress) {
        boolean isBaseline = FileDigest.sha256(variant).equals(studied.digest());
        List<Explained.Method> found = new ArrayList<>();
        List<Explained.MapPicture> pictures = new ArrayList<>();
        for (Method method : methods) {
            Dataset probes = probes(studied, method);
            Asked asked = asked(studied, method, probes, progress);
            List<ExplainRun.Answered> maps = isBaseline
                    ? asked.answered()
                    : asked.run()
                            .by(
                                    new Feeder(subject(studied, Model.read(variant)), FileDigest.sha256(variant)),
                                    asked.answered());
            Optional<Explained.Drift> drift = isBaseline
                    ? Optional.empty()
                    : Optional.of(drift(
                            asked.run().drift(asked.answered(), maps, seed).get(0)));
            int left = probes.size() - maps.size();
            Optional<Integer> skipped = left == 0 ? Optional.empty() : Optional.of(left);
            found.add(new Explained.Method(method.name(), maps.size(), skipped, drift, inBoxes(maps)));
            for (int i = 0; i < Math.min(SHOWN, maps.size()); i++) {
                pictures.add(picture(probes.labels(), method, maps.get(i), i, place, named));
            }
        }
        return new Explained(found, pictures);
    }

    /** One thread at a time asks of a model, and others are not to wait while it does. */
    private Asked asked(io.edgeopt.core.study.run.Subject studied, Method method, Dataset probes, Progress progress) {
        String key = studied.name() + " " + method.name();
        Asked known = baselines.get(key);
        if (known != null) {
            return known;
        }
        Feeder feeder = new Feeder(subject(studied, studied.model()), studied.digest());
        ExplainRun run =
                new ExplainRun(feeder, List.of(method), Asking.of(new AskOptions(), feeder, studied.test()), progress);
        Asked found = new Asked(run, run.over(probes));
        baselines.put(key, found);
        return found;
    }

    private Subject subject(io.edgeopt.core.study.run.Subject studied, Model model) {
        return Subject.of(model, studied.card(), backend, options);
    }

    /** Methods that need gradients take a run forth and back a picture; others hundreds. */
    private Dataset probes(io.edgeopt.core.study.run.Subject studied, Method method) {
        int count = method.needsGradients() ? amounts.probes() : amounts.occlusionProbes();
        return Subset.take(studied.test(), count, seed);
    }

    private static Explained.Drift drift(io.edgeopt.core.explain.Drift drift) {
        return new Explained.Drift(
                drift.drift().value(),
                drift.drift().low(),
                drift.drift().high(),
                drift.spearman().value(),
                drift.overlap().value(),
                drift.structure().value(),
                drift.sameAnswer().value());
    }

    private static Explained.MapPicture picture(
            List<String> labels, Method method, ExplainRun.Answered answered, int number, Path place, String named) {
        Explanation shown = answered.shown();
        Saliency map = shown.maps().get(0);
        String file = String.format(Locale.ROOT, "%s-%d.png", method.name(), number + 1);
        HeatPicture.write(shown, map, place.resolve(file));
        return new Explained.MapPicture(
                shown.id(),
                method.name(),
                named + "/" + file,
                truth(answered.sample().truth(), labels),
                shown.answer(),
                shown.score());
    }

    private static Optional<String> truth(Truth truth, List<String> labels) {
        if (truth instanceof Truth.Label label && label.index() < labels.size()) {
            return Optional.of(labels.get(label.index()));
        }
        if (truth instanceof Truth.Objects objects) {
            return Optional.of(objects.boxes().stream()
                            .map(Truth.LabelledBox::label)
                            .filter(label -> label < labels.size())
                            .distinct()
                            .map(labels::get)
                            .collect(Collectors.joining(", ")))
                    .filter(names -> !names.isEmpty());
        }
        return truth instanceof Truth.Identity identity ? Optional.of(identity.person()) : Optional.empty();
    }

    /** The share of the heat inside true boxes, the mean over pictures that have some. */
    private static Optional<Double> inBoxes(List<ExplainRun.Answered> answered) {
        OptionalDouble mean = answered.stream()
                .filter(one -> !one.boxes().isEmpty())
                .mapToDouble(one -> Localisation.energy(one.shown().maps().get(0), one.boxes()))
                .average();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }
}

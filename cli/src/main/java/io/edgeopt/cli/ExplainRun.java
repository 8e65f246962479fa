package io.edgeopt.cli;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.explain.ClassReader;
import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.InputPicture;
import io.edgeopt.core.explain.MapJudgement;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.feed.InputMaker;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.drift.DriftTally;
import io.edgeopt.xai.fidelity.Judging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pictures in, explanations out. */
final class ExplainRun {
    /**
     * A picture, what was answered, and why.
     *
     * @param best the class that the model answers
     * @param target the class that is explained
     * @param boxes where the truth has objects, in pixels of the input
     */
    record Answered(Tensor input, int best, int target, List<Box> boxes, Explanation shown) {}

    private final Subject subject;
    private final List<Method> methods;
    private final Optional<String> targetClass;
    private final Progress progress;
    private final Map<String, Double> times = new LinkedHashMap<>();

    ExplainRun(Subject subject, List<Method> methods, Optional<String> targetClass, Progress progress) {
        this.subject = subject;
        this.methods = methods;
        this.targetClass = targetClass;
        this.progress = progress;
    }

    /** Seconds a picture for each method, of the last model explained by them all. */
    Map<String, Double> times() {
        return times;
    }

    List<Answered> over(Dataset pictures) {
        Optional<Integer> fixed = targetClass.map(subject::classNamed);
        List<Answered> answered = new ArrayList<>();
        InputMaker maker = new InputMaker(
                subject.model().graph().inputs().get(0),
                subject.card().inputs().get(0),
                ImageReader::read,
                Catalog::video);
        for (int i = 0; i < pictures.size(); i++) {
            Sample sample = pictures.sample(i);
            Tensor input = maker.allocate(1, sample.content());
            View view = maker.fill(sample, input, 0);
            boolean picture = sample.content() instanceof Content.Picture;
            List<Image> images = picture
                    ? List.of(ImageReader.read(((Content.Picture) sample.content()).file()))
                    : InputPicture.of(subject, input);
            Placement placement = picture
                    ? view.placement()
                    : View.exact(images.get(0).width(), images.get(0).height()).placement();
            Explanation bare = new Explanation(sample.id(), images, placement, "", 0, "", List.of());
            answered.add(new Answered(input, -1, fixed.orElse(-1), boxes(sample, view), bare));
        }
        return explained(subject, answered);
    }

    private static List<Box> boxes(Sample sample, View view) {
        return sample.truth() instanceof Truth.Objects objects
                ? objects.boxes().stream()
                        .map(labelled -> view.placement().toInput(labelled.box()))
                        .toList()
                : List.of();
    }

    /** How good each method's maps are, and what maps drawn by chance would be worth. */
    List<MapJudgement> judgements(List<Answered> answered, long seed) {
        Judging judging = new Judging(subject, seed);
        List<MapJudgement> judgements = new ArrayList<>();
        progress.begin("judge maps", methods.size() + 1L);
        for (int m = 0; m < methods.size(); m++) {
            judgements.add(judging.judge(methods.get(m), explained(answered, m)));
            progress.advance(1);
        }
        judgements.add(judging.control(explained(answered, 0)));
        progress.end();
        return judgements;
    }

    private List<Judging.Explained> explained(List<Answered> answered, int method) {
        return answered.stream()
                .map(one -> new Judging.Explained(
                        one.input(),
                        subject.classTarget(one.target()),
                        one.shown().maps().get(method),
                        one.boxes()))
                .toList();
    }

    /** The same pictures and classes, explained by another model. */
    List<Answered> by(Subject other, List<Answered> answered) {
        Map<String, Double> before = new LinkedHashMap<>(times);
        List<Answered> moved = explained(other, answered);
        times.clear();
        times.putAll(before);
        return moved;
    }

    private List<Answered> explained(Subject by, List<Answered> asked) {
        List<Answered> targeted = new ArrayList<>();
        try (ClassReader reader = new ClassReader(by)) {
            for (Answered one : asked) {
                targeted.add(answered(by, one, reader.read(one.input())));
            }
        }
        List<List<Saliency>> maps = new ArrayList<>();
        targeted.forEach(one -> maps.add(new ArrayList<>()));
        for (Method method : methods) {
            progress.begin("explain by " + method.name(), targeted.size());
            long start = System.nanoTime();
            try (Explainer explainer = method.on(by)) {
                for (int i = 0; i < targeted.size(); i++) {
                    Answered one = targeted.get(i);
                    maps.get(i).add(explainer.explain(one.input(), by.classTarget(one.target())));
                    progress.advance(1);
                }
            } finally {
                progress.end();
            }
            times.put(method.name(), (System.nanoTime() - start) / 1e9 / targeted.size());
        }
        List<Answered> explained = new ArrayList<>();
        for (int i = 0; i < targeted.size(); i++) {
            Answered one = targeted.get(i);
            Explanation bare = one.shown();
            Explanation whole = new Explanation(
                    bare.id(),
                    bare.pictures(),
                    bare.placement(),
                    bare.target(),
                    bare.score(),
                    bare.answer(),
                    maps.get(i));
            explained.add(new Answered(one.input(), one.best(), one.target(), one.boxes(), whole));
        }
        return explained;
    }

    private static Answered answered(Subject by, Answered asked, Prediction.ClassScores scores) {
        int best = scores.best();
        int target = asked.target() < 0 ? best : asked.target();
        // A class that there is not is refused by name when it is explained.
        double score = target < scores.classes() ? scores.score(target) : 0;
        String answer =
                String.format(Locale.ROOT, "%s %.2f", by.classTarget(best).name(), scores.score(best));
        Explanation bare = asked.shown();
        Explanation named = new Explanation(
                bare.id(),
                bare.pictures(),
                bare.placement(),
                by.classTarget(target).name(),
                score,
                answer,
                List.of());
        return new Answered(asked.input(), best, target, asked.boxes(), named);
    }

    /** How far the maps moved, method by method. */
    List<Drift> drift(List<Answered> baseline, List<Answered> variant, long seed) {
        List<Drift> drifts = new ArrayList<>();
        for (int m = 0; m < methods.size(); m++) {
            DriftTally tally = new DriftTally();
            for (int i = 0; i < baseline.size(); i++) {
                tally.add(
                        baseline.get(i).shown().maps().get(m),
                        variant.get(i).shown().maps().get(m),
                        baseline.get(i).best() == variant.get(i).best());
            }
            drifts.add(tally.drift(seed));
        }
        return drifts;
    }
}

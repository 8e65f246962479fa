package io.edgeopt.cli;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.InputPicture;
import io.edgeopt.core.explain.MapJudgement;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.explain.Reply;
import io.edgeopt.core.explain.Respondent;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.drift.DriftTally;
import io.edgeopt.xai.fidelity.Judging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pictures in, explanations out. */
final class ExplainRun {
    /**
     * A picture, what was asked and answered, and why.
     *
     * @param boxes where the truth has what was asked about, in pixels of the input
     */
    record Answered(Sample sample, Tensor input, Question question, Reply reply, List<Box> boxes, Explanation shown) {}

    /** A picture and what is asked of it. */
    private record Asked(Sample sample, Tensor input, Question question, List<Box> boxes, Explanation bare) {}

    private final Feeder feeder;
    private final Subject subject;
    private final List<Method> methods;
    private final Asking asking;
    private final Progress progress;
    private final Map<String, Double> times = new LinkedHashMap<>();

    ExplainRun(Feeder feeder, List<Method> methods, Asking asking, Progress progress) {
        this.feeder = feeder;
        this.subject = feeder.subject();
        this.methods = methods;
        this.asking = asking;
        this.progress = progress;
    }

    /** Seconds a picture for each method, of the last model explained by them all. */
    Map<String, Double> times() {
        return times;
    }

    /** Those of the pictures about which there is something to ask; one at least. */
    List<Answered> over(Dataset pictures) {
        List<Asked> asked = new ArrayList<>();
        TrueBoxes truth = new TrueBoxes(subject.card().labels(), pictures.labels());
        try (Respondent model = new Respondent(subject)) {
            for (int i = 0; i < pictures.size(); i++) {
                Sample sample = pictures.sample(i);
                Feeder.Fed fed = feeder.feed(sample);
                Asking.Pictured pictured =
                        new Asking.Pictured(sample, fed.input(), fed.view().placement());
                asking.about(pictured, model)
                        .map(question -> asked(subject, sample, fed, question, truth.of(sample, fed.view(), question)))
                        .ifPresent(asked::add);
            }
        }
        if (asked.isEmpty()) {
            throw new InvalidDataException("%s: nothing to explain in %d pictures: %s"
                    .formatted(pictures.name(), pictures.size(), asking.nothing()));
        }
        return explained(subject, asked);
    }

    private static Asked asked(Subject subject, Sample sample, Feeder.Fed fed, Question question, List<Box> boxes) {
        boolean picture = sample.content() instanceof Content.Picture;
        List<Image> images = picture
                ? List.of(ImageReader.read(((Content.Picture) sample.content()).file()))
                : InputPicture.of(subject, fed.input());
        Placement placement = picture
                ? fed.view().placement()
                : View.exact(images.get(0).width(), images.get(0).height()).placement();
        Optional<Box> box = question instanceof Question.OfBox asked
                ? Optional.of(placement.toSource(asked.box()))
                : Optional.empty();
        Explanation bare = new Explanation(sample.id(), images, placement, "", 0, "", List.of(), box);
        return new Asked(sample, fed.input(), question, boxes, bare);
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
                        one.reply().targetFor(methods.get(method)),
                        one.reply().target(),
                        one.shown().maps().get(method),
                        one.boxes()))
                .toList();
    }

    /**
     * The same pictures and questions, put to another model. Where that takes them otherwise, of another size say, they are
     * made ready for it anew.
     */
    List<Answered> by(Feeder other, List<Answered> answered) {
        Map<String, Double> before = new LinkedHashMap<>(times);
        boolean alike = other.takes().equals(feeder.takes());
        List<Answered> moved = explained(
                other.subject(),
                answered.stream()
                        .map(one -> alike
                                ? new Asked(one.sample(), one.input(), one.question(), one.boxes(), one.shown())
                                : anew(other, one))
                        .toList());
        times.clear();
        times.putAll(before);
        return moved;
    }

    private Asked anew(Feeder other, Answered one) {
        Feeder.Fed seen = feeder.feed(one.sample());
        Feeder.Fed fed = other.feed(one.sample());
        Question question = new Transposed(feeder.frame(seen), other.frame(fed)).question(one.question());
        return asked(other.subject(), one.sample(), fed, question, List.of());
    }

    private List<Answered> explained(Subject by, List<Asked> asked) {
        List<Reply> replies = new ArrayList<>();
        try (Respondent model = new Respondent(by)) {
            for (Asked one : asked) {
                replies.add(model.reply(one.question(), one.input()));
            }
        }
        List<List<Saliency>> maps = new ArrayList<>();
        asked.forEach(one -> maps.add(new ArrayList<>()));
        for (Method method : methods) {
            progress.begin("explain by " + method.name(), asked.size());
            long start = System.nanoTime();
            try (Explainer explainer = method.on(by)) {
                for (int i = 0; i < asked.size(); i++) {
                    maps.get(i)
                            .add(explainer.explain(
                                    asked.get(i).input(), replies.get(i).targetFor(method)));
                    progress.advance(1);
                }
            } finally {
                progress.end();
            }
            times.put(method.name(), (System.nanoTime() - start) / 1e9 / asked.size());
        }
        List<Answered> explained = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Asked one = asked.get(i);
            Reply reply = replies.get(i);
            Explanation bare = one.bare();
            Explanation whole = new Explanation(
                    bare.id(),
                    bare.pictures(),
                    bare.placement(),
                    reply.asked(),
                    reply.score(),
                    reply.answer(),
                    maps.get(i),
                    bare.box());
            explained.add(new Answered(one.sample(), one.input(), one.question(), reply, one.boxes(), whole));
        }
        return explained;
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
                        baseline.get(i).reply().verdict()
                                == variant.get(i).reply().verdict());
            }
            drifts.add(tally.drift(seed));
        }
        return drifts;
    }
}

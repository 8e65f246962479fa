package io.edgeopt.xai.drift;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.explain.Reply;
import io.edgeopt.core.explain.Respondent;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A baseline's maps of its probe pictures, made once, to which any number of variants are compared. */
public final class DriftTrial {
    private final Method method;
    private final List<Tensor> probes;
    private final List<Question> questions;
    private final List<Integer> answers;
    private final List<Saliency> maps;

    private DriftTrial(
            Method method, List<Tensor> probes, List<Question> questions, List<Integer> answers, List<Saliency> maps) {
        this.method = method;
        this.probes = probes;
        this.questions = questions;
        this.answers = answers;
        this.maps = maps;
    }

    /** Explains what the baseline, a classifier, answers to each probe: an input of the model, a batch of one. */
    public static DriftTrial of(Method method, Subject baseline, List<Tensor> probes) {
        List<Question> questions = new ArrayList<>();
        try (Respondent model = new Respondent(baseline)) {
            for (Tensor probe : probes) {
                if (!(model.hear(probe).said() instanceof Prediction.ClassScores scores)) {
                    throw new UnsupportedModelException("%s answers with %s; say what is asked of each picture"
                            .formatted(baseline.card().name(), baseline.card().task()));
                }
                questions.add(new Question.OfClass(scores.best()));
            }
        }
        return of(method, baseline, probes, questions);
    }

    /** Puts a question about each probe. */
    public static DriftTrial of(Method method, Subject baseline, List<Tensor> probes, List<Question> questions) {
        List<Reply> replies = replies(baseline, probes, questions);
        return new DriftTrial(
                method,
                List.copyOf(probes),
                List.copyOf(questions),
                replies.stream().map(Reply::verdict).toList(),
                maps(method, baseline, probes, replies));
    }

    private static List<Reply> replies(Subject subject, List<Tensor> probes, List<Question> questions) {
        List<Reply> replies = new ArrayList<>();
        try (Respondent model = new Respondent(subject)) {
            for (int i = 0; i < probes.size(); i++) {
                replies.add(model.reply(questions.get(i), probes.get(i)));
            }
        }
        return replies;
    }

    private static List<Saliency> maps(Method method, Subject subject, List<Tensor> probes, List<Reply> replies) {
        List<Saliency> maps = new ArrayList<>();
        try (Explainer explainer = method.on(subject)) {
            for (int i = 0; i < probes.size(); i++) {
                maps.add(explainer.explain(probes.get(i), replies.get(i).targetFor(method)));
            }
        }
        return List.copyOf(maps);
    }

    /** What the baseline makes of each question: of a classifier, the class that it answers. */
    public List<Integer> answers() {
        return answers;
    }

    /** The baseline's maps. */
    public List<Saliency> maps() {
        return maps;
    }

    /** The variant's maps, each of the same question. */
    public List<Saliency> mapsOf(Subject variant) {
        return maps(method, variant, probes, replies(variant, probes, questions));
    }

    /** How far the variant's maps are from the baseline's. */
    public Drift against(Subject variant, long seed) {
        List<Reply> said = replies(variant, probes, questions);
        List<Saliency> moved = maps(method, variant, probes, said);
        DriftTally tally = new DriftTally();
        for (int i = 0; i < maps.size(); i++) {
            tally.add(maps.get(i), moved.get(i), said.get(i).verdict() == answers.get(i));
        }
        return tally.drift(seed);
    }
}

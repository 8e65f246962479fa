package io.edgeopt.core.explain;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.head.BoxSearch;
import io.edgeopt.core.task.head.ClassCount;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A model that questions about inputs are put to. */
public final class Respondent implements AutoCloseable {
    /** From this score on a box is one that a detector says is there; cards keep weaker ones, for scoring. */
    public static final float SURE = 0.3f;

    private static final float SAME_PLACE = 0.5f;
    private static final int NAMED = 3;

    private final Subject subject;
    private final Session session;

    public Respondent(Subject subject) {
        this.subject = subject;
        this.session = subject.backend().open(subject.model(), subject.options());
    }

    /**
     * What a model says of an input by itself.
     *
     * @param view the network's input in pixels, in which boxes are
     */
    public record Heard(Map<String, Tensor> outputs, View view, Prediction said) {}

    public Heard hear(Tensor input) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        View view = View.exact(axes.width(shape), axes.height(shape));
        Map<String, Tensor> outputs = session.run(Map.of(subject.input(), input));
        return new Heard(outputs, view, subject.card().head().decode(outputs, 0, view));
    }

    /** The boxes that a detector says are there, surest first. */
    public static List<Detection> sure(Prediction said) {
        return said instanceof Prediction.Detections detections
                ? detections.found().stream().filter(one -> one.score() >= SURE).toList()
                : List.of();
    }

    public Reply reply(Question question, Tensor input) {
        Heard heard = hear(input);
        if (question instanceof Question.OfClass asked) {
            return ofClass(asked.index(), heard);
        }
        if (question instanceof Question.OfBox asked) {
            return ofBox(asked, heard);
        }
        if (question instanceof Question.OfFaces asked) {
            return ofPerson(asked.name(), mean(asked.faces()), heard);
        }
        Question.OfPerson asked = (Question.OfPerson) question;
        return ofPerson(asked.name(), asked.known(), heard);
    }

    private Reply ofClass(int index, Heard heard) {
        ClassTarget target = subject.classTarget(index);
        Prediction.ClassScores scores = (Prediction.ClassScores) heard.said();
        int best = scores.best();
        // A class that there is not is refused by name when it is explained.
        double score = index < scores.classes() ? scores.score(index) : 0;
        String answer = words(subject.classTarget(best).name(), scores.score(best));
        return new Reply(answer, target.name(), score, best, target, target);
    }

    private Reply ofBox(Question.OfBox asked, Heard heard) {
        Head head = subject.card().head();
        if (!BoxSearch.suits(head)) {
            throw unlike("boxes");
        }
        String name = label(asked.label());
        BoxSearch.Found found = BoxSearch.best(
                        head, heard.outputs(), 0, heard.view(), asked.label(), one -> one.overlap(asked.box()))
                .orElseThrow(() -> new InvalidPlanException("the model reads no box of %s; its labels are %s"
                        .formatted(name, subject.card().labels())));
        Set<String> outputs = new LinkedHashSet<>();
        for (ValueInfo output : subject.model().graph().outputs()) {
            outputs.add(output.name());
        }
        Target target = new BoxTarget(
                head,
                Collections.unmodifiableSet(outputs),
                heard.view(),
                asked.box(),
                asked.label(),
                name,
                found.place());
        List<Detection> sure = sure(heard.said());
        String answer = sure.isEmpty()
                ? "no box"
                : sure.stream()
                        .limit(NAMED)
                        .map(one -> words(label(one.label()), one.score()))
                        .collect(Collectors.joining(", "));
        boolean there = sure.stream()
                .anyMatch(one -> one.label() == asked.label() && one.box().overlap(asked.box()) >= SAME_PLACE);
        return new Reply(answer, name, found.worth(), there ? 1 : 0, target, subject.cellTarget(found.place(), name));
    }

    private Reply ofPerson(String name, Prediction.Embedding known, Heard heard) {
        if (!(subject.card().head() instanceof Head.Embedding head)) {
            throw unlike("faces");
        }
        String output = head.output()
                .orElseGet(() -> subject.model().graph().outputs().get(0).name());
        Target target = new IdentityTarget(output, known, name);
        double score = target.score(heard.outputs(), 0);
        // Where nobody chose a threshold, unlike is what points away.
        boolean same = score >= head.threshold().orElse(0f);
        return new Reply(words(same ? name : "not " + name, score), name, score, same ? 1 : 0, target, target);
    }

    private Prediction.Embedding mean(List<Tensor> faces) {
        float[] sum = new float[0];
        for (Tensor face : faces) {
            if (!(hear(face).said() instanceof Prediction.Embedding embedding)) {
                throw unlike("faces");
            }
            float[] one = embedding.toArray();
            sum = sum.length == 0 ? new float[one.length] : sum;
            for (int i = 0; i < one.length; i++) {
                sum[i] += one[i];
            }
        }
        return new Prediction.Embedding(sum);
    }

    /** The surest box of a class, however unsure. */
    public Optional<Question> surest(Heard heard, int label) {
        return BoxSearch.best(subject.card().head(), heard.outputs(), 0, heard.view(), label, one -> 1)
                .map(found -> new Question.OfBox(found.box(), label));
    }

    /** The class that a box at that place is most likely of. */
    public Optional<Question> at(Heard heard, Box box) {
        int classes = ClassCount.of(subject.card().head(), heard.outputs())
                .orElse(Math.max(1, subject.card().labels().size()));
        Optional<Question> best = Optional.empty();
        double worth = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < classes; label++) {
            Optional<BoxSearch.Found> found = BoxSearch.best(
                    subject.card().head(), heard.outputs(), 0, heard.view(), label, one -> one.overlap(box));
            if (found.isPresent() && found.get().worth() > worth) {
                worth = found.get().worth();
                best = Optional.of(new Question.OfBox(box, label));
            }
        }
        return best;
    }

    /** About a box that the model says is there, as it read it: not cut off at the edges. */
    public Question about(Heard heard, Detection detection) {
        Box box = BoxSearch.best(
                        subject.card().head(),
                        heard.outputs(),
                        0,
                        heard.view(),
                        detection.label(),
                        one -> one.overlap(detection.box()))
                .map(BoxSearch.Found::box)
                .orElse(detection.box());
        return new Question.OfBox(box, detection.label());
    }

    private String label(int index) {
        List<String> labels = subject.card().labels();
        return index >= 0 && index < labels.size() ? labels.get(index) : "class " + index;
    }

    private static String words(String what, double score) {
        return String.format(Locale.ROOT, "%s %.2f", what, score);
    }

    private UnsupportedModelException unlike(String what) {
        return new UnsupportedModelException("%s answers with %s, which has no %s to explain"
                .formatted(subject.card().name(), subject.card().task(), what));
    }

    @Override
    public void close() {
        session.close();
    }
}

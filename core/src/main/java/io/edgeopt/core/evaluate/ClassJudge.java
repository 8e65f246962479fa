package io.edgeopt.core.evaluate;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.metric.ClassificationOutcomes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Classes of pictures, arrays or clips. */
final class ClassJudge implements Judge {
    private final Dataset data;
    private final int size;
    private final List<String> modelLabels;
    private final LabelMap labels;
    private final int topK;
    private final Consumer<Example> witness;
    private ClassificationOutcomes.@Nullable Builder outcomes;

    ClassJudge(Dataset data, int size, List<String> modelLabels, int topK, Consumer<Example> witness) {
        this.data = data;
        this.size = size;
        this.modelLabels = modelLabels;
        this.labels = LabelMap.strict(data.labels(), modelLabels, data.name());
        this.topK = topK;
        this.witness = witness;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Sample sample(int index) {
        return data.sample(index);
    }

    @Override
    public void add(Sample sample, Prediction prediction) {
        if (!(sample.truth() instanceof Truth.Label label)) {
            throw Judge.wrongTruth(sample, "a class");
        }
        if (!(prediction instanceof Prediction.ClassScores answer)) {
            throw Judge.wrongAnswer(prediction, "class scores");
        }
        float[] scores = answer.toArray();
        for (float score : scores) {
            if (Float.isNaN(score)) {
                throw new InvalidModelException(
                        "the model answers NaN to sample %s: its numbers overflow there, or it is broken"
                                .formatted(sample.id()));
            }
        }
        if (outcomes == null) {
            outcomes = ClassificationOutcomes.builder(names(scores.length), Math.min(topK, scores.length - 1));
        }
        int truth = labels.toModel(label.index());
        outcomes.add(truth, scores);
        witness.accept(example(sample, truth, answer));
    }

    private Example example(Sample sample, int truth, Prediction.ClassScores answer) {
        List<String> names = names(answer.classes());
        int best = answer.best();
        return new Example(
                sample.id(),
                sample.content(),
                best == truth,
                answer.score(best),
                names.get(truth),
                String.format(Locale.ROOT, "%s %.2f", names.get(best), answer.score(best)),
                List.of());
    }

    /** Names for as many classes as the model answers. */
    private List<String> names(int classes) {
        if (!modelLabels.isEmpty() && modelLabels.size() != classes) {
            throw new InvalidDataException("the model answers %d classes, but its labels are %d; correct the labels"
                    .formatted(classes, modelLabels.size()));
        }
        List<String> known = modelLabels.isEmpty() ? data.labels() : modelLabels;
        return IntStream.range(0, classes)
                .mapToObj(i -> i < known.size() ? known.get(i) : Integer.toString(i))
                .toList();
    }

    @Override
    public Answers answers() {
        if (outcomes == null) {
            throw new IllegalStateException("nothing was answered");
        }
        ClassificationOutcomes built = outcomes.build();
        return new Answers(
                size, List.of(built), Optional.of(built.perClass()), Optional.of(built.confusion()), List.of());
    }
}

package io.edgeopt.core.evaluate;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.metric.DetectionOutcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Objects in pictures. Only classes that the set labels are scored: what the model finds of others may well be there.
 */
final class DetectionJudge implements Judge {
    private final Dataset data;
    private final int size;
    private final LabelMap labels;
    private final DetectionOutcomes.Builder outcomes;
    private final List<String> names;
    private final Set<Integer> labelled;
    private final Consumer<Example> witness;

    DetectionJudge(Dataset data, int size, List<String> modelLabels, Consumer<Example> witness) {
        this.data = data;
        this.size = size;
        this.labels = LabelMap.partial(data.labels(), modelLabels, data.name());
        // Indexed like the model's classes; those that the set does not label never occur and so never count.
        int classes = Math.max(modelLabels.size(), data.labels().size());
        this.names = IntStream.range(0, classes)
                .mapToObj(i -> i < modelLabels.size()
                        ? modelLabels.get(i)
                        : data.labels().get(i))
                .toList();
        this.outcomes = DetectionOutcomes.builder(names);
        this.labelled = IntStream.range(0, data.labels().size())
                .map(labels::toModel)
                .boxed()
                .collect(Collectors.toSet());
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
        if (!(sample.truth() instanceof Truth.Objects objects)) {
            throw Judge.wrongTruth(sample, "boxes");
        }
        if (!(prediction instanceof Prediction.Detections detections)) {
            throw Judge.wrongAnswer(prediction, "detections");
        }
        List<LabelledBox> truth = new ArrayList<>();
        for (LabelledBox box : objects.boxes()) {
            int label = labels.toModel(box.label());
            if (label >= 0) {
                truth.add(new LabelledBox(box.box(), label, box.crowd()));
            }
        }
        outcomes.add(truth, detections.found());
        List<Detection> scored = detections.found().stream()
                .filter(found -> labelled.contains(found.label()))
                .toList();
        witness.accept(ObjectExample.of(sample, truth, scored, names));
    }

    @Override
    public Answers answers() {
        DetectionOutcomes built = outcomes.build();
        List<String> notes = labels.unknownToModel().isEmpty()
                ? List.of()
                : List.of("not scored, because the model does not answer them: "
                        + String.join(", ", labels.unknownToModel()));
        return new Answers(size, List.of(built), Optional.of(built.perClass()), Optional.empty(), notes);
    }
}

package io.edgeopt.core.evaluate;

import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.task.metric.VerificationOutcomes;
import io.edgeopt.core.task.metric.VerificationOutcomes.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Pairs of pictures, of the same person or not. Each picture is shown once, in however many pairs it is. */
final class PairJudge implements Judge {
    private record Places(int first, int second, boolean same) {}

    private final OptionalDouble threshold;
    private final List<Content> contents = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Places> pairs = new ArrayList<>();
    private final List<Embedding> embeddings = new ArrayList<>();

    PairJudge(Dataset data, int size, OptionalDouble threshold) {
        this.threshold = threshold;
        Map<Content, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Sample sample = data.sample(i);
            if (!(sample.truth() instanceof Truth.SamePerson pair)) {
                throw Judge.wrongTruth(sample, "whether it is the same person");
            }
            pairs.add(new Places(
                    place(places, sample.content(), sample.id()),
                    place(places, pair.other(), sample.id()),
                    pair.same()));
        }
    }

    private int place(Map<Content, Integer> places, Content content, String id) {
        return places.computeIfAbsent(content, unseen -> {
            contents.add(content);
            ids.add(id);
            return contents.size() - 1;
        });
    }

    @Override
    public int size() {
        return contents.size();
    }

    @Override
    public Sample sample(int index) {
        return new Sample(ids.get(index), contents.get(index), new Truth.Unknown());
    }

    @Override
    public void add(Sample sample, Prediction prediction) {
        if (!(prediction instanceof Embedding embedding)) {
            throw Judge.wrongAnswer(prediction, "an embedding");
        }
        embeddings.add(embedding);
    }

    @Override
    public Answers answers() {
        VerificationOutcomes outcomes = VerificationOutcomes.of(
                pairs.stream()
                        .map(pair -> new Pair(
                                Integer.toString(pair.first()),
                                Integer.toString(pair.second()),
                                embeddings.get(pair.first()).similarity(embeddings.get(pair.second())),
                                pair.same()))
                        .toList(),
                threshold);
        return new Answers(
                pairs.size(),
                List.of(outcomes),
                Optional.empty(),
                Optional.empty(),
                List.of("%d pairs of %d pictures; best threshold over all %.4f"
                        .formatted(pairs.size(), contents.size(), outcomes.threshold())));
    }
}

package io.edgeopt.core.evaluate;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.task.metric.IdentificationOutcomes;
import io.edgeopt.core.task.metric.Outcomes;
import io.edgeopt.core.task.metric.VerificationOutcomes;
import io.edgeopt.core.task.metric.VerificationOutcomes.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Pictures of people with their names: who is found among the enrolled, and how all pairs compare. */
final class PersonJudge implements Judge {
    /** So many pairs say enough; of more, all like pairs stay and unlike ones are drawn. */
    private static final int MOST_PAIRS = 200_000;

    private final Dataset data;
    private final int size;
    private final int enrolled;
    private final long seed;
    private final OptionalDouble threshold;
    private final List<String> names = new ArrayList<>();
    private final List<Embedding> embeddings = new ArrayList<>();

    PersonJudge(Dataset data, int size, int enrolled, long seed, OptionalDouble threshold) {
        this.data = data;
        this.size = size;
        this.enrolled = enrolled;
        this.seed = seed;
        this.threshold = threshold;
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
        if (sample.truth() instanceof Truth.Identity who) {
            names.add(who.person());
        } else if (sample.truth() instanceof Truth.Label label) {
            names.add(String.format(Locale.ROOT, "%06d", label.index()));
        } else {
            throw Judge.wrongTruth(sample, "who is seen, or pairs");
        }
        if (!(prediction instanceof Embedding embedding)) {
            throw Judge.wrongAnswer(prediction, "an embedding");
        }
        embeddings.add(embedding);
    }

    @Override
    public Answers answers() {
        IdentificationOutcomes identification = IdentificationOutcomes.of(names, embeddings, enrolled);
        List<Pair> pairs = pairs();
        List<Outcomes> overall = new ArrayList<>(List.of(identification));
        if (pairs.stream().anyMatch(Pair::same) && !pairs.stream().allMatch(Pair::same)) {
            overall.add(VerificationOutcomes.of(pairs, threshold));
        }
        return new Answers(
                size,
                overall,
                Optional.empty(),
                Optional.empty(),
                List.of("%d pictures enrolled for each of %d people, %d looked up; %d pairs"
                        .formatted(enrolled, identification.units(), identification.probes(), pairs.size())));
    }

    private List<Pair> pairs() {
        long all = (long) size * (size - 1) / 2;
        double share = Math.min(1, (double) MOST_PAIRS / all);
        SplittableRandom random = new SplittableRandom(seed);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                boolean same = names.get(i).equals(names.get(j));
                if (same || share == 1 || random.nextDouble() < share) {
                    double similarity = embeddings.get(i).similarity(embeddings.get(j));
                    pairs.add(new Pair(Integer.toString(i), Integer.toString(j), similarity, same));
                }
            }
        }
        return pairs;
    }
}

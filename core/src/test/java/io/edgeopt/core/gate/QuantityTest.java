package io.edgeopt.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.task.metric.AreaRange;
import io.edgeopt.core.task.metric.ClassificationOutcomes;
import io.edgeopt.core.task.metric.DetectionOutcomes;
import io.edgeopt.core.task.metric.IdentificationOutcomes;
import io.edgeopt.core.task.metric.Outcomes;
import io.edgeopt.core.task.metric.VerificationOutcomes;
import io.edgeopt.core.task.metric.VerificationOutcomes.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    private static final List<String> LABELS = List.of("a", "b c");
    private static final Embedding EAST = new Embedding(new float[] {1, 0});

    /** Every kind of outcomes there is, whole and by class. */
    static List<Outcomes> outcomes() {
        List<Outcomes> outcomes = new ArrayList<>();
        for (int most : new int[] {1, 2}) {
            ClassificationOutcomes classes = ClassificationOutcomes.builder(LABELS, most)
                    .add(0, new float[] {1, 0})
                    .build();
            outcomes.add(classes);
            outcomes.add(classes.perClass());
        }
        for (AreaRange range : AreaRange.values()) {
            DetectionOutcomes boxes = DetectionOutcomes.builder(LABELS, range)
                    .add(List.of(new LabelledBox(new Box(0, 0, 9, 9), 0, false)), List.of())
                    .build();
            outcomes.add(boxes);
            outcomes.add(boxes.perClass());
        }
        outcomes.add(
                IdentificationOutcomes.of(List.of("ann", "ann", "bob", "bob"), List.of(EAST, EAST, EAST, EAST), 1));
        outcomes.add(VerificationOutcomes.of(List.of(new Pair("a", "b", 0.9, true), new Pair("a", "c", 0.1, false))));
        return outcomes;
    }

    static Stream<String> names() {
        return outcomes().stream().flatMap(one -> one.names().stream()).distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void knowsEveryScoreBeforeThereIsOne(String name) {
        assertThat(Quantity.named(name).mayBeScored()).isTrue();
        assertThat(Quantity.named(name + ".drop").mayBeScored()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acuracy", "top", "map50", "latency", "recall", "tar"})
    void knowsNoOther(String name) {
        assertThat(Quantity.named(name).mayBeScored()).isFalse();
    }

    @Test
    void hasScoresOfEveryTask() {
        assertThat(names()).contains("top1", "mAP50", "rank1", "auc");
    }
}

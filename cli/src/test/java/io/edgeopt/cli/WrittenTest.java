package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrittenTest {
    private static ModelCard card(Task task, Head head) {
        return ModelCard.of(
                "m", task, List.of(new CardInput("x", Optional.empty(), Optional.empty())), head, List.of());
    }

    @Test
    void saysThatAThresholdWasChosenForOtherEmbeddings() {
        Optional<String> said =
                Written.staleThreshold(card(Task.EMBEDDING, new Head.Embedding(Optional.empty(), Optional.of(0.48f))));

        assertThat(said).hasValueSatisfying(note -> assertThat(note).contains("threshold of 0.48", "--threshold-from"));
    }

    @Test
    void saysNothingWhereThereIsNoThreshold() {
        assertThat(Written.staleThreshold(card(Task.EMBEDDING, new Head.Embedding(Optional.empty()))))
                .isEmpty();
        assertThat(Written.staleThreshold(
                        card(Task.CLASSIFICATION, new Head.Classification(Optional.empty(), Head.Activation.SOFTMAX))))
                .isEmpty();
    }
}

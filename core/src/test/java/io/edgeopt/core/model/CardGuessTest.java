package io.edgeopt.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.model.CardGuess.Given;
import io.edgeopt.core.tensor.ElementType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CardGuessTest {
    private static final List<ValueInfo> OUTPUT = List.of(ValueInfo.named("logits"));

    @Test
    void readsSizeAndLayoutFromTheInput() {
        CardGuess guess = CardGuess.of("net", input(1, 3, 240, 320), OUTPUT, Given.NOTHING);

        Preparation preparation = guess.card().inputs().get(0).preparation().orElseThrow();
        assertThat(preparation.width()).isEqualTo(320);
        assertThat(preparation.height()).isEqualTo(240);
        assertThat(preparation.layout()).isEqualTo(Layout.NCHW);
        assertThat(preparation.mean()).containsExactly(0.485f, 0.456f, 0.406f);
        assertThat(guess.guesses()).anyMatch(text -> text.contains("--mean"));
    }

    @Test
    void seesGrayPicturesWithTheirColourLast() {
        CardGuess guess = CardGuess.of("net", input(-1, 28, 28, 1), OUTPUT, Given.NOTHING);

        Preparation preparation = guess.card().inputs().get(0).preparation().orElseThrow();
        assertThat(preparation.layout()).isEqualTo(Layout.NHWC);
        assertThat(preparation.channels()).isEqualTo(Channels.GRAY);
    }

    @Test
    void leavesPicturesToTheUserWhereTheSizeIsFree() {
        CardGuess guess = CardGuess.of("net", input(-1, 3, -1, -1), OUTPUT, Given.NOTHING);

        assertThat(guess.card().inputs().get(0).preparation()).isEmpty();
    }

    @Test
    void asksForTheLayoutWhereItCannotBeSeen() {
        assertThatThrownBy(() -> CardGuess.of("net", input(1, 3, 224, 3), OUTPUT, Given.NOTHING))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("--layout");
    }

    @Test
    void doesNotGuessWhatSeveralInputsAreFor() {
        List<ValueInfo> two = List.of(ValueInfo.named("a"), ValueInfo.named("b"));

        assertThatThrownBy(() -> CardGuess.of("net", two, OUTPUT, Given.NOTHING))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("card");
    }

    private static List<ValueInfo> input(int... extents) {
        List<Dim> dims = Arrays.stream(extents)
                .<Dim>mapToObj(extent -> extent < 0 ? new Dim.Free("N") : new Dim.Fixed(extent))
                .toList();
        return List.of(ValueInfo.of("x", ElementType.FLOAT, dims));
    }
}

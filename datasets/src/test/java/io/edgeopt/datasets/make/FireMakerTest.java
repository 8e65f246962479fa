package io.edgeopt.datasets.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Truth;
import io.edgeopt.datasets.make.fire.FireMaker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FireMakerTest {
    private final FireMaker maker = new FireMaker();

    private Made draw(Part part, int index) {
        return maker.draw(part, index, Chance.of(5, "fire", part, index));
    }

    @Test
    void repeatsItsPixels() {
        assertThat(draw(Part.TEST, 3).frames().get(0).rgb())
                .isEqualTo(draw(Part.TEST, 3).frames().get(0).rgb());
    }

    @ParameterizedTest(name = "sample {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void boxesWhatItDrawsAndNothingElse(int index) {
        Made made = draw(Part.TRAIN, index);

        int label = ((Truth.Label) made.truth()).index();
        List<Integer> boxed =
                made.boxes().stream().map(Truth.LabelledBox::label).toList();
        switch (maker.labels().get(label)) {
            case "normal" -> assertThat(boxed).isEmpty();
            case "smoke" -> assertThat(boxed).containsOnly(label);
            default -> assertThat(boxed).contains(label);
        }
        made.boxes().forEach(box -> {
            assertThat(box.box().left()).isGreaterThanOrEqualTo(0);
            assertThat(box.box().right())
                    .isLessThanOrEqualTo(made.frames().get(0).width());
            assertThat(box.box().bottom())
                    .isLessThanOrEqualTo(made.frames().get(0).height());
        });
    }
}

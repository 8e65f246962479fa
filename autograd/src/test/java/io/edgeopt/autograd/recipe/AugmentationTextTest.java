package io.edgeopt.autograd.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.augment.Scene;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationTextTest {
    @Test
    void cropsToTheInputOfTheNetwork() {
        Scene scene = AugmentationText.parse(
                        List.of(
                                "turn:1",
                                "crop:0.5,1.33",
                                "flip:0.5",
                                "colour:0.2,0.2,0.2,0",
                                "rotate:5",
                                "erase:1,0.2"),
                        12,
                        10)
                .apply(Scene.of(Image.blank(40, 30)), new SplittableRandom(1));

        assertThat(List.of(scene.image().width(), scene.image().height())).containsExactly(12, 10);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "crop:0.5|has 1 numbers, expected 2",
                "crop|has 0 numbers, expected 2",
                "crop:2,1|cannot crop at least 2.0",
                "flip:7|cannot flip 7.0 of all pictures, expected 0 to 1",
                "turn:-1|cannot turn -1.0 of all pictures",
                "erase:2,0.2|cannot erase 2.0 of all pictures",
                "erase:0.5,0|cannot erase at most 0.0 of a picture",
                "colour:0.2,0.2,9,0|cannot change saturation by up to 9.0, expected 0 to 1.0",
                "rotate:NaN|cannot change an angle in degrees by up to NaN",
                "flip:x|expected 1 numbers",
                "flop:1|no augmentation 'flop'; did you mean 'flip'"
            })
    void saysWhatIsWrong(String step, String message) {
        assertThatThrownBy(() -> AugmentationText.parse(List.of(step), 8, 8))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(message);
    }
}

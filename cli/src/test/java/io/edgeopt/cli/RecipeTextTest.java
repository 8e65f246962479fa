package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import org.junit.jupiter.api.Test;

class RecipeTextTest {
    @Test
    void readsStepsWithTheirOptions() {
        RecipeText recipe = RecipeText.parse("prune( ratio=0.5  no-teacher )→tune -> quantize(calibrator=mse)");

        assertThat(recipe.steps())
                .extracting(RecipeText.RecipeStep::toString)
                .containsExactly("prune --ratio=0.5 --no-teacher", "tune", "quantize --calibrator=mse");
        assertThat(recipe.steps().get(0).has("--ratio")).isTrue();
        assertThat(recipe.steps().get(0).has("--rat")).isFalse();
    }

    @Test
    void refusesWhatIsNoStep() {
        assertThatThrownBy(() -> RecipeText.parse("simplify -> -> quantize"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("'' is no step");
        assertThatThrownBy(() -> RecipeText.parse("prune(0.5"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("'prune(0.5' is no step");
    }
}

package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.search.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchSpaceTest {
    @TempDir
    private Path folder;

    private List<String> recipes(String text) throws IOException {
        Path file = folder.resolve("space.yaml");
        Files.writeString(file, text);
        return SearchSpace.read(file, new RecipeCommands()).stream()
                .map(one -> one.candidate().recipe())
                .toList();
    }

    @Test
    void takesOneChoiceOfEachPlace() throws IOException {
        assertThat(recipes("""
                steps:
                  - [none, 'prune(target-macs={0.7, 0.5})']
                  - [none, quantize(scheme=fp16)]
                """))
                .containsExactly(
                        "quantize(scheme=fp16)",
                        "prune(target-macs=0.7)",
                        "prune(target-macs=0.7) -> quantize(scheme=fp16)",
                        "prune(target-macs=0.5)",
                        "prune(target-macs=0.5) -> quantize(scheme=fp16)");
    }

    @Test
    void takesWholeRecipesToo() throws IOException {
        assertThat(recipes("recipes: [simplify, 'separate(rank={1,2}) → tune', simplify]"))
                .containsExactly("simplify", "separate(rank=1) -> tune", "separate(rank=2) -> tune");
    }

    @Test
    void holdsFiftyFiveRecipesWhereNothingIsSaid() {
        List<SearchRecipe> usual = SearchSpace.usual(new RecipeCommands());

        assertThat(usual).hasSize(55);
        assertThat(usual.stream().map(one -> one.candidate().training()).distinct())
                .as("fourteen trainings, and nothing to train")
                .hasSize(15);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> recipes("""
                step: [simplify]
                recipes:
                  - prun(ratio=0.5)
                  - prune(rate0=0.5)
                  - prune(ratio=half)
                  - prune(what=l3 ratio=0.5)
                  - tune -> quantize(scheme=static) -> tune
                  - 5
                """))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("space.yaml has 7 problems: ")
                .hasMessageContaining("there is no field 'step'; did you mean 'steps'?")
                .hasMessageContaining("there is no step 'prun'; did you mean 'prune'?")
                .hasMessageContaining("step 'prune' has no option 'rate0'; did you mean '--rate'?")
                .hasMessageContaining("step 'prune': invalid value for option '--ratio'")
                .hasMessageContaining("step 'prune': what is 'l3'; did you mean 'l1'? (known: ")
                .hasMessageContaining("has several steps tune without a length; give all but one of them steps=N")
                .hasMessageContaining("recipes[5]: expected a text, found 5");
    }

    @Test
    void trainsTheOpenStepInStretches() {
        SearchRecipe recipe =
                new SearchRecipe(RecipeText.parse("separate(rank=1) -> tune(rate=0.001) -> quantize(scheme=static)"));

        assertThat(recipe.candidate())
                .isEqualTo(new Candidate(
                        "separate(rank=1) -> tune(rate=0.001) -> quantize(scheme=static)",
                        "separate(rank=1) -> tune(rate=0.001)"));
        assertThat(recipe.trained(List.of(3, 6)).text())
                .isEqualTo("separate(rank=1) -> tune(rate=0.001 steps=3) -> tune(rate=0.001 steps=6)"
                        + " -> quantize(scheme=static)");
        assertThat(new SearchRecipe(RecipeText.parse("tune(steps=4)"))
                        .candidate()
                        .trains())
                .isFalse();
    }
}

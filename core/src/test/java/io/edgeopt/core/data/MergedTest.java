package io.edgeopt.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergedTest {
    /** Samples whose truths are given. */
    private record Given(String name, List<String> labels, List<Truth> truths) implements Dataset {
        @Override
        public int size() {
            return truths.size();
        }

        @Override
        public Sample sample(int index) {
            return new Sample("s" + index, new Content.Values(Tensor.scalar((float) index)), truths.get(index));
        }
    }

    private static Given classes(String name, String... labels) {
        List<Truth> truths = IntStream.range(0, labels.length)
                .<Truth>mapToObj(Truth.Label::new)
                .toList();
        return new Given(name, List.of(labels), truths);
    }

    @Test
    void bringsClassesToTheModelsByName() {
        Dataset merged = Merged.of(
                List.of(classes("one", "smoke", "fire"), classes("two", "normal")), List.of("fire", "smoke", "normal"));

        assertThat(IntStream.range(0, 3).mapToObj(i -> merged.sample(i).truth()))
                .containsExactly(new Truth.Label(1), new Truth.Label(0), new Truth.Label(2));
        assertThat(IntStream.range(0, 3).mapToObj(i -> merged.sample(i).id())).containsExactly("0/s0", "0/s1", "1/s0");
    }

    @Test
    void takesNumbersForTheModelsClassesInOrder() {
        Dataset merged = Merged.of(List.of(classes("array", "0", "1")), List.of("fire", "smoke", "normal"));

        assertThat(merged.sample(1).truth()).isEqualTo(new Truth.Label(1));
    }

    @Test
    void movesTheClassesOfBoxes() {
        Truth.LabelledBox key = new Truth.LabelledBox(new Box(0, 0, 1, 1), 0, false);
        Given boxed = new Given("boxes", List.of("key"), List.of(new Truth.Objects(List.of(key))));

        Dataset merged = Merged.of(List.of(boxed), List.of("bag", "key"));

        assertThat(merged.sample(0).truth())
                .isEqualTo(new Truth.Objects(List.of(new Truth.LabelledBox(new Box(0, 0, 1, 1), 1, false))));
    }

    @Test
    void keepsPeopleOfTwoSetsApart() {
        Given here = new Given("here", List.of(), List.of(new Truth.Identity("ann")));
        Given there = new Given("there", List.of(), List.of(new Truth.Identity("ann")));

        Dataset merged = Merged.of(List.of(here, there), List.of());

        assertThat(merged.sample(0).truth()).isNotEqualTo(merged.sample(1).truth());
    }

    @Test
    void refusesAClassThatTheModelHasNot() {
        assertThatThrownBy(() -> Merged.of(List.of(classes("photos", "fires")), List.of("fire", "smoke")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("photos has a class 'fires'")
                .hasMessageContaining("did you mean 'fire'");
    }
}

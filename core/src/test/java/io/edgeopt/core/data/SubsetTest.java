package io.edgeopt.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubsetTest {
    private record Listed(List<Sample> samples) implements Dataset {
        @Override
        public String name() {
            return "listed";
        }

        @Override
        public List<String> labels() {
            return List.of("common", "rare");
        }

        @Override
        public int size() {
            return samples.size();
        }

        @Override
        public Sample sample(int index) {
            return samples.get(index);
        }
    }

    /** Eighty of the first class and twenty of the second. */
    private static List<Sample> hundred() {
        return IntStream.range(0, 100)
                .mapToObj(i -> new Sample(
                        "s" + i, new Content.Values(Tensor.of(new float[] {i}, 1)), new Truth.Label(i < 80 ? 0 : 1)))
                .toList();
    }

    private static Set<String> ids(Dataset data) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < data.size(); i++) {
            ids.add(data.sample(i).id());
        }
        return ids;
    }

    @Test
    void takesPersonsApartAsAWhole() {
        Dataset people = new Listed(IntStream.range(0, 60)
                .mapToObj(i -> new Sample(
                        "s" + i,
                        new Content.Values(Tensor.of(new float[] {i}, 1)),
                        new Truth.Identity("person " + i % 12)))
                .toList());

        Subset apart = Subset.takeApart(people, 8, 1);

        assertThat(apart.size()).isEqualTo(10);
        assertThat(ids(apart).stream()
                        .map(id -> Integer.parseInt(id.substring(1)) % 12)
                        .distinct())
                .hasSize(2);
        assertThat(ids(Subset.takeApart(people, 8, 1))).isEqualTo(ids(apart));
        assertThat(Subset.takeApart(new Listed(hundred()), 10, 1).size()).isEqualTo(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void takesClassesInProportionWhateverTheOrderOfFiles(long seed) {
        List<Sample> shuffled = new ArrayList<>(hundred());
        Collections.shuffle(shuffled, new Random(seed));

        Subset ten = Subset.take(new Listed(hundred()), 10, seed);
        Subset ofShuffled = Subset.take(new Listed(shuffled), 10, seed);

        long rare = IntStream.range(0, 10)
                .filter(i -> ten.sample(i).truth().equals(new Truth.Label(1)))
                .count();
        assertThat(rare).isEqualTo(2);
        assertThat(ids(ofShuffled)).isEqualTo(ids(ten));
    }

    @Test
    void takesOthersForAnotherSeed() {
        Listed data = new Listed(hundred());

        assertThat(ids(Subset.take(data, 10, 1))).isNotEqualTo(ids(Subset.take(data, 10, 2)));
    }

    @Test
    void namesAnIdThatIsNotThere() {
        Listed data = new Listed(hundred());

        assertThat(Subset.withIds(data, "two", List.of("s7", "s3")).places()).containsExactly(3, 7);
        assertThatThrownBy(() -> Subset.withIds(data, "test.txt", List.of("s7", "s700")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("test.txt names the sample 's700'");
    }

    @Test
    void tellsContentApartOnlyWhenAskedTo() {
        Listed data = new Listed(hundred());
        List<Sample> changed = new ArrayList<>(hundred());
        changed.set(5, new Sample("s5", new Content.Values(Tensor.of(new float[] {-1}, 1)), new Truth.Label(0)));
        Listed other = new Listed(changed);

        assertThat(DataDigest.of(other)).isEqualTo(DataDigest.of(data));
        assertThat(DataDigest.ofContent(other)).isNotEqualTo(DataDigest.ofContent(data));
    }
}

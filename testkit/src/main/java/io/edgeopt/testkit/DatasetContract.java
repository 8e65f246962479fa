package io.edgeopt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgeopt.core.data.DataDigest;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Subset;
import io.edgeopt.core.data.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every data set, whatever form it was read from; a subclass makes a small one. */
public abstract class DatasetContract {
    @TempDir
    protected Path folder;

    private Dataset data = new Nothing();

    /** Puts at least three samples into {@code folder} and opens them; called twice, it opens the same again. */
    protected abstract Dataset open(Path folder) throws IOException;

    @BeforeEach
    final void openOnce() throws IOException {
        data = open(folder);
    }

    @Test
    final void holdsWhatItsSizeSays() {
        assertTrue(data.size() >= 3, "the contract needs three samples");
        assertEquals(data.size(), samples(data).size());
    }

    @Test
    final void saysTheSameWhenAskedAgain() throws IOException {
        Dataset again = open(folder);

        assertEquals(samples(data).toString(), samples(data).toString());
        assertEquals(data.labels(), again.labels());
        assertEquals(DataDigest.ofContent(data), DataDigest.ofContent(again));
        assertEquals(ids(data), ids(again));
    }

    @Test
    final void givesEachSampleAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>(ids(data));

        assertEquals(data.size(), ids.size());
    }

    @Test
    final void hasALabelForEveryClassThatOccurs() {
        for (Sample sample : samples(data)) {
            if (sample.truth() instanceof Truth.Label label) {
                assertTrue(label.index() >= 0 && label.index() < data.labels().size(), sample.id());
            } else if (sample.truth() instanceof Truth.Objects objects) {
                objects.boxes().forEach(box -> {
                    assertTrue(box.label() >= 0 && box.label() < data.labels().size(), sample.id());
                    assertTrue(box.box().left() >= 0 && box.box().top() >= 0, sample.id());
                });
            }
        }
    }

    @Test
    final void takesTheSameFewForTheSameSeed() {
        for (int count = 0; count <= data.size() + 1; count++) {
            Subset few = Subset.take(data, count, 7);

            assertEquals(Math.min(count, data.size()), few.size());
            assertArrayEquals(few.places(), Subset.take(data, count, 7).places());
        }
    }

    @Test
    final void hasADigestThatTellsPartsFromTheWhole() {
        Subset part = Subset.of(data, "part", IntStream.range(1, data.size()).toArray());

        assertNotEquals(DataDigest.of(data), DataDigest.of(part));
        assertEquals(64, DataDigest.of(data).length());
    }

    private static List<Sample> samples(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::sample).toList();
    }

    private static List<String> ids(Dataset data) {
        return samples(data).stream().map(Sample::id).toList();
    }

    /** Stands in until the subclass has made its own. */
    private static final class Nothing implements Dataset {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public List<String> labels() {
            return List.of();
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public Sample sample(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }
}

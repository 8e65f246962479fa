package io.edgeopt.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.datasets.inspect.Inspection;
import io.edgeopt.datasets.inspect.Inspector;
import io.edgeopt.testkit.BrokenData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BrokenDataTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> saysWhatIsBrokenAndWhere() throws IOException {
        List<BrokenData> all = BrokenData.make(folder);
        assertThat(all).hasSizeGreaterThanOrEqualTo(40);
        return all.stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken.name(),
                        () -> assertThat(complaint(broken.place()))
                                .hasLineCount(1)
                                .contains(broken.words())));
    }

    /** What opening says, or what inspection finds first. */
    private static String complaint(Path place) {
        try {
            Inspection inspection = Inspector.inspect(Datasets.open(place), true, Optional.empty());
            return inspection.broken().isEmpty()
                    ? "nothing found"
                    : inspection.broken().get(0);
        } catch (InvalidDataException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

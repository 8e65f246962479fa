package io.edgeopt.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyResultTest {
    @TempDir
    private Path folder;

    @Test
    void comesBackFromItsFileAsItWas() {
        StudyResult result = MadeStudy.result();
        result.write(folder.resolve(StudyResult.FILE));

        assertThat(StudyResult.read(folder)).isEqualTo(result);
    }

    @Test
    void refusesWhatIsNoResult() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"models\": []}");

        assertThatThrownBy(() -> StudyResult.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("a.json is no result of a study: field 'result' is missing");
    }

    @Test
    void refusesTheFormatOfALaterEdgeopt() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"result\": 2}");

        assertThatThrownBy(() -> StudyResult.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("has format 2; this edgeopt reads 1 to 1");
    }
}

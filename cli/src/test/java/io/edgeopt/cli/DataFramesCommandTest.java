package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFramesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void refusesAFileThatIsNoVideoInOneLineAndWritesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("a.mp4"), "no video at all");

        RunResult result = RunResult.of(
                "data", "frames", file.toString(), "-o", folder.resolve("out").toString());

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains("video " + file + " cannot be opened").hasLineCount(1);
        assertThat(folder.toFile().list()).containsExactly("a.mp4");
    }

    @ParameterizedTest
    @CsvSource({
        "--every, 0, --every cannot be 0",
        "--fps, -2, --fps cannot be -2.0",
        "--size, 12, --size cannot be '12'",
        "--format, gif, --format cannot be 'gif'",
        "--to, 0, holds nothing"
    })
    void refusesOptionsThatMakeNoSense(String option, String value, String said) {
        RunResult result = RunResult.of(
                "data", "frames", "a.mp4", "-o", folder.resolve("out").toString(), option, value);

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains(said);
    }

    @Test
    void refusesAFolderThatIsNotEmptyBeforeItReadsTheVideo() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "kept");

        RunResult result = RunResult.of("data", "frames", "a.mp4", "-o", folder.toString());

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains("is not empty");
    }
}

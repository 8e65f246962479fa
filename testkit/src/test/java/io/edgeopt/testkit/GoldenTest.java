package io.edgeopt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir
    private Path folder;

    @Test
    void writesTheFileWhenAskedTo() throws IOException {
        Golden.assertMatches(folder, "table.md", "a\r\nb\n", true);

        assertThat(Files.readString(folder.resolve("table.md"))).isEqualTo("a\nb\n");
    }

    @Test
    void takesNoOffenceAtLineEnds() throws IOException {
        Files.writeString(folder.resolve("table.md"), "a\r\nb\r\n");

        assertThatCode(() -> Golden.assertMatches(folder, "table.md", "a\nb\n", false))
                .doesNotThrowAnyException();
    }

    @Test
    void showsWhatDiffersAndHowToAcceptIt() throws IOException {
        Files.writeString(folder.resolve("table.md"), "a\n");

        assertThatThrownBy(() -> Golden.assertMatches(folder, "table.md", "b\n", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("table.md")
                .hasMessageContaining("-Dgolden.write=true");
    }

    @Test
    void saysThatThereIsNoFileYet() {
        assertThatThrownBy(() -> Golden.assertMatches(folder, "none.md", "b\n", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no golden file");
    }
}

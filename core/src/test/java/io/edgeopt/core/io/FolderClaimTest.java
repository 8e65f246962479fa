package io.edgeopt.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderClaimTest {
    @TempDir
    Path temp;

    @Test
    void letsOneWorkInAFolderAtATime() {
        Path folder = temp.resolve("new");

        assertThatThrownBy(() -> FolderClaim.during(
                        folder, "training", () -> FolderClaim.during(folder, "training", () -> "second")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage(
                        "another process has a training under way in %s; wait for it, stop it, or name another folder"
                                .formatted(folder));
        assertThat(FolderClaim.during(folder, "training", () -> "afterwards")).isEqualTo("afterwards");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isHeldAgainstOtherProcesses() {
        Path folder = temp.resolve("shared");

        String seen = FolderClaim.during(folder, "training", () -> tryElsewhere(folder));

        assertThat(seen).contains("another process has a training under way");
        assertThat(tryElsewhere(folder)).contains("got it");
    }

    /** What a process of its own says that claims the folder. */
    private static String tryElsewhere(Path folder) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Claimant.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Claimant {
        private Claimant() {}

        public static void main(String[] folder) {
            System.out.println(FolderClaim.during(Path.of(folder[0]), "training", () -> "got it"));
        }
    }
}

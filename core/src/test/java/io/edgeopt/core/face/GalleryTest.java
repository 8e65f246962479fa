package io.edgeopt.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.face.Gallery.Person;
import io.edgeopt.core.task.Prediction.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two persons at right angles, one of whom may pass. */
final class GalleryTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final Gallery KNOWN = Gallery.empty("face", DIGEST, 0.8)
            .with(new Person("bob", false, List.of(seen(0, 1, 0))))
            .with(new Person("ann", true, List.of(seen(1, 0, 0), seen(0.8f, 0, 0.6f))));

    @TempDir
    private Path folder;

    @Test
    void knowsAPersonByTheMostAlikePicture() {
        Gallery.Match match = KNOWN.match(seen(0.8f, 0, 0.6f));

        assertThat(match.person()).contains("ann");
        assertThat(match.authorised()).isTrue();
        assertThat(match.similarity()).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(KNOWN.match(seen(0, 1, 0.1f)).authorised()).isFalse();
    }

    @Test
    void letsNoStrangerPass() {
        Gallery.Match match = KNOWN.match(seen(0.7f, 0.7f, 0));

        assertThat(match.person()).isEmpty();
        assertThat(match.authorised()).isFalse();
        assertThat(match.similarity()).isBetween(0.7, 0.72);
        assertThat(Gallery.empty("face", DIGEST, 0.8).match(seen(1, 0, 0)).person())
                .isEmpty();
    }

    @Test
    void comesBackFromItsFile() {
        Path file = folder.resolve("gallery.json");

        KNOWN.write(file);
        Gallery read = Gallery.read(file);

        assertThat(read.threshold()).isEqualTo(0.8);
        assertThat(read.persons()).extracting(Person::name).containsExactly("ann", "bob");
        assertThat(read.match(seen(1, 0, 0)).authorised()).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isForItsOwnersEyesAlone() throws IOException {
        Path file = folder.resolve("gallery.json");

        KNOWN.write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void forgetsAPerson() {
        assertThat(KNOWN.without("ann").match(seen(1, 0, 0)).person()).isEmpty();
        assertThatThrownBy(() -> KNOWN.without("an"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("did you mean 'ann'?");
    }

    @Test
    void keepsWhatItKnewOfAPersonWhoIsEnrolledAgain() {
        Gallery changed = KNOWN.with(new Person("ann", false, List.of(seen(0, 0, 1))));

        assertThat(changed.person("ann").orElseThrow().embeddings()).hasSize(3);
        assertThat(changed.match(seen(1, 0, 0)).authorised()).isFalse();
    }

    @Test
    void belongsToOneModel() {
        assertThatThrownBy(() -> KNOWN.checkModel("other.onnx", "cd".repeat(32)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage(
                        "the gallery was made with another model (face, SHA-256 abababababab...) than other.onnx (cdcdcdcdcdcd...): use that one, or enrol everybody again");
    }

    @Test
    void refusesAFileThatIsNoGallery() throws IOException {
        Path file = folder.resolve("gallery.json");
        Files.writeString(
                file, "{\"gallery\": 2, \"model\": \"\", \"digest\": \"\", \"threshold\": 0.5, \"persons\": []}");
        assertThatThrownBy(() -> Gallery.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("field 'gallery' is 2, expected 1");

        Files.writeString(file, """
                {"gallery": 1, "model": "", "digest": "", "threshold": 0.5, "persons":
                 [{"name": "a", "authorised": true, "embeddings": [[1, 2], [1, 2, 3]]}]}
                """);
        assertThatThrownBy(() -> Gallery.read(file)).hasMessageContaining("embeddings differ in length");
    }

    private static Embedding seen(float... values) {
        return new Embedding(values);
    }
}

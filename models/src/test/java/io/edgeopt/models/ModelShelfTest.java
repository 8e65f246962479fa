package io.edgeopt.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.models.architecture.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelShelfTest {
    private static final Architecture SMALL =
            new Architectures().build("fire-separable", ArchitectureOptions.DEFAULT.withWidth(0.1));

    @TempDir
    private Path folder;

    private ModelShelf shelf = new ModelShelf(Path.of(""), Path.of(""));

    @BeforeEach
    void putUp() {
        shelf = new ModelShelf(folder.resolve("zoo"), folder.resolve("own"));
    }

    @Test
    void findsWhatWasPutOnIt() {
        shelf.put("mine", SMALL.model(), SMALL.card(), false);

        ModelShelf.Entry entry = shelf.find("mine").orElseThrow();
        ModelCard card = ModelCard.read(entry.card().orElseThrow());
        card.checkDigest(entry.file());
        assertThat(entry.origin()).isEqualTo(ModelShelf.Origin.YOURS);
        assertThat(card.digest()).isPresent();
    }

    @Test
    void replacesOnlyWhenToldTo() {
        shelf.put("mine", SMALL.model(), SMALL.card(), false);

        assertThatThrownBy(() -> shelf.put("mine", SMALL.model(), SMALL.card(), false))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("--force");
        shelf.put("mine", SMALL.model(), SMALL.card(), true);
        assertThat(shelf.all()).hasSize(1);
    }

    @Test
    void neverHidesWhatComesWithEdgeopt() throws IOException {
        Files.createDirectories(folder.resolve("zoo"));
        SMALL.model().write(folder.resolve("zoo/fire.onnx"));

        assertThatThrownBy(() -> shelf.put("fire", SMALL.model(), SMALL.card(), true))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("comes with edgeopt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".hidden", "../out", "a/b", "a b", "net.onnx"})
    void takesNoNameThatIsNoPlainFileName(String name) {
        assertThatThrownBy(() -> shelf.checkFree(name, true))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("cannot be a model's name");
    }

    @Test
    void copiesAModelWithAllThatBelongsToIt() throws IOException {
        ModelShelf.Entry entry = shelf.put("mine", SMALL.model(), SMALL.card(), false);
        Files.writeString(folder.resolve("own/mine.recipe.json"), "{}");

        List<Path> copies = entry.copyTo(folder.resolve("out"));

        assertThat(copies)
                .extracting(copy -> copy.getFileName().toString())
                .containsExactly("mine.onnx", "mine.json", "mine.recipe.json");
        assertThat(copies.get(0)).hasSameBinaryContentAs(entry.file());
        assertThatThrownBy(() -> entry.copyTo(folder.resolve("out"))).hasMessageContaining("it is there already");
    }
}

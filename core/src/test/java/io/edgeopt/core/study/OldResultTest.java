package io.edgeopt.core.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Results that were written once stay readable: the files here are never written anew. */
class OldResultTest {
    private static final Path FILES =
            Path.of(System.getProperty("edgeopt.root", "..")).resolve("core/src/test/resources/io/edgeopt/core/study");

    @Test
    void readsFormatOne() throws IOException {
        Path file = FILES.resolve("result-1.json");
        if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
            Files.createDirectories(FILES);
            Files.writeString(file, Json.line(MadeStudy.result()) + "\n");
        }

        StudyResult result = StudyResult.read(file);

        assertThat(result.result()).isEqualTo(1);
        assertThat(result.models()).singleElement().satisfies(model -> {
            assertThat(model.name()).isEqualTo("fire");
            assertThat(model.rows()).extracting(VariantRow::variant).containsExactly("fp32", "int8");
            assertThat(model.rows().get(1).speed().orElseThrow().rounds()).hasSize(3);
        });
    }
}

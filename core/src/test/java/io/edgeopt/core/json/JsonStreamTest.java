package io.edgeopt.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonStreamTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.json"), text);
    }

    private static Set<String> read(Path file, List<Long> ids) {
        return JsonStream.read(
                file,
                "annotations",
                Map.of("a", element -> ids.add(element.field("id").integer()), "b", e -> {}));
    }

    @Test
    void handsOnElementsAndSkipsTheRest() throws IOException {
        Path file = file("{\"info\": {\"a\": [{\"id\": 9}]}, \"a\": [{\"id\": 1}, {\"id\": 2, \"x\": [1, [2]]}]}");
        List<Long> ids = new ArrayList<>();

        Set<String> seen = read(file, ids);

        assertThat(ids).containsExactly(1L, 2L);
        assertThat(seen).containsExactly("a");
    }

    @Test
    void saysTheLineOfASlip() throws IOException {
        Path syntax = file("{\n\"a\": [\n{\"id\": 1,}\n]}");
        assertThatThrownBy(() -> read(syntax, new ArrayList<>()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("a.json line 3");

        Path missing = file("{\n\"a\": [\n{\"no\": 1}\n]}");
        assertThatThrownBy(() -> read(missing, new ArrayList<>()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("line 3 a[0]: field 'id' is missing");

        Path cut = file("{\n\"a\": [\n{\"id\": 1}");
        assertThatThrownBy(() -> read(cut, new ArrayList<>())).isInstanceOf(InvalidDataException.class);

        Path list = file("[]");
        assertThatThrownBy(() -> read(list, new ArrayList<>())).hasMessageContaining("expected an object");
    }
}

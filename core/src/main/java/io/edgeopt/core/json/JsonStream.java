package io.edgeopt.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A large JSON object whose lists are handed on element by element, so that the whole is never held. */
public final class JsonStream {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonStream() {}

    /**
     * Gives each element of the lists under those fields to its taker, in the file's order; other fields are skipped.
     *
     * @return the fields that the file has, of those asked for
     */
    public static Set<String> read(Path file, String what, Map<String, Consumer<JsonTree>> lists) {
        InputFile.check(file, what);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser parser = MAPPER.createParser(in)) {
            return read(file, parser, lists);
        } catch (JsonProcessingException e) {
            String why = Json.brief(e);
            throw new InvalidDataException(
                    "%s line %d column %d: %s"
                            .formatted(
                                    file,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    why),
                    e);
        } catch (IOException e) {
            throw new InvalidDataException("%s %s cannot be read: %s".formatted(what, file, e.getMessage()), e);
        }
    }

    private static Set<String> read(Path file, JsonParser parser, Map<String, Consumer<JsonTree>> lists)
            throws IOException {
        Set<String> seen = new LinkedHashSet<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidDataException("%s line 1: expected an object in braces, found %s"
                    .formatted(file, parser.currentToken() == null ? "nothing" : parser.getText()));
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            Consumer<JsonTree> taker = lists.get(field);
            JsonToken value = parser.nextToken();
            if (taker == null) {
                parser.skipChildren();
                continue;
            }
            if (value != JsonToken.START_ARRAY) {
                throw new InvalidDataException("%s line %d: field '%s' is %s, expected a list"
                        .formatted(file, parser.currentLocation().getLineNr(), field, parser.getText()));
            }
            seen.add(field);
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                String place = "%s line %d %s[%d]"
                        .formatted(file, parser.currentLocation().getLineNr(), field, i);
                JsonNode element = MAPPER.readTree(parser);
                taker.accept(new JsonTree(place, element));
            }
        }
        return seen;
    }
}

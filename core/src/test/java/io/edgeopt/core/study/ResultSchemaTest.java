package io.edgeopt.core.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published schema of results says what the records say, descriptions included, and results keep to it. {@code
 * -Dgolden.write=true} writes it anew.
 */
class ResultSchemaTest {
    private static final Path ROOT = Path.of(System.getProperty("edgeopt.root", ".."));
    private static final Path SCHEMA = ROOT.resolve("docs/result.schema.json");

    private final Map<String, Object> definitions = new TreeMap<>();

    @TempDir
    private Path folder;

    @Test
    void saysWhatTheRecordsSay() throws IOException {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Result of a study");
        schema.put("description", "What edgeopt run and edgeopt merge write, format 1.");
        schema.putAll(object(StudyResult.class));
        schema.put("$defs", definitions);
        String expected = Json.write(schema);

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(SCHEMA, expected);
        }
        assertThat(Files.readString(SCHEMA))
                .as("docs/result.schema.json; write it anew with 'make golden'")
                .isEqualTo(expected);
    }

    @Test
    void describesWhatIsWritten() throws IOException {
        Path file = folder.resolve(StudyResult.FILE);
        MadeStudy.result().write(file);
        JsonTree schema = Json.tree("schema", Files.readString(SCHEMA));

        List<String> problems = new ArrayList<>();
        check(Json.tree("result", Files.readString(file)), schema, schema, "result", problems);

        assertThat(problems).isEmpty();
    }

    @Test
    void refusesWhatTheRecordsRefuse() throws IOException {
        JsonTree schema = Json.tree("schema", Files.readString(SCHEMA));
        String text = Json.write(MadeStudy.result())
                .replace("\"seed\"", "\"seeds\"")
                .replace("\"CLASSIFICATION\"", "\"GUESSING\"")
                .replace("\"indicative\" : true", "\"indicative\" : 1");

        List<String> problems = new ArrayList<>();
        check(Json.tree("result", text), schema, schema, "result", problems);

        assertThat(problems)
                .contains(
                        "result: seed is missing",
                        "result: seeds is unknown",
                        "result.models[0].task is none of the names",
                        "result.indicative is no boolean");
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType parts) {
            Type[] of = parts.getActualTypeArguments();
            if (parts.getRawType() == List.class) {
                return ordered("type", "array", "items", schema(of[0]));
            }
            if (parts.getRawType() == Map.class) {
                return ordered("type", "object", "additionalProperties", schema(of[1]));
            }
            return schema(of[0]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            String name = plain.getSimpleName();
            if (!definitions.containsKey(name)) {
                definitions.put(name, Map.of());
                definitions.put(name, object(plain));
            }
            return ordered("$ref", "#/$defs/" + name);
        }
        if (plain.isEnum()) {
            return ordered(
                    "enum",
                    Arrays.stream(plain.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList());
        }
        if (plain == String.class) {
            return ordered("type", "string");
        }
        if (plain == boolean.class) {
            return ordered("type", "boolean");
        }
        boolean whole = plain == int.class || plain == long.class || plain == Integer.class || plain == Long.class;
        return ordered("type", whole ? "integer" : "number");
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, String> said = descriptions(type);
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            Map<String, Object> property = new LinkedHashMap<>();
            Optional.ofNullable(said.get(component.getName())).ifPresent(text -> property.put("description", text));
            property.putAll(schema(component.getGenericType()));
            properties.put(name, property);
            if (component.getType() != Optional.class && component.getType() != OptionalDouble.class) {
                required.add(name);
            }
        }
        return ordered("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }

    /** What the record's own comment says of its components. */
    private static Map<String, String> descriptions(Class<?> type) {
        Class<?> outer = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
        Path file = ROOT.resolve("core/src/main/java").resolve(outer.getName().replace('.', '/') + ".java");
        try {
            String source = Files.readString(file);
            int place = source.indexOf("record " + type.getSimpleName() + "(");
            String comment = source.substring(source.lastIndexOf("/**", place), place)
                    .replaceAll("\\s*\\n\\s*\\*\\s?", "\n")
                    .replaceAll("\\{@(?:code|link) (.*?)}", "$1");
            Map<String, String> said = new TreeMap<>();
            Matcher matcher = Pattern.compile("@param (\\w+) ([^@]*)").matcher(comment);
            while (matcher.find()) {
                said.put(
                        matcher.group(1),
                        matcher.group(2)
                                .replaceAll("\\s+", " ")
                                .replaceAll("\\s*/?\\s*(public )?$", "")
                                .strip());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** As much of JSON schema as the file uses. */
    private static void check(JsonTree value, JsonTree rule, JsonTree root, String place, List<String> problems) {
        if (rule.has("$ref")) {
            String name = rule.field("$ref").text().replace("#/$defs/", "");
            check(value, root.field("$defs").field(name), root, place, problems);
        } else if (rule.has("enum")) {
            if (rule.field("enum").elements().stream()
                    .noneMatch(name -> name.text().equals(value.text()))) {
                problems.add(place + " is none of the names");
            }
        } else if (rule.field("type").text().equals("array")) {
            for (int i = 0; i < value.elements().size(); i++) {
                check(value.elements().get(i), rule.field("items"), root, place + "[" + i + "]", problems);
            }
        } else if (rule.field("type").text().equals("object")) {
            checkObject(value, rule, root, place, problems);
        } else {
            String type = rule.field("type").text();
            try {
                switch (type) {
                    case "string" -> value.text();
                    case "boolean" -> value.truth();
                    case "integer" -> value.integer();
                    default -> value.number();
                }
            } catch (InvalidDataException e) {
                problems.add("%s is no %s".formatted(place, type));
            }
        }
    }

    private static void checkObject(JsonTree value, JsonTree rule, JsonTree root, String place, List<String> problems) {
        boolean map = !rule.has("properties");
        if (!map) {
            rule.field("required").elements().stream()
                    .map(JsonTree::text)
                    .filter(name -> !value.has(name))
                    .forEach(name -> problems.add("%s: %s is missing".formatted(place, name)));
        }
        for (String name : value.fieldNames()) {
            if (map) {
                check(value.field(name), rule.field("additionalProperties"), root, place + "." + name, problems);
            } else if (rule.field("properties").has(name)) {
                check(value.field(name), rule.field("properties").field(name), root, place + "." + name, problems);
            } else {
                problems.add("%s: %s is unknown".formatted(place, name));
            }
        }
    }
}

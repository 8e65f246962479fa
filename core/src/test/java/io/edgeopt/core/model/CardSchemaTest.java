package io.edgeopt.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.task.head.Head;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published schema and the records that read cards say the same. */
final class CardSchemaTest {
    private static JsonTree schema;

    @BeforeAll
    static void readSchema() throws Exception {
        Path file = Path.of(System.getProperty("edgeopt.root", ".."), "docs", "card.schema.json");
        schema = Json.tree("card.schema.json", Files.readString(file));
    }

    @Test
    void describesTheCard() {
        assertDescribes(schema, ModelCard.class, false);
    }

    @Test
    void describesEveryHead() {
        List<String> kinds = new ArrayList<>();
        for (Class<?> head : Head.class.getPermittedSubclasses()) {
            String kind = CardNames.of(head.getSimpleName());
            kinds.add("#/$defs/" + kind);
            assertDescribes(definition(kind), head, true);
        }

        assertThat(definition("head").field("oneOf").elements().stream()
                        .map(choice -> choice.field("$ref").text())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    private static void assertDescribes(JsonTree object, Class<?> type, boolean ofFamily) {
        List<String> names = new ArrayList<>(ofFamily ? List.of("kind") : List.of());
        List<String> required = new ArrayList<>(names);
        for (RecordComponent component : type.getRecordComponents()) {
            String name = CardNames.of(component.getName());
            names.add(name);
            if (!mayBeMissing(component.getType())) {
                required.add(name);
            }
        }
        JsonTree properties = object.field("properties");
        assertThat(properties.fieldNames()).as(type.getSimpleName()).containsExactlyElementsOf(names);
        assertThat(texts(object.field("required"))).as(type.getSimpleName()).containsExactlyElementsOf(required);
        assertThat(object.field("additionalProperties").truth()).isFalse();
        if (ofFamily) {
            assertThat(properties.field("kind").field("const").text()).isEqualTo(CardNames.of(type.getSimpleName()));
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = CardNames.of(component.getName());
            assertAccepts(
                    resolved(properties.field(name)), component.getGenericType(), type.getSimpleName() + "." + name);
        }
    }

    private static void assertAccepts(JsonTree value, Type type, String place) {
        if (type instanceof ParameterizedType parts) {
            Type[] of = parts.getActualTypeArguments();
            if (parts.getRawType() == Optional.class) {
                assertAccepts(value, of[0], place);
            } else if (parts.getRawType() == List.class) {
                assertThat(value.field("type").text()).as(place).isEqualTo("array");
                assertAccepts(resolved(value.field("items")), of[0], place + "[]");
            } else {
                assertThat(value.field("type").text()).as(place).isEqualTo("object");
                assertAccepts(resolved(value.field("additionalProperties")), of[1], place + "{}");
            }
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isSealed()) {
            assertThat(value.has("oneOf")).as(place).isTrue();
        } else if (plain.isRecord()) {
            assertDescribes(value, plain, false);
        } else if (plain.isEnum()) {
            assertThat(texts(value.field("enum")))
                    .as(place)
                    .containsExactlyElementsOf(Arrays.stream(plain.getEnumConstants())
                            .map(constant -> CardNames.of((Enum<?>) constant))
                            .toList());
        } else {
            Map<Class<?>, String> types = Map.of(
                    String.class, "string",
                    boolean.class, "boolean",
                    int.class, "integer",
                    Integer.class, "integer",
                    Long.class, "integer",
                    float.class, "number",
                    Float.class, "number",
                    double.class, "number");
            assertThat(value.field("type").text()).as(place).isEqualTo(types.get(plain));
        }
    }

    private static boolean mayBeMissing(Class<?> type) {
        boolean hasDefault = type.isRecord()
                && Arrays.stream(type.getFields())
                        .anyMatch(field -> field.getName().equals("DEFAULT"));
        boolean hasAuto = type.isEnum()
                && Arrays.stream(type.getFields())
                        .anyMatch(field -> field.getName().equals("AUTO"));
        return type == Optional.class || type == List.class || type == Map.class || hasDefault || hasAuto;
    }

    private static JsonTree resolved(JsonTree value) {
        return value.has("$ref") ? definition(value.field("$ref").text().substring("#/$defs/".length())) : value;
    }

    private static JsonTree definition(String name) {
        return schema.field("$defs").field(name);
    }

    private static List<String> texts(JsonTree list) {
        return list.elements().stream().map(JsonTree::text).toList();
    }
}

package io.edgeopt.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records to JSON and back. Field names are the components' in snake_case; empty optionals are left out; what a file
 * says beyond the record is an error, so that a slip of the pen is seen.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            // As the user typed it, not as a URI.
            .addModule(new SimpleModule("edgeopt").addSerializer(Path.class, new ToStringSerializer(Path.class)))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .annotationIntrospector(new AllButOptionals())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private Json() {}

    /** Whatever a record holds must be given, except what may be absent. */
    private static final class AllButOptionals extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        private static final Set<Class<?>> OPTIONALS =
                Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

        @Override
        public Boolean hasRequiredMarker(AnnotatedMember member) {
            return !OPTIONALS.contains(member.getRawType());
        }
    }

    /** Indented, with a line break at the end. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** One line, without a break at the end. */
    public static String line(Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** Reads a record from a file; whatever is wrong is said with the file, the line and the field. */
    public static <T> T read(Path file, String what, Class<T> type) {
        return parse(file.toString(), InputFile.text(file, what), type);
    }

    public static <T> T parse(String name, String text, Class<T> type) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new InvalidDataException(name + ": holds no value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw wrong(name, e);
        }
    }

    /** Reads JSON of any form, for questions about it. */
    public static JsonTree tree(String name, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return new JsonTree(name, node);
        } catch (JsonProcessingException e) {
            throw wrong(name, e);
        }
    }

    static InvalidDataException wrong(String name, JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
        String field = e instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? " field '%s'"
                        .formatted(mapping.getPath().stream()
                                .map(part ->
                                        part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                                .collect(Collectors.joining(".")))
                : "";
        String why = brief(e);
        return new InvalidDataException("%s%s%s: %s".formatted(name, where, field, why), e);
    }

    /** What is wrong, without the parser's account of where its text came from. */
    static String brief(JsonProcessingException e) {
        String line = e.getOriginalMessage().lines().findFirst().orElse("");
        return line.replaceAll(" \\(start marker at \\[Source: [^\\]]*\\]\\)", "")
                .replaceAll(": was expecting \\(JSON .*\\)$", "; expected JSON");
    }
}

package io.edgeopt.core.model;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.json.JsonTree;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON to records, strictly: an unknown, missing or ill-typed field is an error that names the file and the field.
 *
 * <p>A sealed interface is read by its field {@code kind}. What may be missing: an optional; a list or map, which is
 * then empty; a record that has a {@code DEFAULT}; an enum that has a constant {@code AUTO}.
 */
final class CardReader {
    private CardReader() {}

    /** {@code place} is the file and the field, for messages. */
    static <T> T read(JsonTree tree, String place, Class<T> type) {
        return type.cast(value(tree, place, type));
    }

    private static Object value(JsonTree tree, String place, Type type) {
        if (type instanceof ParameterizedType parts) {
            return container(tree, place, (Class<?>) parts.getRawType(), parts.getActualTypeArguments());
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isSealed()) {
            return record(tree, place, kind(tree, place, plain));
        }
        if (plain.isRecord()) {
            return record(tree, place, plain);
        }
        if (plain.isEnum()) {
            return constant(tree, place, plain);
        }
        return scalar(tree, place, plain);
    }

    private static Object container(JsonTree tree, String place, Class<?> raw, Type[] of) {
        if (raw == Optional.class) {
            return Optional.of(value(tree, place, of[0]));
        }
        if (raw == List.class) {
            List<Object> list = new ArrayList<>();
            for (JsonTree element : tree.elements()) {
                list.add(value(element, place + "[" + list.size() + "]", of[0]));
            }
            return List.copyOf(list);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        requireObject(tree, place);
        for (String name : tree.fieldNames()) {
            map.put(name, value(tree.field(name), place + "." + name, of[1]));
        }
        return map;
    }

    private static Object scalar(JsonTree tree, String place, Class<?> type) {
        if (type == String.class) {
            return tree.text();
        }
        if (type == boolean.class) {
            return tree.truth();
        }
        if (type == double.class) {
            return tree.number();
        }
        if (type == float.class || type == Float.class) {
            return (float) tree.number();
        }
        long whole = tree.integer();
        if (type == int.class || type == Integer.class) {
            if (whole != (int) whole) {
                throw new InvalidDataException("%s: %d is too large".formatted(place, whole));
            }
            return (int) whole;
        }
        return whole;
    }

    private static Class<?> kind(JsonTree tree, String place, Class<?> sealed) {
        requireObject(tree, place);
        String kind = tree.field("kind").text();
        List<String> known = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            known.add(CardNames.of(permitted.getSimpleName()));
            if (CardNames.of(permitted.getSimpleName()).equals(kind)) {
                return permitted;
            }
        }
        throw unknown(place + ".kind: there is no '" + kind + "'", kind, known);
    }

    private static Object constant(JsonTree tree, String place, Class<?> type) {
        String text = tree.text();
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = CardNames.of((Enum<?>) constant);
            known.add(name);
            if (name.equals(text)) {
                return constant;
            }
        }
        throw unknown(place + ": there is no '" + text + "'", text, known);
    }

    private static Object record(JsonTree tree, String place, Class<?> type) {
        requireObject(tree, place);
        RecordComponent[] components = type.getRecordComponents();
        List<String> known = new ArrayList<>();
        for (RecordComponent component : components) {
            known.add(CardNames.of(component.getName()));
        }
        boolean ofFamily = Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
        for (String name : tree.fieldNames()) {
            if (!known.contains(name) && !(ofFamily && name.equals("kind"))) {
                throw unknown("%s: field '%s' is unknown".formatted(place, name), name, known);
            }
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            String name = known.get(i);
            values[i] = tree.has(name)
                    ? value(tree.field(name), place + "." + name, components[i].getGenericType())
                    : absent(place, name, components[i].getType());
        }
        return build(place, type, components, values);
    }

    private static Object absent(String place, String name, Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        try {
            Field usual = type.isEnum() ? type.getField("AUTO") : type.getField("DEFAULT");
            return usual.get(null);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new InvalidDataException("%s: field '%s' is missing".formatted(place, name), e);
        }
    }

    private static Object build(String place, Class<?> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new InvalidDataException(place + ": " + e.getTargetException().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    private static void requireObject(JsonTree tree, String place) {
        if (!tree.isObject()) {
            throw new InvalidDataException(place + ": expected an object in braces");
        }
    }

    private static InvalidDataException unknown(String what, String typed, List<String> known) {
        return new InvalidDataException(
                "%s%s (known: %s)".formatted(what, Suggestion.sentence(typed, known), String.join(", ", known)));
    }
}

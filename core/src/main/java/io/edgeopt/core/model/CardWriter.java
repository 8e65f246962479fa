package io.edgeopt.core.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A record as a tree of maps and lists, in the order of its components; what is empty is left out. */
final class CardWriter {
    private CardWriter() {}

    static Object tree(Object value) {
        if (value instanceof Record written) {
            return fields(written);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CardWriter::tree).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, held) -> sorted.put(String.valueOf(key), tree(held)));
            return sorted;
        }
        return value instanceof Enum<?> constant ? CardNames.of(constant) : value;
    }

    private static Map<String, Object> fields(Record written) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Class<?> face : written.getClass().getInterfaces()) {
            if (face.isSealed()) {
                fields.put("kind", CardNames.of(written.getClass().getSimpleName()));
            }
        }
        for (RecordComponent component : written.getClass().getRecordComponents()) {
            Object value = value(written, component);
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(held -> fields.put(CardNames.of(component.getName()), tree(held)));
            } else if (!isEmpty(value)) {
                fields.put(CardNames.of(component.getName()), tree(value));
            }
        }
        return fields;
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof List<?> list && list.isEmpty()) || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static Object value(Record written, RecordComponent component) {
        try {
            return component.getAccessor().invoke(written);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}

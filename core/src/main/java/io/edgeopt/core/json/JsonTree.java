package io.edgeopt.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.edgeopt.core.InvalidDataException;
import java.util.ArrayList;
import java.util.List;

/** JSON of any form, with questions that fail in the user's words: the file, the field, what was found. */
public final class JsonTree {
    private final String place;
    private final JsonNode node;

    JsonTree(String place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** The field, which must be there. */
    public JsonTree field(String name) {
        if (!node.hasNonNull(name)) {
            throw new InvalidDataException("%s: field '%s' is missing".formatted(place, name));
        }
        return new JsonTree(place + "." + name, node.get(name));
    }

    /** The elements of an array. */
    public List<JsonTree> elements() {
        if (!node.isArray()) {
            throw expected("a list");
        }
        List<JsonTree> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonTree(place + "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    public List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    public boolean isArray() {
        return node.isArray();
    }

    public boolean isObject() {
        return node.isObject();
    }

    public String text() {
        if (!node.isTextual()) {
            throw expected("a text");
        }
        return node.textValue();
    }

    public double number() {
        if (!node.isNumber()) {
            throw expected("a number");
        }
        return node.doubleValue();
    }

    public long integer() {
        if (!node.isIntegralNumber()) {
            throw expected("a whole number");
        }
        return node.longValue();
    }

    public boolean truth() {
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    private InvalidDataException expected(String what) {
        String found = node.toString();
        return new InvalidDataException("%s: expected %s, found %s"
                .formatted(place, what, found.length() > 40 ? found.substring(0, 40) + "..." : found));
    }
}

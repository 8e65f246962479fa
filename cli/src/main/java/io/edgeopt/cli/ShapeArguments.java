package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of {@code --shape}: an input's name and its extents. */
final class ShapeArguments {
    private ShapeArguments() {}

    static Map<String, Shape> parse(List<String> texts) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.lastIndexOf('=');
            if (equals < 1) {
                throw malformed(text);
            }
            shapes.put(text.substring(0, equals), Shape.of(extents(text, text.substring(equals + 1))));
        }
        return shapes;
    }

    private static long[] extents(String text, String list) {
        try {
            long[] extents = Arrays.stream(list.split("[,x]", -1))
                    .mapToLong(extent -> Long.parseLong(extent.strip()))
                    .toArray();
            if (Arrays.stream(extents).allMatch(extent -> extent > 0)) {
                return extents;
            }
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static InvalidPlanException malformed(String text) {
        return new InvalidPlanException(
                "--shape '%s' is not an input's name and its extents, whole numbers from 1, like images=1,3,320,320"
                        .formatted(text));
    }
}

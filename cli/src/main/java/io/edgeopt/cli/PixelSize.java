package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.ImageSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code --size} says of an input: one side of a square, or width and height. */
final class PixelSize {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})(?:x([1-9][0-9]{0,4}))?");

    private PixelSize() {}

    static ImageSize parse(String text) {
        Matcher sides = FORM.matcher(text);
        if (!sides.matches()) {
            throw new InvalidPlanException(
                    "--size takes a side or WIDTHxHEIGHT, such as 224 or 320x240; not '%s'".formatted(text));
        }
        int width = Integer.parseInt(sides.group(1));
        return new ImageSize(width, sides.group(2) == null ? width : Integer.parseInt(sides.group(2)));
    }
}

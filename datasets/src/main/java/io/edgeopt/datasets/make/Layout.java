package io.edgeopt.datasets.make;

import io.edgeopt.datasets.Format;
import java.util.Locale;

/** How drawn samples lie in their folder; each is a form that {@code Datasets.open} knows. */
public enum Layout {
    /** {@code PART/CLASS/NAME.jpg}, and boxes, if there are any, in {@code boxes.txt}. */
    CLASSES(Format.FOLDER),
    /** {@code PART/CLASS/CLIP/0000.jpg}: a folder of frames for each clip. */
    CLIPS(Format.CLIPS),
    /** {@code images/PART_NAME.jpg} and {@code annotations.csv}. */
    BOXES(Format.CSV),
    /** {@code PERSONS/PART/PERSON/NAME.jpg}. */
    PERSONS(Format.PERSONS);

    private final Format format;

    Layout(Format format) {
        this.format = format;
    }

    /** The form that reads it. */
    Format format() {
        return format;
    }

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

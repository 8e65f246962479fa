package io.edgeopt.core.data;

import java.util.List;

/** What is so in a sample. */
public sealed interface Truth {
    /** Nothing is known: data for calibration or for looking at. */
    record Unknown() implements Truth {}

    /** One class, by index into the set's labels. */
    record Label(int index) implements Truth {}

    /** Objects in a picture, boxes in pixels of the upright picture. */
    record Objects(List<LabelledBox> boxes) implements Truth {}

    /** Who is seen. */
    record Identity(String person) implements Truth {}

    /** Whether two pictures show the same person; the other picture is {@code other}. */
    record SamePerson(Content other, boolean same) implements Truth {}

    /** A box and its class; {@code crowd} marks a box that covers many and is not scored. */
    record LabelledBox(Box box, int label, boolean crowd) {}
}

package io.edgeopt.datasets.make;

import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.Image;
import java.util.List;

/**
 * One sample as drawn.
 *
 * @param frames the picture, or the frames of a clip in time's order
 * @param truth what the sample is: a class, objects with their boxes, or a person
 * @param boxes where things are, in pixels of the first frame; of a sample whose truth is a class they are kept beside
 * @param quality of the JPEG that it is stored as, 0 to 1: part of how a camera spoils a picture
 */
public record Made(List<Image> frames, Truth truth, List<Truth.LabelledBox> boxes, float quality) {
    public Made {
        if (frames.isEmpty() || !(quality > 0 && quality <= 1)) {
            throw new IllegalArgumentException("%d frames of quality %s".formatted(frames.size(), quality));
        }
        frames = List.copyOf(frames);
        boxes = List.copyOf(boxes);
    }

    /** A picture of one class. */
    public static Made labelled(Image image, int label, List<Truth.LabelledBox> boxes, float quality) {
        return new Made(List.of(image), new Truth.Label(label), boxes, quality);
    }

    /** A clip of one class. */
    public static Made clip(List<Image> frames, int label, float quality) {
        return new Made(frames, new Truth.Label(label), List.of(), quality);
    }

    /** A picture of objects. */
    public static Made objects(Image image, List<Truth.LabelledBox> boxes, float quality) {
        return new Made(List.of(image), new Truth.Objects(boxes), boxes, quality);
    }

    /** A picture of a person. */
    public static Made person(Image image, String person, float quality) {
        return new Made(List.of(image), new Truth.Identity(person), List.of(), quality);
    }
}

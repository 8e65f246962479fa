package io.edgeopt.datasets;

import io.edgeopt.core.InvalidPlanException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms in which people keep labelled data. */
public enum Format {
    FOLDER("a folder of pictures for each class"),
    CSV("a CSV of pictures with classes, or of boxes in pictures"),
    COCO("COCO JSON"),
    YOLO("YOLO text files, centre and size as fractions"),
    CORNERS("text files beside pictures, corners of boxes in pixels"),
    PERSONS("a folder of pictures for each person"),
    PAIRS("a CSV of pairs of pictures, same person or not"),
    CLIPS("a folder of clips for each class"),
    FRAMES("a folder of frames for each clip, without labels"),
    UCF101("clips with the split lists of UCF-101"),
    HMDB51("clips with the split lists of HMDB51"),
    KINETICS("clips with the CSV of Kinetics"),
    ARRAY("NumPy arrays x and y"),
    IMAGES("pictures without labels"),
    VIDEOS("videos without labels");

    private final String words;

    Format(String words) {
        this.words = words;
    }

    /** What it is, in words. */
    public String words() {
        return words;
    }

    /** The format that the user names. */
    public static Format named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException("unknown data format '%s'; known are %s"
                        .formatted(
                                name,
                                Arrays.stream(values()).map(Format::toString).collect(Collectors.joining(", ")))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

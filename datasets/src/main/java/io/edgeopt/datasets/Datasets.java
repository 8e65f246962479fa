package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The door: a folder or a file becomes a data set, in the form that it is seen, or said, to have. */
public final class Datasets {
    private Datasets() {}

    /** Opens data of whatever form; {@link DataSource#form} says which was taken and why. */
    public static DataSource open(Path place) {
        if (!Files.exists(place)) {
            throw new InvalidDataException("data %s does not exist".formatted(place));
        }
        Path real = place.toAbsolutePath().normalize();
        Guess guess = Guess.of(real)
                .orElseThrow(() ->
                        new InvalidDataException("%s: %s; expected pictures, clips, arrays, or lists of them, in"
                                        .formatted(
                                                place,
                                                Files.isDirectory(real)
                                                        ? Listing.of(real).contents()
                                                        : "no known form")
                                + " a form of docs/data.md; name it with --format"));
        return read(real, guess.format()).knownBy("known by " + guess.sign());
    }

    /** Opens data of that form. */
    public static DataSource open(Path place, Format format) {
        if (!Files.exists(place)) {
            throw new InvalidDataException("data %s does not exist".formatted(place));
        }
        return read(place.toAbsolutePath().normalize(), format);
    }

    public static DataSource open(Path place, Optional<Format> format) {
        return format.isPresent() ? open(place, format.get()) : open(place);
    }

    private static DataSource read(Path place, Format format) {
        return switch (format) {
            case FOLDER, PERSONS -> ClassFolderReader.read(place, format);
            case CSV -> AnnotationsReader.read(place);
            case COCO -> CocoReader.read(place);
            case YOLO, CORNERS -> YoloReader.read(place, format);
            case PAIRS -> PairsReader.read(place);
            case CLIPS -> ClipFolderReader.read(place);
            case FRAMES -> ClipFolderReader.readFrames(place);
            case UCF101 -> Ucf101Reader.read(place);
            case HMDB51 -> Hmdb51Reader.read(place);
            case KINETICS -> KineticsReader.read(place);
            case ARRAY -> ArrayReader.read(place);
            case IMAGES, VIDEOS -> LooseReader.read(place, format);
        };
    }
}

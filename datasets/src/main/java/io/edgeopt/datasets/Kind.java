package io.edgeopt.datasets;

import java.nio.file.Path;
import java.util.Locale;

/** What a file is, by the ending of its name, whatever its case. */
enum Kind {
    PICTURE("jpg jpeg jpe png bmp"),
    VIDEO("mp4 avi mov mkv webm mpg mpeg m4v wmv flv ts"),
    ARRAY("npy npz"),
    TEXT("txt"),
    CSV("csv tsv"),
    JSON("json"),
    YAML("yaml yml"),
    /** Pictures that we know of and do not decode. */
    FOREIGN_PICTURE("webp gif tif tiff heic avif pgm ppm jp2"),
    OTHER("");

    private final String endings;

    Kind(String endings) {
        this.endings = " " + endings + " ";
    }

    static Kind of(Path file) {
        String ending = ending(file);
        for (Kind kind : values()) {
            if (kind.endings.contains(" " + ending + " ")) {
                return kind;
            }
        }
        return OTHER;
    }

    static String ending(Path file) {
        String name = nameOf(file);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The last part of the path; empty for a root. */
    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** The last part without its ending. */
    static String stemOf(Path file) {
        String name = nameOf(file);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}

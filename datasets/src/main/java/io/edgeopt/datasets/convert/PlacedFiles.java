package io.edgeopt.datasets.convert;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The files of samples in their new folder, under names that do not clash. */
final class PlacedFiles {
    private final Path folder;
    private final Placement placement;

    PlacedFiles(Path folder, Placement placement) {
        this.folder = folder;
        this.placement = placement;
    }

    /** Puts a sample's file, or the part of it that it shows, into a sub-folder and says which name it got there. */
    String place(Sample sample, String... into) throws IOException {
        Path target = folder;
        for (String part : into) {
            target = part.isEmpty() ? target : target.resolve(part);
        }
        if (sample.content() instanceof Content.Region region) {
            Path to = free(target, sample.id() + ".jpg");
            Files.createDirectories(target);
            ImageWriter.write(ImageReader.read(region.file()).crop(region.box()), to);
            return String.valueOf(to.getFileName());
        }
        Path from = file(sample);
        Path to = free(target, String.valueOf(from.getFileName()));
        placement.place(from, to);
        return String.valueOf(to.getFileName());
    }

    private static Path free(Path folder, String name) {
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        Path to = folder.resolve(name);
        for (int copy = 2; Files.exists(to, LinkOption.NOFOLLOW_LINKS); copy++) {
            to = folder.resolve(name.substring(0, dot) + "_" + copy + name.substring(dot));
        }
        return to;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    static Path file(Sample sample) {
        if (sample.content() instanceof Content.Picture picture) {
            return picture.file();
        }
        if (sample.content() instanceof Content.Video video) {
            return video.file();
        }
        if (sample.content() instanceof Content.Frames frames && !frames.files().isEmpty()) {
            Path parent = frames.files().get(0).toAbsolutePath().getParent();
            if (parent != null) {
                return parent;
            }
        }
        throw new InvalidPlanException(
                "sample '%s' is no file of its own, so it cannot be put into a folder".formatted(sample.id()));
    }

    static List<Truth.LabelledBox> boxes(Sample sample) {
        if (sample.truth() instanceof Truth.Objects objects) {
            return objects.boxes();
        }
        throw new InvalidPlanException("sample '%s' has no boxes; write it as folder".formatted(sample.id()));
    }
}

package io.edgeopt.datasets.convert;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.datasets.Format;
import io.edgeopt.datasets.NewFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Puts a data set on disk in a form of ours: classes, persons and clips as folders, boxes as a CSV unless another form
 * is asked for. It is made beside its place and moved there when it is whole.
 */
public final class DataExport {
    /** Writes the samples of one form. */
    interface Form {
        /** {@code part} is empty where there is no split. */
        void add(Sample sample, String part) throws IOException;

        void finish() throws IOException;
    }

    private DataExport() {}

    /**
     * Writes the set into a new folder.
     *
     * @param partOf the part of the split that each sample is in; an empty name for none
     * @param to the form, or what suits the data
     * @return the form that was written
     */
    public static Format to(
            Path out, Dataset data, IntFunction<String> partOf, Optional<Format> to, Placement placement) {
        Format format = to.orElseGet(() -> fitting(data));
        NewFolder.write(out, made -> {
            Form form = form(format, made, data, placement);
            for (int i = 0; i < data.size(); i++) {
                form.add(data.sample(i), partOf.apply(i));
            }
            form.finish();
        });
        return format;
    }

    private static Format fitting(Dataset data) {
        Sample first = data.sample(0);
        if (first.truth() instanceof Truth.Objects) {
            return Format.CSV;
        }
        boolean clip = first.content() instanceof Content.Video || first.content() instanceof Content.Frames;
        if (first.truth() instanceof Truth.Identity) {
            return Format.PERSONS;
        }
        if (first.truth() instanceof Truth.Unknown) {
            return clip ? Format.VIDEOS : Format.IMAGES;
        }
        return clip ? Format.CLIPS : Format.FOLDER;
    }

    private static Form form(Format format, Path folder, Dataset data, Placement placement) {
        PlacedFiles files = new PlacedFiles(folder, placement);
        return switch (format) {
            case FOLDER, PERSONS, CLIPS, IMAGES, VIDEOS -> new FolderForm(format, data.labels(), files);
            case CSV -> new CsvForm(data.labels(), files);
            case YOLO -> new YoloForm(data.labels(), files);
            case COCO -> new CocoForm(data.labels(), files);
            default ->
                throw new InvalidPlanException(
                        "data cannot be written as %s; can be: folder, persons, clips, images, videos, csv, yolo, coco"
                                .formatted(format));
        };
    }
}

package io.edgeopt.datasets.convert;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.datasets.Format;
import java.io.IOException;
import java.util.List;

/** A folder for each class or person, within one for each part. */
final class FolderForm implements DataExport.Form {
    private final Format format;
    private final List<String> labels;
    private final PlacedFiles files;

    FolderForm(Format format, List<String> labels, PlacedFiles files) {
        this.format = format;
        this.labels = labels;
        this.files = files;
    }

    @Override
    public void add(Sample sample, String part) throws IOException {
        files.place(sample, part, folder(sample));
    }

    private String folder(Sample sample) {
        if (format == Format.IMAGES || format == Format.VIDEOS) {
            return "";
        }
        if (sample.truth() instanceof Truth.Label label) {
            return labels.get(label.index());
        }
        if (sample.truth() instanceof Truth.Identity identity) {
            return identity.person();
        }
        throw new InvalidPlanException(
                "sample '%s' has no class, so it has no folder among classes; write it as csv".formatted(sample.id()));
    }

    @Override
    public void finish() {}
}

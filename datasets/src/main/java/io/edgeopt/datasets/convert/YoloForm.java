package io.edgeopt.datasets.convert;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code images/PART}, {@code labels/PART} and {@code data.yaml}. */
final class YoloForm implements DataExport.Form {
    private final List<String> labels;
    private final PlacedFiles files;

    YoloForm(List<String> labels, PlacedFiles files) {
        this.labels = labels;
        this.files = files;
    }

    @Override
    public void add(Sample sample, String part) throws IOException {
        List<Truth.LabelledBox> boxes = PlacedFiles.boxes(sample);
        String name = files.place(sample, "images", part);
        ImageSize size = ImageReader.size(PlacedFiles.file(sample));
        StringBuilder text = new StringBuilder();
        for (Truth.LabelledBox one : boxes) {
            Box box = one.box();
            text.append(String.format(
                    Locale.ROOT,
                    "%d %.6f %.6f %.6f %.6f\n",
                    one.label(),
                    (box.left() + box.right()) / 2 / size.width(),
                    (box.top() + box.bottom()) / 2 / size.height(),
                    box.width() / size.width(),
                    box.height() / size.height()));
        }
        String stem = name.substring(0, name.lastIndexOf('.'));
        String folder = part.isEmpty() ? "labels/" : "labels/" + part + "/";
        AtomicFile.write(files.file(folder + stem + ".txt"), text.toString());
    }

    @Override
    public void finish() {
        AtomicFile.write(files.file("data.yaml"), "nc: %d\nnames: %s\n".formatted(labels.size(), Json.line(labels)));
    }
}

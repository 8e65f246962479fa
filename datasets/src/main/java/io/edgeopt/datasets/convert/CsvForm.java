package io.edgeopt.datasets.convert;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.io.AtomicFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code images/} and one {@code annotations.csv}; the part of the split is a column. */
final class CsvForm implements DataExport.Form {
    private final List<String> labels;
    private final PlacedFiles files;
    private final StringBuilder boxes = new StringBuilder("filename,width,height,class,xmin,ymin,xmax,ymax,split\n");
    private final StringBuilder classes = new StringBuilder("filename,class,split\n");
    private boolean boxed;

    CsvForm(List<String> labels, PlacedFiles files) {
        this.labels = labels;
        this.files = files;
    }

    @Override
    public void add(Sample sample, String part) throws IOException {
        String name = files.place(sample, "images");
        if (sample.truth() instanceof Truth.Label label) {
            classes.append("%s,%s,%s\n".formatted(quoted(name), quoted(labels.get(label.index())), part));
            return;
        }
        boxed = true;
        ImageSize size = ImageReader.size(PlacedFiles.file(sample));
        String start = "%s,%d,%d".formatted(quoted(name), size.width(), size.height());
        List<Truth.LabelledBox> found = PlacedFiles.boxes(sample);
        if (found.isEmpty()) {
            boxes.append(start).append(",,,,,,").append(part).append('\n');
        }
        for (Truth.LabelledBox one : found) {
            Box box = one.box();
            boxes.append(start)
                    .append(',')
                    .append(quoted(labels.get(one.label())))
                    .append(String.format(
                            Locale.ROOT, ",%s,%s,%s,%s,", box.left(), box.top(), box.right(), box.bottom()))
                    .append(part)
                    .append('\n');
        }
    }

    private static String quoted(String text) {
        boolean plain =
                text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.strip().equals(text);
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void finish() {
        AtomicFile.write(files.file("annotations.csv"), (boxed ? boxes : classes).toString());
        AtomicFile.write(files.file("classes.txt"), String.join("\n", labels) + "\n");
    }
}

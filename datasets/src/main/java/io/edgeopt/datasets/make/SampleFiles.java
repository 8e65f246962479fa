package io.edgeopt.datasets.make;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The files of drawn samples in their layout. */
final class SampleFiles {
    private final Layout layout;
    private final List<String> labels;
    private final Path folder;
    private final StringBuilder boxes = new StringBuilder();

    private SampleFiles(Layout layout, List<String> labels, Path folder) {
        this.layout = layout;
        this.labels = labels;
        this.folder = folder;
    }

    static SampleFiles of(Layout layout, List<String> labels, Path folder) {
        SampleFiles files = new SampleFiles(layout, labels, folder);
        if (layout == Layout.BOXES) {
            files.boxes.append("filename,width,height,class,xmin,ymin,xmax,ymax,split\n");
        }
        return files;
    }

    void add(Drawn drawn) throws IOException {
        String part = drawn.part().folder();
        String name = switch (layout) {
            case CLASSES -> part + "/" + label(drawn) + "/" + drawn.name() + ".jpg";
            case CLIPS -> part + "/" + label(drawn) + "/" + drawn.name();
            case BOXES -> "images/" + part + "_" + drawn.name() + ".jpg";
            case PERSONS -> "PERSONS/" + part + "/" + person(drawn) + "/" + drawn.name() + ".jpg";
        };
        Path place = folder.resolve(name);
        if (layout == Layout.CLIPS) {
            Files.createDirectories(place);
            for (int i = 0; i < drawn.files().size(); i++) {
                Files.write(
                        place.resolve(String.format(Locale.ROOT, "%04d.jpg", i)),
                        drawn.files().get(i));
            }
            return;
        }
        Files.createDirectories(place.resolveSibling("."));
        Files.write(place, drawn.files().get(0));
        if (layout == Layout.BOXES) {
            row(drawn, part + "_" + drawn.name() + ".jpg");
        } else {
            drawn.made()
                    .boxes()
                    .forEach(box -> boxes.append(name)
                            .append(' ')
                            .append(labels.get(box.label()))
                            .append(corners(box.box(), " "))
                            .append('\n'));
        }
    }

    private void row(Drawn drawn, String name) {
        String start = String.format(
                Locale.ROOT,
                "%s,%d,%d,",
                name,
                drawn.made().frames().get(0).width(),
                drawn.made().frames().get(0).height());
        String end = "," + drawn.part().folder() + "\n";
        if (drawn.made().boxes().isEmpty()) {
            boxes.append(start).append(",,,,").append(end);
        }
        for (Truth.LabelledBox box : drawn.made().boxes()) {
            boxes.append(start)
                    .append(labels.get(box.label()))
                    .append(corners(box.box(), ","))
                    .append(end);
        }
    }

    private static String corners(Box box, String separator) {
        return String.format(
                Locale.ROOT,
                "%5$s%1$.1f%5$s%2$.1f%5$s%3$.1f%5$s%4$.1f",
                box.left(),
                box.top(),
                box.right(),
                box.bottom(),
                separator);
    }

    private String label(Drawn drawn) {
        if (drawn.made().truth() instanceof Truth.Label label) {
            return labels.get(label.index());
        }
        throw new IllegalStateException("sample %s has no class to be laid out by".formatted(drawn.name()));
    }

    private static String person(Drawn drawn) {
        if (drawn.made().truth() instanceof Truth.Identity identity) {
            return identity.person();
        }
        throw new IllegalStateException("sample %s shows no person to be laid out by".formatted(drawn.name()));
    }

    void finish() {
        if (layout == Layout.BOXES) {
            AtomicFile.write(folder.resolve("annotations.csv"), boxes.toString());
            AtomicFile.write(folder.resolve("classes.txt"), String.join("\n", labels) + "\n");
        } else if (boxes.length() > 0) {
            AtomicFile.write(folder.resolve("boxes.txt"), boxes.toString());
        }
    }
}

package io.edgeopt.datasets.convert;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code images/PART} and {@code annotations/instances_PART.json}, or {@code annotations.json} without a split. */
final class CocoForm implements DataExport.Form {
    private final List<String> labels;
    private final PlacedFiles files;
    private final SortedMap<String, Document> documents = new TreeMap<>();

    private record Picture(int id, String fileName, int width, int height) {}

    private record Category(int id, String name) {}

    private record Annotation(int id, int imageId, int categoryId, List<Float> bbox, float area, int iscrowd) {}

    private record Document(List<Picture> images, List<Annotation> annotations, List<Category> categories) {}

    CocoForm(List<String> labels, PlacedFiles files) {
        this.labels = labels;
        this.files = files;
    }

    @Override
    public void add(Sample sample, String part) throws IOException {
        List<Truth.LabelledBox> boxes = PlacedFiles.boxes(sample);
        Document document = documents.computeIfAbsent(
                part, name -> new Document(new ArrayList<>(), new ArrayList<>(), categories()));
        String name = files.place(sample, "images", part);
        ImageSize size = ImageReader.size(PlacedFiles.file(sample));
        int image = document.images().size() + 1;
        document.images()
                .add(new Picture(image, part.isEmpty() ? name : part + "/" + name, size.width(), size.height()));
        for (Truth.LabelledBox one : boxes) {
            Box box = one.box();
            document.annotations()
                    .add(new Annotation(
                            document.annotations().size() + 1,
                            image,
                            one.label() + 1,
                            List.of(box.left(), box.top(), box.width(), box.height()),
                            box.area(),
                            one.crowd() ? 1 : 0));
        }
    }

    private List<Category> categories() {
        List<Category> categories = new ArrayList<>();
        labels.forEach(label -> categories.add(new Category(categories.size() + 1, label)));
        return categories;
    }

    @Override
    public void finish() {
        documents.forEach((part, document) -> AtomicFile.write(
                files.file(part.isEmpty() ? "annotations.json" : "annotations/instances_" + part + ".json"),
                Json.write(document)));
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A small network of two classes that has learnt nothing yet, and a few pictures to learn them from. */
final class CatsAndDogs {
    private CatsAndDogs() {}

    /** Writes {@code net.onnx} with its card, and eight pictures for each part of {@code data}. */
    static Path write(Path folder) throws IOException {
        for (String part : List.of("train", "val", "test")) {
            for (int i = 0; i < 8; i++) {
                String label = i % 2 == 0 ? "cat" : "dog";
                MadePictures.write(folder.resolve("data/" + part + "/" + label + "/" + i + ".png"), 32, 32, i);
            }
        }
        return network(folder, "net", "fire-teacher", new ImageSize(32, 32));
    }

    /** Writes a network of a quarter of its width, with its card beside it. */
    static Path network(Path folder, String name, String architecture, ImageSize size) {
        Architecture built = Catalog.architectures()
                .build(
                        architecture,
                        ArchitectureOptions.DEFAULT
                                .withLabels(List.of("cat", "dog"))
                                .withWidth(0.25)
                                .withSize(size));
        Path model = folder.resolve(name + ".onnx");
        built.model().write(model);
        built.card().withDigest(FileDigest.sha256(model)).write(folder.resolve(name + ".json"));
        return model;
    }
}

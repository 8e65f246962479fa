package io.edgeopt.cli;

import io.edgeopt.core.model.FileDigest;
import java.nio.file.Path;

/** A model file that was made of another. */
record Written(KnownModel source, Path file) {
    /** Writes a card beside the file, where the source has one: the same, with how the file was made. */
    void card(String step) {
        source.described()
                .ifPresent(card ->
                        card.after(step).withDigest(FileDigest.sha256(file)).write(beside(file)));
    }

    /** Where the card of a model lies. */
    static Path beside(Path model) {
        String name = String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
        return model.resolveSibling(name + ".json");
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.head.Head;
import java.nio.file.Path;
import java.util.Optional;

/** A model file that was made of another. */
record Written(KnownModel source, Path file) {
    /** Writes a card beside the file, where the source has one: the same, with how the file was made. */
    void card(String step) {
        source.described()
                .ifPresent(card ->
                        card.after(step).withDigest(FileDigest.sha256(file)).write(beside(file)));
    }

    /** The same of a file whose answers are not the source's any more, and what follows from that. */
    void changedCard(String step, Console console) {
        card(step);
        source.described().flatMap(Written::staleThreshold).ifPresent(note -> console.note("%s", note));
    }

    /** What to say of a file whose embeddings are not those for which its card's threshold was chosen. */
    static Optional<String> staleThreshold(ModelCard card) {
        return card.head() instanceof Head.Embedding embedding
                ? embedding
                        .threshold()
                        .map(threshold ->
                                ("the card's threshold of %s was chosen for other embeddings; choose it anew with"
                                                + " 'edgeopt models enrol --threshold-from PEOPLE'")
                                        .formatted(threshold))
                : Optional.empty();
    }

    /** Where the card of a model lies. */
    static Path beside(Path model) {
        String name = String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
        return model.resolveSibling(name + ".json");
    }
}

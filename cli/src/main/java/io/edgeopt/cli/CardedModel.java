package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.nio.file.Path;

/** A model that is loaded, with the card beside it, which it must have. */
record CardedModel(Path file, ModelCard card, Session session) implements AutoCloseable {
    static CardedModel open(String model, String backend, int threads) {
        Path file = Catalog.modelFile(model);
        ModelCard card = ModelCard.read(ModelCard.beside(file)
                .orElseThrow(() -> new InvalidPlanException(
                        "%s has no card beside it; 'edgeopt models import' writes one".formatted(file))));
        card.checkDigest(file);
        SessionOptions options = SessionOptions.DEFAULT.withThreads(threads);
        return new CardedModel(file, card, Catalog.backend(backend).open(file, options));
    }

    String digest() {
        return FileDigest.sha256(file);
    }

    @Override
    public void close() {
        session.close();
    }
}

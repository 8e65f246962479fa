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
        ModelCard card = card(file);
        SessionOptions options = SessionOptions.DEFAULT.withThreads(threads);
        return new CardedModel(file, card, Catalog.backend(backend).open(file, options));
    }

    /** The card beside a model; fails where there is none, or it was written for another file. */
    static ModelCard card(Path file) {
        ModelCard card = ModelCard.beside(file)
                .map(ModelCard::read)
                .orElseThrow(() -> new InvalidPlanException(
                        "%s has no card beside it, which says what its classes are; 'edgeopt models import' writes one"
                                .formatted(file)));
        card.checkDigest(file);
        return card;
    }

    String digest() {
        return FileDigest.sha256(file);
    }

    @Override
    public void close() {
        session.close();
    }
}

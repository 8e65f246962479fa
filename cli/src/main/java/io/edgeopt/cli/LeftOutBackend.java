package io.edgeopt.cli;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.Optional;

/** A backend whose library this distribution does not carry: it says so. */
record LeftOutBackend(String name) implements Backend {
    private String why() {
        return "the backend %s is not in this distribution; devices do without it, a clone of edgeopt has it"
                .formatted(name);
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.of(why());
    }

    @Override
    public Session open(Path file, SessionOptions options) {
        throw new BackendException(why());
    }

    @Override
    public Session open(Model model, SessionOptions options) {
        throw new BackendException(why());
    }
}

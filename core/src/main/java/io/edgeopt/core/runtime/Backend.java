package io.edgeopt.core.runtime;

import io.edgeopt.core.graph.Model;
import java.nio.file.Path;
import java.util.Optional;

/** A library that executes models. */
public interface Backend {
    /** The name by which users ask for it. */
    String name();

    /** Why it cannot be used on this machine, with what to install; empty where it can. */
    Optional<String> unavailable();

    /** Opens a model file; fails where this backend does not read such files. */
    Session open(Path file, SessionOptions options);

    /** Opens a model from memory. */
    Session open(Model model, SessionOptions options);

    /**
     * The model after those of this backend's own optimisations whose result any other can run; empty where it has none
     * or cannot give the result out.
     */
    default Optional<Model> optimized(Model model) {
        return Optional.empty();
    }
}

package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A backend that runs every node as it stands in the file. Tensors are then put into integers and back as the graph says,
 * and computed with in float, which is what any runtime without saturating sums answers; integer kernels of this machine
 * have no say.
 */
record AsWritten(Backend backend) implements Backend {
    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public Optional<String> unavailable() {
        return backend.unavailable();
    }

    @Override
    public Session open(Path file, SessionOptions options) {
        return backend.open(file, options.withOptimization(Optimization.NONE));
    }

    @Override
    public Session open(Model model, SessionOptions options) {
        return backend.open(model, options.withOptimization(Optimization.NONE));
    }

    @Override
    public Optional<Model> optimized(Model model) {
        return backend.optimized(model);
    }
}

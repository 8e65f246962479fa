package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.edgeopt.autograd.op.Snippets;
import java.util.Optional;

/**
 * A loss as some lines of TorchScript, so that a batch costs one call into PyTorch instead of dozens.
 *
 * <p>They are loaded once for the process: losses come and go with trainings and own nothing that must be closed.
 */
final class Formula {
    private static Optional<Snippets> shared = Optional.empty();

    private Formula() {}

    /**
     * What {@code lines} return over arguments named {@code a}, {@code b} and so on. It belongs to the manager of the
     * first argument, which must therefore be an array of the step.
     */
    static synchronized NDArray of(String lines, NDArray... arguments) {
        if (shared.isEmpty()) {
            shared = Optional.of(new Snippets(
                    (PtNDManager) arguments[0].getManager().getEngine().newBaseManager()));
        }
        return shared.orElseThrow().run(lines, arguments);
    }
}

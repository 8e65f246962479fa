package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * PyTorch functions for which DJL has no call, or a slow one. Each is some lines of TorchScript in an archive that is
 * written in memory and loaded by PyTorch itself, once for each distinct text. Gradients pass through.
 *
 * <p>A call costs about a tenth of a millisecond more than DJL's own calls: it is for operators that work on many
 * elements.
 */
public final class Snippets implements AutoCloseable {
    private final PtNDManager manager;
    private final Map<String, PtSymbolBlock> loaded = new HashMap<>();

    public Snippets(PtNDManager manager) {
        this.manager = manager;
    }

    /** The value of a line of TorchScript over arguments named {@code a}, {@code b}, {@code c} ... */
    public NDArray call(String expression, NDArray... arguments) {
        return run("return " + expression, arguments);
    }

    /** Several lines, of which the last returns, over arguments named {@code a}, {@code b} and so on. */
    public NDArray run(String lines, NDArray... arguments) {
        PtSymbolBlock block =
                loaded.computeIfAbsent(arguments.length + " " + lines, unused -> load(lines, arguments.length));
        return IValueUtils.forward(block, new NDList(arguments), true).singletonOrThrow();
    }

    private PtSymbolBlock load(String lines, int arguments) {
        byte[] archive = TorchScriptArchive.of(lines, arguments);
        try {
            return JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        loaded.values().forEach(PtSymbolBlock::close);
        loaded.clear();
    }
}

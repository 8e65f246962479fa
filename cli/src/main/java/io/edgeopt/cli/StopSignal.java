package io.edgeopt.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a wish: the work that asks for it ends at the next good place, and the process waits until it has
 * put its results away.
 */
final class StopSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::wish, "edgeopt-stop");
    private volatile boolean wanted;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isWanted() {
        return wanted;
    }

    private void wish() {
        wanted = true;
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        if (!wanted) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}

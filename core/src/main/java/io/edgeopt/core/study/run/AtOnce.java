package io.edgeopt.core.study.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does the same work on several things, so many at once. */
final class AtOnce {
    private AtOnce() {}

    /** With {@code threads} of 1 by the thread that asks. The first failure is thrown when nothing is at work any more. */
    static <T> void each(List<T> things, int threads, Consumer<T> work) {
        if (threads < 2 || things.size() < 2) {
            things.forEach(work);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, things.size()));
        try {
            List<Future<?>> begun = new ArrayList<>();
            things.forEach(thing -> begun.add(pool.submit(() -> work.accept(thing))));
            for (Future<?> one : begun) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while models were studied", e);
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            end(pool);
        }
    }

    private static RuntimeException failure(ExecutionException failed) {
        if (failed.getCause() instanceof Error error) {
            throw error;
        }
        return failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
    }

    /** What still runs writes into the folder of the study, so it is waited for. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("work on a model does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

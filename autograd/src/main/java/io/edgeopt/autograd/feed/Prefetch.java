package io.edgeopt.autograd.feed;

import io.edgeopt.core.EdgeoptException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes batches on threads of their own, in order, and never more ahead than its bound. */
public final class Prefetch implements AutoCloseable {
    private final BatchSource source;
    private final int epochs;
    private final int ahead;
    private final ExecutorService workers;
    private final Deque<Future<Batch>> made = new ArrayDeque<>();
    private int epoch;
    private int index;

    /**
     * Begins at once.
     *
     * @param epoch where to begin
     * @param index where in that epoch
     * @param epochs how many epochs there are in all
     * @param threads how many work at once
     */
    public Prefetch(BatchSource source, int epoch, int index, int epochs, int threads) {
        this.source = source;
        this.epoch = epoch;
        this.index = index;
        this.epochs = epochs;
        this.ahead = threads + 1;
        this.workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "edgeopt-loader");
            thread.setDaemon(true);
            return thread;
        });
        fill();
    }

    private void fill() {
        while (made.size() < ahead && epoch < epochs) {
            int wantedEpoch = epoch;
            int wantedIndex = index;
            made.add(workers.submit(() -> source.batch(wantedEpoch, wantedIndex)));
            index++;
            if (index >= source.batches()) {
                index = 0;
                epoch++;
            }
        }
    }

    /** The next batch; there must be one. */
    public Batch next() {
        Future<Batch> oldest = made.remove();
        try {
            Batch batch = oldest.get();
            fill();
            return batch;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EdgeoptException failure) {
                throw failure;
            }
            // Such as too little memory, which has a message of its own.
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("making a batch failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}

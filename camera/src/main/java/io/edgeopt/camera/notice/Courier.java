package io.edgeopt.camera.notice;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Passes alarms on beside the camera's work, in order; where many wait, the newest are left out and told. */
public final class Courier implements AutoCloseable {
    private static final int PLACES = 16;
    private static final long PATIENCE_SECONDS = 30;

    /**
     * What became of the alarms, each counted once for each messenger.
     *
     * @param sent that got there
     * @param failed that did not
     */
    public record Account(int sent, int failed) {}

    private final List<Messenger> messengers;
    private final BiConsumer<String, String> trouble;
    private final ThreadPoolExecutor thread;
    private int sent;
    private int failed;

    /**
     * Has one that brings by each of {@code messengers}.
     *
     * @param trouble is told the name of a messenger and why it could not bring something; on any thread
     */
    public Courier(List<Messenger> messengers, BiConsumer<String, String> trouble) {
        this.messengers = List.copyOf(messengers);
        this.trouble = trouble;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(PLACES), task -> {
            Thread made = new Thread(task, "edgeopt-courier");
            made.setDaemon(true);
            return made;
        });
    }

    /** Does not wait. */
    public void send(Notice notice) {
        for (Messenger messenger : messengers) {
            try {
                thread.execute(() -> bring(messenger, notice));
            } catch (RejectedExecutionException e) {
                failed(messenger, "%d alarms wait already".formatted(PLACES));
            }
        }
    }

    private void bring(Messenger messenger, Notice notice) {
        try {
            messenger.bring(notice);
            synchronized (this) {
                sent++;
            }
        } catch (IOException e) {
            String message = e.getMessage();
            failed(messenger, message == null ? e.getClass().getSimpleName() : message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(messenger, "it was given up");
        }
    }

    private void failed(Messenger messenger, String why) {
        synchronized (this) {
            failed++;
        }
        trouble.accept(messenger.name(), why);
    }

    public synchronized Account account() {
        return new Account(sent, failed);
    }

    /** Waits some time for those that are on the way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

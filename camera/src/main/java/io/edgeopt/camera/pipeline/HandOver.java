package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.Clock;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A few places between two stages. */
final class HandOver<T> {
    private final Clock.Monitor monitor;
    private final ArrayDeque<T> waiting;
    private final int places;
    private final boolean newest;
    private boolean ended;

    private HandOver(Clock clock, int places, boolean newest) {
        this.monitor = clock.monitor();
        this.waiting = new ArrayDeque<>(places + 1);
        this.places = places;
        this.newest = newest;
    }

    /** One where whoever puts waits for a free place. */
    static <T> HandOver<T> waiting(Clock clock, int places) {
        return new HandOver<>(clock, places, false);
    }

    /** One with a single place, in which the newest displaces what waits there. */
    static <T> HandOver<T> newest(Clock clock) {
        return new HandOver<>(clock, 1, true);
    }

    /** Puts it there; answers what is displaced by it, or itself where the end was declared. */
    @Nullable
    T put(T item) throws InterruptedException {
        monitor.lock();
        try {
            while (!newest && waiting.size() >= places && !ended) {
                monitor.await();
            }
            if (ended) {
                return item;
            }
            T displaced = waiting.size() >= places ? waiting.poll() : null;
            waiting.add(item);
            monitor.tellAll();
            return displaced;
        } finally {
            monitor.unlock();
        }
    }

    /** The one that waits longest; waits for one. Nothing after the end, when all have been taken. */
    @Nullable
    T take() throws InterruptedException {
        monitor.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                monitor.await();
            }
            T item = waiting.poll();
            monitor.tellAll();
            return item;
        } finally {
            monitor.unlock();
        }
    }

    /** No more will be put; what is there can still be taken. */
    void end() {
        monitor.lock();
        try {
            ended = true;
            monitor.tellAll();
        } finally {
            monitor.unlock();
        }
    }

    /** Ends it and takes one of those that nobody will take; nothing when there are none. */
    @Nullable
    T drain() {
        monitor.lock();
        try {
            ended = true;
            monitor.tellAll();
            return waiting.poll();
        } finally {
            monitor.unlock();
        }
    }
}

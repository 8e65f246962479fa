package io.edgeopt.camera;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock on which time passes only while all wait, and then at once. Of its threads, and the one that made it, exactly
 * one runs at any moment, in an order that is always the same: a test of a pipeline is a simulation that repeats.
 */
public final class VirtualClock implements Clock {
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> runnable = new ArrayDeque<>();
    private final List<Waiter> asleep = new ArrayList<>();
    private long now = 1_000_000_000;

    /** Someone who waits to be told, for a moment, or for a turn. */
    private final class Waiter {
        private final Condition turn = lock.newCondition();
        private final long until;
        private boolean called;
        private boolean running;

        Waiter(long until) {
            this.until = until;
        }
    }

    @Override
    public long nanos() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Time that passes for everyone, as when a machine was asleep. */
    public void jump(double seconds) {
        lock.lock();
        try {
            now += Math.round(seconds * 1e9);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sleepUntil(long nanos) throws InterruptedException {
        lock.lock();
        try {
            if (nanos > now) {
                await(new Waiter(nanos));
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a test's model or camera does instead of work. */
    public void spend(double seconds) {
        try {
            sleepUntil(nanos() + Math.round(seconds * 1e9));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Monitor monitor() {
        return new VirtualMonitor();
    }

    @Override
    public Thread start(String name, Runnable work) {
        Waiter first = new Waiter(Long.MAX_VALUE);
        Thread thread = new Thread(
                () -> {
                    lock.lock();
                    try {
                        while (!first.running) {
                            first.turn.awaitUninterruptibly();
                        }
                    } finally {
                        lock.unlock();
                    }
                    try {
                        work.run();
                    } finally {
                        finish();
                    }
                },
                name);
        thread.setDaemon(true);
        lock.lock();
        try {
            call(first);
        } finally {
            lock.unlock();
        }
        thread.start();
        return thread;
    }

    private void finish() {
        lock.lock();
        try {
            next();
        } finally {
            lock.unlock();
        }
    }

    private void call(Waiter waiter) {
        if (!waiter.called) {
            waiter.called = true;
            runnable.add(waiter);
        }
    }

    /** Whoever ran is done for now; another has its turn, after time has passed if all are asleep. */
    private void next() {
        while (runnable.isEmpty()) {
            Waiter earliest = null;
            for (Waiter waiter : asleep) {
                if (waiter.until < Long.MAX_VALUE && (earliest == null || waiter.until < earliest.until)) {
                    earliest = waiter;
                }
            }
            if (earliest == null) {
                return;
            }
            now = Math.max(now, earliest.until);
            call(earliest);
        }
        Waiter chosen = runnable.remove();
        chosen.running = true;
        chosen.turn.signal();
    }

    private void await(Waiter waiter) throws InterruptedException {
        asleep.add(waiter);
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            call(waiter);
        }
        next();
        while (!waiter.running) {
            try {
                waiter.turn.await();
            } catch (InterruptedException e) {
                interrupted = true;
                call(waiter);
            }
        }
        asleep.remove(waiter);
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private final class VirtualMonitor implements Monitor {
        private final List<Waiter> waiting = new ArrayList<>();

        @Override
        public void lock() {
            lock.lock();
        }

        @Override
        public void unlock() {
            lock.unlock();
        }

        @Override
        public void await() throws InterruptedException {
            awaitUntil(Long.MAX_VALUE);
        }

        @Override
        public void awaitUntil(long nanos) throws InterruptedException {
            if (nanos <= now) {
                return;
            }
            Waiter waiter = new Waiter(nanos);
            waiting.add(waiter);
            try {
                VirtualClock.this.await(waiter);
            } finally {
                waiting.remove(waiter);
            }
        }

        @Override
        public void tellAll() {
            waiting.forEach(VirtualClock.this::call);
        }
    }
}

package io.edgeopt.camera;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** The clock of the machine. */
final class SystemClock implements Clock {
    static final SystemClock INSTANCE = new SystemClock();

    private SystemClock() {}

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            left = nanos - System.nanoTime();
        }
    }

    @Override
    public Monitor monitor() {
        return new LockMonitor();
    }

    @Override
    public Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A lock with one condition. */
    private static final class LockMonitor implements Monitor {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition told = lock.newCondition();

        @Override
        public void lock() {
            lock.lock();
        }

        @Override
        public void unlock() {
            lock.unlock();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // The loop is with the caller, who knows what is waited for.
        public void await() throws InterruptedException {
            told.await();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop")
        public void awaitUntil(long nanos) throws InterruptedException {
            long left = nanos - System.nanoTime();
            if (left > 0) {
                long ignored = told.awaitNanos(left);
            }
        }

        @Override
        public void tellAll() {
            told.signalAll();
        }
    }
}

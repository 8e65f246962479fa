package io.edgeopt.camera;

/**
 * Time, and every kind of waiting that a pipeline does. All threads of a pipeline wait here and nowhere else, so that
 * tests can give them a clock of their own on which hours pass at once and always in the same order.
 */
public interface Clock {
    /** What waits for others: take hold of it, look, wait or change something, tell the others, let go. */
    interface Monitor {
        void lock();

        void unlock();

        /** Waits, letting go meanwhile, until told or for no reason at all; look again afterwards. */
        void await() throws InterruptedException;

        /** The same, but no longer than until then. */
        void awaitUntil(long nanos) throws InterruptedException;

        void tellAll();
    }

    /** Nanoseconds since an instant that is not said; only differences mean something. */
    long nanos();

    /** Returns then, or at once if that has passed. */
    void sleepUntil(long nanos) throws InterruptedException;

    Monitor monitor();

    /** Starts a thread that waits by this clock alone. It does not keep the process alive. */
    Thread start(String name, Runnable work);

    /** The machine's own. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}

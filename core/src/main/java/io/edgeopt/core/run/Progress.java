package io.edgeopt.core.run;

/** Told of work as it goes; who listens decides what to show. Calls come from one thread. */
public interface Progress {
    /** Listens to nothing. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String work, long total) {}

        @Override
        public void advance(long done) {}

        @Override
        public void end() {}
    };

    /** Work begins; {@code total} is how many units there are, or 0 where that is not known. */
    void begin(String work, long total);

    /** So many more units are done. */
    void advance(long done);

    /** So many units were done at another time: they count, but say nothing of how fast the work goes. */
    default void resume(long done) {
        advance(done);
    }

    /** What else there is to say of the work now, in a few words that replace those before. */
    default void state(String words) {}

    /** The work that began last is over. */
    void end();
}

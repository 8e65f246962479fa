package io.edgeopt.camera.telemetry;

import java.util.Map;

/** Where a machine tells what it draws. For one thread. */
interface PowerSource extends AutoCloseable {
    /** What to call it in a report. */
    String name();

    /** Joules by rail since it was opened, as of now; called ten times a second or so where only power is told. */
    Map<String, Double> joules(long nanos);

    @Override
    default void close() {}
}

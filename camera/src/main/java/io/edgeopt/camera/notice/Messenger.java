package io.edgeopt.camera.notice;

import java.io.IOException;

/** One way in which alarms are passed on. */
public interface Messenger {
    /** What people call it. */
    String name();

    /** Waits until it is there, for some seconds at most; a failure says why it is not. */
    void bring(Notice notice) throws IOException, InterruptedException;
}

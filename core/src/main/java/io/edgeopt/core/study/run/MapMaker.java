package io.edgeopt.core.study.run;

import io.edgeopt.core.run.Progress;
import io.edgeopt.core.study.Explained;
import java.nio.file.Path;

/** Asks where models look; several threads may do so at once, each about a model of its own. */
public interface MapMaker {
    /** All that decides what comes out, besides the models and the data. */
    String settings();

    /**
     * Maps of {@code variant}, compared with those of the subject's own file.
     *
     * @param place where pictures are put
     * @param named how the result names that folder
     */
    Explained explain(Subject subject, Path variant, Path place, String named, Progress progress);
}

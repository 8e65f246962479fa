package io.edgeopt.core.study.run;

import io.edgeopt.core.measure.BenchResult;
import java.util.ArrayList;
import java.util.List;

/** Measures what was not measured yet in a study that did not come to its end. */
record KeptSpeed(SpeedTest test, String version, StudyStore store, StudyListener listener) {
    /** {@code what} names the contestants, wherever their files are. */
    BenchResult measured(List<String> what, List<SpeedTest.Contestant> contestants) {
        List<Object> parts = new ArrayList<>(List.of("measure", version, test.plan()));
        parts.addAll(what);
        return store.once(
                StudyStore.measured(),
                StudyStore.key(parts.toArray()),
                BenchResult.class,
                () -> test.measure(contestants, listener.progress()));
    }
}

package io.edgeopt.core.study.run;

import io.edgeopt.core.measure.BenchResult;
import java.util.ArrayList;
import java.util.List;

/** Measures what was not measured yet in a study that did not come to its end. */
record KeptSpeed(SpeedTest test, String version, StudyStore store, StudyListener listener) {
    /** {@code parts} name the contestants, wherever their files are; {@code what} is measured, for people. */
    BenchResult measured(String what, List<String> parts, List<SpeedTest.Contestant> contestants) {
        List<Object> all = new ArrayList<>(List.of("measure", version, test.plan()));
        all.addAll(parts);
        return store.once(
                StudyStore.measured(),
                StudyStore.key(all.toArray()),
                BenchResult.class,
                () -> test.measure(contestants, listener.progress(what)));
    }
}

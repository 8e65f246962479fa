package io.edgeopt.core.study.run;

import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import java.nio.file.Path;
import java.util.List;

/** Measures models before a camera, in turns; the first is the one with which the others are compared. */
public interface SpeedTest {
    /**
     * One model.
     *
     * @param stride of the frames that are worked on it looks at every n-th
     */
    record Entrant(Path file, ModelCard card, int stride) {}

    /** One of those that are measured: a model, or several that look at the same frames. */
    record Contestant(List<Entrant> entrants) {
        public Contestant {
            entrants = List.copyOf(entrants);
        }

        /** A model that sees every frame. */
        public static Contestant of(Path file, ModelCard card) {
            return new Contestant(List.of(new Entrant(file, card, 1)));
        }
    }

    /** How that is done. */
    BenchPlan plan();

    BenchResult measure(List<Contestant> contestants, Progress progress);
}

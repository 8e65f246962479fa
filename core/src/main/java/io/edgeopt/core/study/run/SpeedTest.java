package io.edgeopt.core.study.run;

import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import java.nio.file.Path;
import java.util.List;

/** Measures models before a camera, in turns; the first is the one with which the others are compared. */
public interface SpeedTest {
    /** One of those that are measured. */
    record Contestant(Path file, ModelCard card) {}

    /** How that is done. */
    BenchPlan plan();

    BenchResult measure(List<Contestant> contestants, Progress progress);
}

package io.edgeopt.cli;

import io.edgeopt.camera.bench.Scenario;
import io.edgeopt.camera.limit.Confinement;
import io.edgeopt.camera.limit.Limit;
import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.study.StudyPlan.PlannedBench;
import io.edgeopt.core.study.run.CameraSet;
import io.edgeopt.core.study.run.SpeedTest;
import java.util.List;
import java.util.Optional;

/** What {@code bench} does, for a study. */
final class BenchSpeedTest implements SpeedTest {
    /** A measurement ends by its frames; a model that is slower than this many seconds a frame ends by time. */
    private static final double SLOWEST_FRAME = 0.5;

    /** With fewer nothing can be said of whether they got slower. */
    private static final int FEWEST_TURNS = 48;

    /** Enough for a median, where there are too few rounds to decide by anyhow. */
    private static final int INDICATIVE_TURNS = 16;

    private final BenchPlan plan;
    private final List<String> words;

    private BenchSpeedTest(BenchPlan plan, List<String> words) {
        this.plan = plan;
        this.words = words;
    }

    /** Fails where the camera cannot be opened. */
    static BenchSpeedTest of(PlannedBench planned, long seed, List<String> words) {
        Catalog.camera(planned.source()).close();
        planned.limit().ifPresent(Limit::parse);
        return new BenchSpeedTest(
                new BenchPlan(
                        Scenario.CAMERA.toString(),
                        planned.source(),
                        "newest",
                        Optional.of(planned.fps()),
                        Math.max(5, planned.frames() * SLOWEST_FRAME),
                        Optional.of((long) planned.frames()),
                        planned.warmup(),
                        planned.rounds(),
                        "onnxruntime",
                        planned.threads(),
                        "card",
                        planned.limit(),
                        planned.device(),
                        seed),
                words);
    }

    @Override
    public BenchPlan plan() {
        return plan;
    }

    private static BenchJob.Looker looker(Entrant entrant) {
        return new BenchJob.Looker(entrant.file().toString(), entrant.card().toJson(), entrant.stride());
    }

    /** Of several models turns are counted: so there must be enough of them. */
    private BenchPlan lasting(List<Contestant> contestants) {
        long turns = contestants.stream()
                .mapToInt(one -> CameraSet.turn(
                        one.entrants().stream().map(Entrant::stride).toList()))
                .max()
                .orElse(1);
        int fewest = plan.rounds() < Ratio.FEWEST_ROUNDS ? INDICATIVE_TURNS : FEWEST_TURNS;
        return turns == 1 ? plan : plan.withFrames(Math.max(plan.frames().orElse(0L), turns * fewest));
    }

    @Override
    public BenchResult measure(List<Contestant> contestants, Progress progress) {
        BenchPlan lasting = lasting(contestants);
        List<BenchJob> jobs = contestants.stream()
                .map(one -> new BenchJob(
                        one.entrants().stream().map(BenchSpeedTest::looker).toList(), List.of(), lasting))
                .toList();
        if (plan.limit().isEmpty()) {
            return new BenchRun(new BenchProcess(Optional.empty()), jobs, progress).run(words);
        }
        try (Confinement place = Confinement.of(Limit.parse(plan.limit().get()))) {
            return new BenchRun(new BenchProcess(Optional.of(place)), jobs, progress).run(words);
        }
    }
}

package io.edgeopt.camera.bench;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.pipeline.FrameLog;
import io.edgeopt.camera.pipeline.FrameLog.Moment;
import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.pipeline.Mode;
import io.edgeopt.camera.pipeline.Outcome;
import io.edgeopt.camera.pipeline.Pipeline;
import io.edgeopt.camera.pipeline.RunPlan;
import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.telemetry.EnergyMeter;
import io.edgeopt.camera.telemetry.MachineMeter;
import io.edgeopt.camera.telemetry.PowerMode;
import io.edgeopt.camera.telemetry.ProcessMeter;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.measure.Energy;
import io.edgeopt.core.measure.Fork;
import io.edgeopt.core.measure.FrameTimes;
import io.edgeopt.core.measure.Machine;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Measures a model, or several that share its frames, before one camera: opens them, warms up, runs, and tells. */
public final class Trial {
    /** Where a recording says nothing of its rate. */
    public static final double USUAL_FPS = 30;

    /**
     * What to do.
     *
     * @param everyFrame whether no frame is left out where the scenario leaves that open
     * @param fps at which frames are due; empty takes the source's
     * @param seconds it lasts at most
     * @param frames it has at most
     * @param warmup seconds before, unmeasured
     */
    public record Settings(
            Scenario scenario, boolean everyFrame, OptionalDouble fps, double seconds, long frames, double warmup) {}

    /** So many frames at a time are shown to models that see clips, until each has answered. */
    private static final int CLIP = 64;

    private static final int MOST_CLIPS = 64;

    private final Camera camera;
    private final Settings settings;
    private final Clock clock;

    public Trial(Camera camera, Settings settings, Clock clock) {
        this.camera = camera;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Opens the models by {@code opener} and measures them.
     *
     * @param resizer to be told
     * @param guesses to be told
     */
    public Fork run(Supplier<List<FrameModel>> opener, String resizer, List<String> guesses) {
        Optional<EnergyMeter> energy = EnergyMeter.open(clock);
        try {
            // First of all, while nothing is loaded that could be at work.
            energy.ifPresent(EnergyMeter::rest);
            return run(opener, resizer, guesses, energy);
        } finally {
            energy.ifPresent(EnergyMeter::close);
        }
    }

    private Fork run(
            Supplier<List<FrameModel>> opener, String resizer, List<String> guesses, Optional<EnergyMeter> energy) {
        ProcessMeter meter = ProcessMeter.create();
        long begun = clock.nanos();
        List<FrameModel> models = opener.get();
        try {
            return run(models, meter, (clock.nanos() - begun) / 1e9, resizer, guesses, energy);
        } finally {
            models.forEach(FrameModel::close);
        }
    }

    private Fork run(
            List<FrameModel> models,
            ProcessMeter meter,
            double loadSeconds,
            String resizer,
            List<String> guesses,
            Optional<EnergyMeter> energy) {
        Pipeline pipeline = new Pipeline(camera, models, Sink.NONE, clock);
        long warmedUp = firstAnswers(models);
        meter.loaded();
        if (settings.warmup() > 0) {
            Outcome warm =
                    pipeline.run(new RunPlan(Mode.ALONE, OptionalDouble.empty(), Long.MAX_VALUE, settings.warmup()));
            // Frames were answered before: that a busy machine gets none done in a short while is no fault.
            if (warm.failure().isPresent()) {
                fail(warm);
            }
            warmedUp += warm.counts().processed();
        }
        energy.ifPresent(EnergyMeter::begin);
        meter.begin();
        try (MachineMeter machine = MachineMeter.start()) {
            Outcome outcome = pipeline.run(plan());
            Optional<Energy> used = energy.map(EnergyMeter::end);
            return new Fork(
                    outcome.counts().captured(),
                    outcome.counts().processed(),
                    outcome.counts().dropped(),
                    outcome.counts().failed(),
                    outcome.seconds(),
                    warmedUp,
                    loadSeconds,
                    outcome.reconnects(),
                    outcome.failure(),
                    outcome.ended(),
                    "%s, %s".formatted(camera.name(), camera.info().size()),
                    resizer,
                    guesses,
                    meter.end(),
                    machine.readings(),
                    Machine.here(),
                    times(outcome.log()),
                    turn(models),
                    used,
                    PowerMode.here());
        }
    }

    /** Shows frames until every model has answered once; how many it took. */
    private long firstAnswers(List<FrameModel> models) {
        long names = models.stream().map(FrameModel::name).distinct().count();
        Set<String> answered = new HashSet<>();
        Pipeline pipeline = new Pipeline(camera, models, (slot, model, answer) -> answered.add(model), clock);
        Outcome first = pipeline.run(new RunPlan(Mode.ALONE, OptionalDouble.empty(), 1, 600));
        fail(first);
        long shown = 1;
        for (int clip = 0; clip < MOST_CLIPS && answered.size() < names; clip++) {
            Outcome more = pipeline.run(new RunPlan(Mode.ALONE, OptionalDouble.empty(), CLIP, 600));
            fail(more);
            shown += more.counts().processed();
        }
        return shown;
    }

    /** Frames until each of several models has looked as often as in the same number of frames before. */
    private static Optional<Integer> turn(List<FrameModel> models) {
        return models.size() < 2
                ? Optional.empty()
                : Optional.of(models.stream().map(FrameModel::stride).reduce(1, Trial::together));
    }

    /** The smallest number that both divide. */
    private static int together(int one, int other) {
        return one / BigInteger.valueOf(one).gcd(BigInteger.valueOf(other)).intValueExact() * other;
    }

    /** A run in which nothing comes of the first frames is not worth measuring. */
    private static void fail(Outcome outcome) {
        if (outcome.counts().processed() == 0) {
            throw new InvalidDataException("no frame could be processed: %s"
                    .formatted(outcome.failure().orElse("the source gave none")));
        }
    }

    private RunPlan plan() {
        Mode mode = settings.scenario().mode(settings.everyFrame());
        return new RunPlan(mode, rate(), settings.frames(), settings.seconds());
    }

    /** Only before a camera frames are due at times of their own, and a live one keeps them itself. */
    private OptionalDouble rate() {
        if (settings.scenario() != Scenario.CAMERA || camera.isLive()) {
            return OptionalDouble.empty();
        }
        return settings.fps().isPresent()
                ? settings.fps()
                : OptionalDouble.of(camera.info().fps().orElse(USUAL_FPS));
    }

    private static FrameTimes times(FrameLog log) {
        List<Long> index = LongStream.range(0, log.size())
                .map(row -> log.index((int) row))
                .boxed()
                .toList();
        return new FrameTimes(
                index,
                micros(log, Moment.DUE),
                micros(log, Moment.ASKED),
                micros(log, Moment.GRABBED),
                micros(log, Moment.BEGUN),
                micros(log, Moment.PREPARED),
                micros(log, Moment.TAKEN),
                micros(log, Moment.INFERRED),
                micros(log, Moment.DECODED),
                micros(log, Moment.DONE));
    }

    private static List<Long> micros(FrameLog log, Moment moment) {
        return LongStream.range(0, log.size())
                .map(row -> Math.round(log.at((int) row, moment) / 1e3))
                .boxed()
                .toList();
    }
}

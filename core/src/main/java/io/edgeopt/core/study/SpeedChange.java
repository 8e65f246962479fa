package io.edgeopt.core.study;

import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.measure.RunChange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How long a model takes for a frame, against a run before.
 *
 * <p>A machine is now faster and now slower, by more than what is looked for. So the model's time is divided by what it
 * took in the same round to draw or decode the frames: the same code on the same pixels, a clock that runs as fast as the
 * machine does. Where frames come from a live camera, preparing them is the clock, which is a worse one.
 *
 * @param ratio above 1 where the model takes longer than before
 * @param rest by how much the rest of the work takes longer; empty where it was no clock
 */
public record SpeedChange(Ratio ratio, Optional<Double> rest) {
    /** In milliseconds. A clock that ticks faster would be as coarse as the microseconds that are written down. */
    private static final double SHORTEST_CLOCK = 0.1;
    /** There, capturing is waiting. */
    private static final List<String> LIVE = List.of("rtsp:", "http:", "https:", "camera:", "/dev/");

    public static SpeedChange of(Speed before, Speed after, long seed) {
        int block = (int) Math.max(1, Math.ceil(Math.max(before.fps(), after.fps())));
        List<Speed.Round> was = measured(before);
        List<Speed.Round> is = measured(after);
        List<Speed.Round> all = Stream.concat(was.stream(), is.stream()).toList();
        if (!all.stream().allMatch(SpeedChange::hasRest)) {
            return new SpeedChange(
                    RunChange.of("frame", series(was, SpeedChange::work), series(is, SpeedChange::work), block, seed),
                    Optional.empty());
        }
        boolean drawn = LIVE.stream().noneMatch(before.plan().source()::startsWith)
                && all.stream().allMatch(SpeedChange::hasCapture);
        Function<Speed.Round, double[][]> parts = drawn
                ? round -> new double[][] {array(round.inferenceMs()), array(round.captureMs())}
                : round -> new double[][] {array(round.inferenceMs()), rest(round)};
        Function<Speed.Round, double[][]> rest = round -> new double[][] {rest(round)};
        return new SpeedChange(
                RunChange.of("inference", series(was, parts), series(is, parts), block, seed),
                Optional.of(RunChange.value(series(was, rest), series(is, rest)) - 1));
    }

    /** The same; empty where a measurement left no raw samples. */
    static Optional<SpeedChange> between(Speed before, Speed after, long seed) {
        return measured(before).isEmpty() || measured(after).isEmpty()
                ? Optional.empty()
                : Optional.of(of(before, after, seed));
    }

    /** Why two measurements cannot be compared. */
    public static Optional<String> difference(BenchPlan before, BenchPlan after) {
        return firstDifference(List.of(
                new Side("scenario", before.scenario(), after.scenario()),
                new Side("source", before.source(), after.source()),
                new Side("policy", before.policy(), after.policy()),
                new Side("frames a second", shown(before.fps()), shown(after.fps())),
                new Side("backend", before.backend(), after.backend()),
                new Side("threads", before.threads(), after.threads()),
                new Side("resizer", before.resizer(), after.resizer()),
                new Side("limit", shown(before.limit()), shown(after.limit())),
                new Side("device", shown(before.device()), shown(after.device()))));
    }

    /** Why two machines cannot be compared. */
    public static Optional<String> difference(Machine before, Machine after) {
        return firstDifference(List.of(
                new Side("processor", before.cpu(), after.cpu()),
                new Side("features", before.features(), after.features()),
                new Side("cores", before.cores(), after.cores()),
                new Side("CPU limit", shown(before.cpuLimit()), shown(after.cpuLimit())),
                new Side("memory limit", shown(before.memoryLimit()), shown(after.memoryLimit()))));
    }

    private record Side(String what, Object before, Object after) {}

    private static Optional<String> firstDifference(List<Side> sides) {
        return sides.stream()
                .filter(side -> !Objects.equals(side.before(), side.after()))
                .findFirst()
                .map(side -> "%s %s, before %s".formatted(side.what(), side.after(), side.before()));
    }

    private static String shown(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }

    private static List<Speed.Round> measured(Speed speed) {
        return speed.rounds().stream()
                .filter(round -> !round.workMs().isEmpty())
                .toList();
    }

    private static boolean hasRest(Speed.Round round) {
        return round.inferenceMs().size() == round.workMs().size() && isClock(rest(round));
    }

    private static boolean hasCapture(Speed.Round round) {
        return round.captureMs().size() == round.workMs().size() && isClock(array(round.captureMs()));
    }

    private static boolean isClock(double[] series) {
        return RunChange.lowerQuartile(series) >= SHORTEST_CLOCK;
    }

    private static List<double[][]> series(List<Speed.Round> rounds, Function<Speed.Round, double[][]> parts) {
        return rounds.stream().map(parts).toList();
    }

    private static double[][] work(Speed.Round round) {
        return new double[][] {array(round.workMs())};
    }

    private static double[] rest(Speed.Round round) {
        double[] rest = array(round.workMs());
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= round.inferenceMs().get(i);
        }
        return rest;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

package io.edgeopt.core.study;

import io.edgeopt.core.measure.Percentile;
import io.edgeopt.core.measure.Percentiles;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.study.Difference.Finding;
import io.edgeopt.core.task.metric.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.distribution.TDistribution;

/** What of one row changed from one study to another, and whether that can be noise. */
final class RowDifferences {
    /** What was measured once has no interval; less than this is taken for noise. */
    private static final double ONCE = 0.05;

    private static final double SURE = 0.975;

    private final String model;
    private final VariantRow before;
    private final VariantRow after;
    private final boolean comparable;
    private final long seed;
    private final List<Difference> found = new ArrayList<>();

    private RowDifferences(String model, VariantRow before, VariantRow after, boolean comparable, long seed) {
        this.model = model;
        this.before = before;
        this.after = after;
        this.comparable = comparable;
        this.seed = seed;
    }

    /**
     * Compares.
     *
     * @param comparable whether both were measured on the same machine
     * @param seed of what is drawn for intervals
     */
    static List<Difference> of(String model, VariantRow before, VariantRow after, boolean comparable, long seed) {
        RowDifferences differences = new RowDifferences(model, before, after, comparable, seed);
        differences.accuracy();
        if (before.speed().isPresent() && after.speed().isPresent()) {
            differences.speed(before.speed().orElseThrow(), after.speed().orElseThrow());
        }
        differences.counted("file_bytes", file -> Optional.of(file.bytes()));
        differences.counted("macs", VariantFile::macs);
        differences.drift();
        return differences.found;
    }

    private void accuracy() {
        Optional<Score> one = score(before);
        Optional<Score> other = score(after);
        if (one.isPresent() && other.isPresent()) {
            Score a = one.orElseThrow();
            Score b = other.orElseThrow();
            // As if the samples were others: wider than need be where they are the same.
            sum("accuracy", a.value(), a.low(), a.high(), b.value(), b.low(), b.high(), true);
        }
    }

    private static Optional<Score> score(VariantRow row) {
        return row.accuracy().flatMap(accuracy -> accuracy.scores().stream().findFirst());
    }

    private void speed(Speed one, Speed other) {
        work(one, other);
        ratio(one, other);
        percentile("work_p95_ms", one.frameMs(), other.frameMs(), 95);
        percentile("age_p50_ms", one.ageMs(), other.ageMs(), 50);
        boolean overlap = one.slowestFps() <= other.fastestFps() && other.slowestFps() <= one.fastestFps();
        boolean few = Math.min(one.rounds().size(), other.rounds().size()) < Ratio.FEWEST_ROUNDS;
        Finding finding = overlap ? Finding.NOISE : few ? Finding.UNSURE : towards(other.fps() - one.fps(), true);
        add("fps", one.fps(), other.fps(), other.fps() - one.fps(), false, Optional.empty(), Optional.empty(), finding);
        once(
                "peak_bytes",
                one.peakBytes().map(Long::doubleValue),
                other.peakBytes().map(Long::doubleValue));
        once("joules_per_frame", one.joulesPerFrame(), other.joulesPerFrame());
    }

    /** The median work of whole rounds, because rounds differ by more than the frames of one (Welch's interval). */
    private void work(Speed one, Speed other) {
        clocked(one, other);
        double[] a = logMedians(one);
        double[] b = logMedians(other);
        if (a.length == 0 || b.length == 0) {
            return;
        }
        double change = mean(b) - mean(a);
        if (Math.min(a.length, b.length) < Ratio.FEWEST_ROUNDS) {
            percentile("work_p50_ms", one.frameMs(), other.frameMs(), 50);
            return;
        }
        double first = variance(a) / a.length;
        double second = variance(b) / b.length;
        double error = Math.sqrt(first + second);
        double freedom = error == 0
                ? a.length + b.length - 2
                : Math.pow(first + second, 2) / (first * first / (a.length - 1) + second * second / (b.length - 1));
        double margin = error * new TDistribution(null, Math.max(1, freedom)).inverseCumulativeProbability(SURE);
        factor(
                "work_p50_ms",
                Math.exp(mean(a)),
                Math.exp(mean(b)),
                Math.exp(change - margin),
                Math.exp(change + margin),
                false,
                false);
    }

    /** What the gate decides on: the model's time, divided by that of a clock that goes as fast as the machine. */
    private void clocked(Speed one, Speed other) {
        if (comparable && SpeedChange.difference(one.plan(), other.plan()).isEmpty()) {
            SpeedChange.between(one, other, seed)
                    .ifPresent(change -> factor(
                            "model_clocked",
                            1,
                            change.ratio().value(),
                            change.ratio().low(),
                            change.ratio().high(),
                            false,
                            change.ratio().rounds() < Ratio.FEWEST_ROUNDS));
        }
    }

    private static double[] logMedians(Speed speed) {
        return speed.rounds().stream()
                .map(Speed.Round::workMs)
                .filter(work -> !work.isEmpty())
                .mapToDouble(work -> {
                    List<Double> sorted = work.stream().sorted().toList();
                    return Math.log(sorted.get((sorted.size() - 1) / 2));
                })
                .toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    /** How much faster than its own baseline, which was measured in turns with it: the machine's mood cancels out. */
    private void ratio(Speed one, Speed other) {
        if (one.ratio().isEmpty() || other.ratio().isEmpty()) {
            return;
        }
        Ratio a = one.ratio().orElseThrow();
        Ratio b = other.ratio().orElseThrow();
        boolean few = Math.min(a.rounds(), b.rounds()) < Ratio.FEWEST_ROUNDS;
        double change = Math.log(a.value() / b.value());
        double down = Math.hypot(Math.log(b.high() / b.value()), Math.log(a.value() / a.low()));
        double up = Math.hypot(Math.log(b.value() / b.low()), Math.log(a.high() / a.value()));
        factor("speedup", 1 / a.value(), 1 / b.value(), Math.exp(change - down), Math.exp(change + up), true, few);
    }

    private void percentile(String name, Optional<Percentiles> one, Optional<Percentiles> other, int percent) {
        Optional<Percentile> a = one.flatMap(times -> times.find(percent));
        Optional<Percentile> b = other.flatMap(times -> times.find(percent));
        if (a.isEmpty() || b.isEmpty()) {
            return;
        }
        Percentile first = a.orElseThrow();
        Percentile second = b.orElseThrow();
        double change = Math.log(second.value() / first.value());
        double down = Math.hypot(Math.log(second.value() / second.low()), Math.log(first.high() / first.value()));
        double up = Math.hypot(Math.log(second.high() / second.value()), Math.log(first.value() / first.low()));
        // Frames of the same rounds are drawn, so how rounds differ is not in it.
        factor(name, first.value(), second.value(), Math.exp(change - down), Math.exp(change + up), false, true);
    }

    private void drift() {
        Optional<Explained.Drift> one = drift(before);
        Optional<Explained.Drift> other = drift(after);
        if (one.isPresent() && other.isPresent()) {
            Explained.Drift a = one.orElseThrow();
            Explained.Drift b = other.orElseThrow();
            sum("drift", a.value(), a.low(), a.high(), b.value(), b.low(), b.high(), false);
        }
    }

    private static Optional<Explained.Drift> drift(VariantRow row) {
        return row.explained()
                .flatMap(explained -> explained.methods().stream().findFirst())
                .flatMap(Explained.Method::drift);
    }

    private void counted(String name, Function<VariantFile, Optional<Long>> read) {
        Optional<Long> one = before.file().flatMap(read);
        Optional<Long> other = after.file().flatMap(read);
        if (one.isPresent() && other.isPresent()) {
            double a = one.orElseThrow();
            double b = other.orElseThrow();
            Finding finding = a == b ? Finding.SAME : towards(b - a, false);
            add(name, a, b, a == 0 ? 1 : b / a, true, Optional.empty(), Optional.empty(), finding);
        }
    }

    private void once(String name, Optional<Double> one, Optional<Double> other) {
        if (one.filter(value -> value > 0).isPresent() && other.isPresent()) {
            double factor = other.orElseThrow() / one.orElseThrow();
            Finding finding = Math.abs(factor - 1) < ONCE ? Finding.NOISE : Finding.UNSURE;
            add(
                    name,
                    one.orElseThrow(),
                    other.orElseThrow(),
                    factor,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    finding);
        }
    }

    /** Of two values that are independent, each with its interval. */
    private void sum(
            String name, double a, double lowA, double highA, double b, double lowB, double highB, boolean more) {
        ScoreChange change = ScoreChange.between(a, lowA, highA, b, lowB, highB);
        Finding finding =
                change.change() == 0 ? Finding.SAME : change.isNoise() ? Finding.NOISE : towards(change.change(), more);
        add(name, a, b, change.change(), false, Optional.of(change.low()), Optional.of(change.high()), finding);
    }

    private void factor(String name, double a, double b, double low, double high, boolean more, boolean few) {
        Finding finding = low <= 1 && high >= 1 ? Finding.NOISE : few ? Finding.UNSURE : towards(b - a, more);
        add(name, a, b, b / a, true, Optional.of(low), Optional.of(high), finding);
    }

    private static Finding towards(double change, boolean moreIsBetter) {
        return change > 0 == moreIsBetter ? Finding.BETTER : Finding.WORSE;
    }

    private void add(
            String quantity,
            double a,
            double b,
            double change,
            boolean factor,
            Optional<Double> low,
            Optional<Double> high,
            Finding finding) {
        found.add(new Difference(
                model, before.variant(), before.device(), quantity, a, b, change, factor, low, high, finding));
    }
}

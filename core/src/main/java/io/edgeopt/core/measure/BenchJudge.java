package io.edgeopt.core.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks for what speaks against a benchmark. */
public final class BenchJudge {
    private static final double MOST_DRIFT = 0.03;
    private static final double MOST_OTHERS = 0.1;
    private static final double MOST_SPREAD = 0.1;
    private static final int FEWEST_FRAMES = 64;
    private static final String STILL = "leave the machine alone, let it cool, or lock its clocks";

    private static final String DRIFTED = "the machine drifted";

    private BenchJudge() {}

    /** The verdict on one model of a benchmark: what speaks against others alone is left out, and so is its name. */
    public static Verdict of(BenchResult bench, int model) {
        Measured measured = bench.models().get(model);
        Verdict.Doubts doubts = new Verdict.Doubts();
        judge(bench.plan(), measured, doubts);
        bench.verdict().reasons().stream()
                .filter(reason -> reason.startsWith(DRIFTED))
                .forEach(reason -> changed(bench.plan(), doubts, DRIFTED + " while all were measured", STILL));
        Verdict verdict = doubts.verdict();
        String name = measured.model() + ": ";
        List<String> reasons = verdict.reasons().stream()
                .map(reason -> reason.startsWith(name) ? reason.substring(name.length()) : reason)
                .toList();
        return new Verdict(verdict.state(), reasons, verdict.advice());
    }

    /**
     * The verdict on all models.
     *
     * @param again measurements of the first model repeated at the end, to see whether the machine stayed as it was
     */
    public static Verdict judge(BenchPlan plan, List<Measured> models, List<Fork> again) {
        Verdict.Doubts doubts = new Verdict.Doubts();
        for (Measured model : models) {
            judge(plan, model, doubts);
        }
        if (!models.isEmpty()) {
            drift(plan, models.get(0), again, doubts);
        }
        return doubts.verdict();
    }

    private static void judge(BenchPlan plan, Measured model, Verdict.Doubts doubts) {
        String name = model.model();
        model.failure()
                .ifPresent(why -> doubts.invalid(
                        "%s: %s".formatted(name, why), "mend what failed: a run with failures shows the failures"));
        for (Fork fork : model.forks()) {
            judge(plan, name, fork, doubts);
        }
        if (model.forks().size() < plan.rounds() && model.failure().isEmpty()) {
            doubts.invalid(
                    "%s: %d of %d rounds were measured"
                            .formatted(name, model.forks().size(), plan.rounds()),
                    "run again");
        }
        List<Double> medians = model.forks().stream()
                .filter(fork -> fork.steadyWork().length > 0)
                .map(BenchJudge::medianWork)
                .toList();
        double spread = spread(medians);
        if (spread > MOST_SPREAD) {
            doubts.inconclusive(
                    say("%s: rounds differ by %.0f %%", name, 100 * spread),
                    "leave the machine alone, or give more --rounds");
        }
        if (plan.rounds() < Ratio.FEWEST_ROUNDS) {
            doubts.inconclusive(
                    "%d rounds do not show how processes differ".formatted(plan.rounds()),
                    "give --rounds %d or more".formatted(Ratio.FEWEST_ROUNDS));
        }
    }

    private static void judge(BenchPlan plan, String name, Fork fork, Verdict.Doubts doubts) {
        if (fork.processed() < FEWEST_FRAMES) {
            doubts.invalid(
                    "%s: %d frames are too few".formatted(name, fork.processed()),
                    "measure longer: at least %d frames a round are needed".formatted(FEWEST_FRAMES));
        } else if (Double.isNaN(fork.steadiness().step())) {
            doubts.inconclusive(name + ": too short to tell whether it became slower", "measure longer (--duration)");
        } else if (!fork.steadiness().steady()) {
            changed(
                    plan,
                    doubts,
                    say(
                            "%s: not steady: the last two of 20 stretches differ by %.1f %%, the whole by %.1f %%",
                            name,
                            100 * fork.steadiness().step(),
                            100 * fork.steadiness().slope()),
                    "measure longer (--duration), warm up longer (--warmup), or leave the machine alone");
        }
        if (fork.captured() != fork.processed() + fork.dropped() + fork.failed()) {
            doubts.invalid("%s: frames were lost count of".formatted(name), "report it: this is a fault in edgeopt");
        }
        if (fork.failed() > 0) {
            doubts.invalid(
                    "%s: %d of %d frames failed".formatted(name, fork.failed(), fork.captured()),
                    "mend what failed: a run with failures shows the failures");
        }
        fork.process()
                .others()
                .filter(others -> others > MOST_OTHERS)
                .ifPresent(others -> doubts.inconclusive(
                        say("%s: other processes kept %.1f CPUs busy", name, others),
                        "stop what else runs on the machine"));
        String limit = plan.limit().orElse("");
        if ((limit.contains("cpus=") && fork.machine().cpuLimit().isEmpty())
                || (limit.contains("memory=") && fork.machine().memoryLimit().isEmpty())) {
            doubts.invalid(
                    "%s: the limit %s cannot be read back".formatted(name, limit),
                    "run where control groups can be written: see edgeopt doctor");
        }
        Optional<Double> cooled = slowestClock(fork);
        cooled.filter(share -> share < 0.75)
                .ifPresent(share -> doubts.inconclusive(
                        say("%s: the clock fell to %.0f %% of its highest", name, 100 * share),
                        "cool the machine, or lock its clocks"));
    }

    private static Optional<Double> slowestClock(Fork fork) {
        double[] clocks = fork.telemetry().stream()
                .flatMap(reading -> reading.megahertz().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return clocks.length < 3 ? Optional.empty() : Optional.of(clocks[0] / clocks[clocks.length - 1]);
    }

    /** Rounds too few to know how processes differ cannot tell that from a machine that changes. */
    private static void changed(BenchPlan plan, Verdict.Doubts doubts, String reason, String advice) {
        if (plan.rounds() < Ratio.FEWEST_ROUNDS) {
            doubts.inconclusive(reason, advice);
        } else {
            doubts.invalid(reason, advice);
        }
    }

    private static void drift(BenchPlan plan, Measured baseline, List<Fork> again, Verdict.Doubts doubts) {
        if (again.isEmpty() || baseline.forks().isEmpty()) {
            return;
        }
        double first = medianWork(baseline.forks().get(0));
        for (Fork fork : again) {
            double drift = medianWork(fork) / first - 1;
            if (Math.abs(drift) > MOST_DRIFT) {
                changed(
                        plan,
                        doubts,
                        say(DRIFTED + ": %s again at the end is %+.1f %%", baseline.model(), 100 * drift),
                        STILL);
            }
        }
    }

    private static double medianWork(Fork fork) {
        double[] work = fork.steadyWork();
        Arrays.sort(work);
        return work.length == 0 ? Double.NaN : Percentiles.at(work, 50);
    }

    private static double spread(List<Double> medians) {
        double low = medians.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double high = medians.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return high / low - 1;
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

package io.edgeopt.optimizers.search;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.search.Budgets;
import io.edgeopt.core.search.Candidate;
import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.SearchResult.Lengths;
import io.edgeopt.core.search.SearchedCandidate.AtSteps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Successive halving (Jamieson and Talwalkar 2016) towards several ends at once: all candidates learn for a while, those
 * whose models together promise most go on for longer, and so on. Candidates that have their training in common go on
 * together. What a model costs does not change by training, so candidates beyond the budgets are stopped at once.
 */
public final class Halving {
    /** Of those beyond all budgets, so many times fewer go on. */
    private static final int NEAREST = 3;

    private final SearchSettings settings;
    private final Budgets budgets;
    private final Evaluator evaluator;
    private final SearchListener listener;
    private final Pace pace = new Pace(System::nanoTime);

    private Lengths lengths = new Lengths(List.of(), List.of());
    private int evaluations;
    private long trainedSteps;

    public Halving(SearchSettings settings, Budgets budgets, Evaluator evaluator, SearchListener listener) {
        this.settings = settings;
        this.budgets = budgets;
        this.evaluator = evaluator;
        this.listener = listener;
    }

    /**
     * What became of all candidates.
     *
     * @param lengths of the trainings after each stage
     * @param trainedSteps how many steps were trained in all
     * @param sweepSteps how many it would have been to train all to the end
     */
    public record Outcome(List<Judged> candidates, Lengths lengths, long trainedSteps, long sweepSteps) {
        public Outcome {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * What became of one.
     *
     * @param stretches lengths of its trainings
     * @param figures after them; none where it failed
     */
    public record Judged(
            Candidate candidate,
            List<Integer> stretches,
            List<AtSteps> scores,
            Optional<Figures> figures,
            String fate) {
        public Judged {
            stretches = List.copyOf(stretches);
            scores = List.copyOf(scores);
        }
    }

    /** A candidate as it goes. */
    private static final class Runner {
        private final Candidate candidate;
        private final List<AtSteps> scores = new ArrayList<>();
        private Optional<Figures> figures = Optional.empty();
        private int rung = -1;
        private String fate = "";

        Runner(Candidate candidate) {
            this.candidate = candidate;
        }

        boolean runs() {
            return fate.isEmpty();
        }

        /** What one more stage may make of it: as much more as the last one did. */
        Figures promise() {
            Figures now = figures.orElseThrow();
            int last = scores.size() - 1;
            double gain = last < 1
                    ? 0
                    : scores.get(last).score() - scores.get(last - 1).score();
            return new Figures(now.score() + gain, now.latency(), now.bytes(), now.macs());
        }

        int steps() {
            return scores.isEmpty() ? 0 : scores.get(scores.size() - 1).steps();
        }
    }

    /** Searches among these candidates of a model that is as {@code source} says. */
    public Outcome run(List<Candidate> candidates, Figures source) {
        List<Runner> runners = candidates.stream().map(Runner::new).toList();
        Map<String, List<Runner>> trainings = new LinkedHashMap<>();
        for (Runner runner : runners) {
            if (runner.candidate.trains()) {
                trainings
                        .computeIfAbsent(runner.candidate.training(), key -> new ArrayList<>())
                        .add(runner);
            }
        }
        int begun = trainings.size();
        lengths = settings.lengths(begun);
        List<Runner> untrained =
                runners.stream().filter(one -> !one.candidate.trains()).toList();
        untrained.forEach(runner -> evaluate(runner, 0, foreseen(candidates.size(), begun, 0)));
        Collection<List<Runner>> going = trainings.values();
        for (int rung = 0; rung < lengths.steps().size(); rung++) {
            going = onward(going, rung);
            for (List<Runner> group : going) {
                trainedSteps += stretch(rung);
                for (Runner runner : group) {
                    if (runner.runs()) {
                        evaluate(runner, rung, foreseen(candidates.size(), begun, rung));
                    }
                }
            }
            if (rung == 0) {
                stopDearOnes(runners, source);
            }
        }
        for (Runner runner : runners) {
            if (runner.runs()) {
                runner.fate = runner.candidate.trains() ? "trained to the end" : "nothing to train";
            }
        }
        if (runners.stream().allMatch(one -> one.figures.isEmpty())) {
            throw new UnsupportedModelException("no recipe of %d works on this model; the first: %s"
                    .formatted(runners.size(), runners.isEmpty() ? "there is none" : runners.get(0).fate));
        }
        return new Outcome(
                runners.stream().map(this::judged).toList(),
                lengths,
                trainedSteps,
                (long) begun * lengths.steps().get(lengths.steps().size() - 1));
    }

    private Judged judged(Runner runner) {
        return new Judged(
                runner.candidate,
                runner.candidate.trains() ? stretches(Math.max(0, runner.rung)) : List.of(),
                runner.scores,
                runner.figures,
                runner.fate);
    }

    /** Of those that still run, the ones that are worth the next rung; the others are stopped. */
    private List<List<Runner>> onward(Collection<List<Runner>> before, int rung) {
        List<List<Runner>> running = before.stream()
                .map(group -> group.stream().filter(Runner::runs).toList())
                .filter(group -> !group.isEmpty())
                .toList();
        if (rung == 0) {
            return running;
        }
        List<List<Runner>> promoted = Promotion.of(
                running,
                group -> group.stream().map(Runner::promise).toList(),
                lengths.trainings().get(rung));
        for (List<Runner> group : running) {
            if (!promoted.contains(group)) {
                group.forEach(one -> one.fate = "stopped after %d steps: others promise more".formatted(one.steps()));
            }
        }
        return promoted;
    }

    private int stretch(int rung) {
        return lengths.steps().get(rung) - (rung == 0 ? 0 : lengths.steps().get(rung - 1));
    }

    private List<Integer> stretches(int rung) {
        List<Integer> stretches = new ArrayList<>();
        for (int i = 0; i <= rung; i++) {
            stretches.add(stretch(i));
        }
        return stretches;
    }

    private void evaluate(Runner runner, int rung, Foreseen foreseen) {
        int steps = runner.candidate.trains() ? lengths.steps().get(rung) : 0;
        listener.begins(++evaluations, foreseen.evaluations(), runner.candidate, steps, pace.left(foreseen.effort()));
        try {
            Figures figures =
                    evaluator.figures(runner.candidate, runner.candidate.trains() ? stretches(rung) : List.of());
            runner.figures = Optional.of(figures);
            runner.scores.add(new AtSteps(steps, figures.score()));
            runner.rung = rung;
        } catch (EdgeoptException e) {
            runner.fate = "failed: " + e.getMessage();
            listener.failed(runner.candidate, String.valueOf(e.getMessage()));
        }
        pace.spend(Pace.EVALUATION + (runner.candidate.trains() ? stretch(rung) : 0));
    }

    /** What there is to do in all, and what of it is left. */
    private record Foreseen(int evaluations, long effort) {}

    /** As if every training had as many candidates as the mean one, and none failed or was too dear. */
    private Foreseen foreseen(int candidates, int begun, int now) {
        double each = begun == 0 ? 0 : (double) candidates / begun;
        double all = candidates;
        double effort =
                Math.max(0, candidates - evaluations) * (double) (Pace.EVALUATION + (begun > 0 ? stretch(0) : 0));
        for (int rung = 1; rung < lengths.steps().size() && begun > 0; rung++) {
            double here = lengths.trainings().get(rung) * each;
            double done = rung < now ? here : rung == now ? Math.max(0, evaluations - all) : 0;
            all += here;
            effort += Math.max(0, here - done) * (Pace.EVALUATION + stretch(rung));
        }
        return new Foreseen(Math.max(evaluations + 1, (int) Math.round(all)), Math.round(effort));
    }

    /** Those beyond what a model may cost; where all are, all but the nearest. */
    private void stopDearOnes(List<Runner> runners, Figures source) {
        List<Runner> found = runners.stream()
                .filter(one -> one.runs() && one.figures.isPresent())
                .sorted(Comparator.comparingDouble(one -> budgets.costExcess(one.figures.orElseThrow(), source)))
                .toList();
        long cheap = found.stream()
                .filter(one -> budgets.costExcess(one.figures.orElseThrow(), source) == 0)
                .count();
        long kept = cheap > 0 ? cheap : Math.round(Math.ceil((double) found.size() / NEAREST));
        for (Runner runner : found.subList((int) Math.min(kept, found.size()), found.size())) {
            runner.fate = "stopped after %d steps: %s"
                    .formatted(
                            runner.steps(),
                            String.join("; ", budgets.missedCosts(runner.figures.orElseThrow(), source)));
        }
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.measure.BenchJudge;
import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Fork;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.measure.Measured;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All measurements of a benchmark: rounds in which every model has a turn, in turned order from round to round, and the
 * first model once more at the end where another came last.
 */
final class BenchRun {
    private final BenchProcess processes;
    private final List<BenchJob> jobs;
    private final List<List<Fork>> forks;
    private final List<Optional<String>> failures;
    private final Progress progress;

    BenchRun(BenchProcess processes, List<BenchJob> jobs, Progress progress) {
        this.processes = processes;
        this.jobs = jobs;
        this.progress = progress;
        this.forks = jobs.stream().<List<Fork>>map(job -> new ArrayList<>()).toList();
        this.failures = new ArrayList<>(Collections.nCopies(jobs.size(), Optional.empty()));
    }

    BenchResult run(List<String> command) {
        BenchPlan plan = jobs.get(0).plan();
        List<Integer> order = order(plan.rounds(), jobs.size());
        progress.begin("bench", order.size());
        List<Fork> again = new ArrayList<>();
        try {
            for (int turn = 0; turn < order.size(); turn++) {
                int model = order.get(turn);
                progress.state(jobs.get(model).shortName());
                boolean extra = turn >= plan.rounds() * jobs.size();
                measure(model).ifPresent(fork -> (extra ? again : forks.get(model)).add(fork));
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        List<Measured> models =
                IntStream.range(0, jobs.size()).mapToObj(this::measured).toList();
        List<Fork> first = forks.get(0);
        again.addAll(0, first.subList(Math.min(1, first.size()), first.size()));
        return new BenchResult(
                Version.text(), command, plan, Machine.here(), models, BenchJudge.judge(plan, models, again));
    }

    /** Whose turn it is when: forwards, backwards, forwards, …, and the first at the end. */
    static List<Integer> order(int rounds, int models) {
        List<Integer> order = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < models; i++) {
                order.add(round % 2 == 0 ? i : models - 1 - i);
            }
        }
        if (order.get(order.size() - 1) != 0) {
            order.add(0);
        }
        return order;
    }

    /** One that failed is not tried again. */
    private Optional<Fork> measure(int model) {
        if (failures.get(model).isPresent()) {
            return Optional.empty();
        }
        BenchAnswer answer = processes.measure(jobs.get(model));
        failures.set(model, answer.failure());
        return answer.fork();
    }

    private Measured measured(int model) {
        BenchJob job = jobs.get(model);
        try {
            long bytes = 0;
            for (Path file : job.files()) {
                bytes += Files.size(file);
            }
            return Measured.of(
                    job.name(),
                    job.files().stream().map(FileDigest::sha256).collect(Collectors.joining("+")),
                    bytes,
                    forks.get(model),
                    model == 0 ? Optional.empty() : Optional.of(forks.get(0)),
                    failures.get(model),
                    job.plan().seed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

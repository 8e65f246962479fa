package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.quantize.emit.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Leaves the few layers in float whose integers take the answers furthest from the float model's; no labels are needed.
 *
 * <p>What layers add to the error of the answers sums up nearly as if they knew nothing of each other. So a stretch of
 * the network is put into integers with all else in float, and halved where that tells most, until the tries are used
 * up. Then stretches go to float, those with most error for their work first. A stretch, and not a layer here and there:
 * a layer alone still reads and gives integers.
 */
final class Sparing {
    static final String REASON = "left in float: its integers take the answers furthest from the float model's";

    /** Answers as near as that, in decibels for the worst output, are left alone. */
    private static final double NEAR = 16;
    /** And those of few numbers, where the error of one is not made up for by others: it turns a classifier's answer. */
    private static final double NEAR_OF_FEW = 26;

    private static final int FEW = 64;
    /** How much of the work may go to float at most. */
    private static final double MOST = 0.3;

    private static final int TRIES = 24;
    private static final double TO_GIVE = 64;
    /** Less than that, in decibels, is not worth a layer in float. */
    private static final double WORTH = 0.5;

    private final Candidate start;
    private final Fidelity fidelity;
    private final Map<String, Double> work;
    private final Progress progress;
    private final List<String> order;

    /** @param work what each layer takes, by its label, in the graph's order */
    Sparing(Candidate start, Fidelity fidelity, Map<String, Double> work, Progress progress) {
        this.start = start;
        this.fidelity = fidelity;
        this.work = work;
        this.progress = progress;
        this.order = List.copyOf(work.keySet());
    }

    /**
     * What each layer on integers takes, in the graph's order: its multiplications, and what it takes to give a value,
     * which is as much as some dozens of them.
     */
    static Map<String, Double> work(Plan plan, Backend backend) {
        Trace trace = Trace.ofShapes(plan.model(), backend, Map.of());
        Map<String, Double> work = new LinkedHashMap<>();
        for (Cost.NodeCost cost : Cost.of(plan.model(), trace).nodes()) {
            if (plan.placement().layers().contains(cost.node())) {
                double given = cost.activationBytes() / (double) Float.BYTES;
                work.put(cost.node().label(), cost.macs().orElse(0) + TO_GIVE * given + 1);
            }
        }
        return work;
    }

    /** Layers that follow one another, and the error of the answers when only they are in integers. */
    private record Stretch(int from, int to, double noise) {
        int size() {
            return to - from;
        }
    }

    /** Whether answers are so far from the float model's that it is worth looking. */
    static boolean isWanted(Fidelity.Result result, Fidelity fidelity) {
        return result.worst() < near(fidelity);
    }

    /** Whether answers are so far from the float model's that no kind of model can do with it. */
    static boolean isFar(Fidelity.Result result) {
        return result.worst() < NEAR;
    }

    private static double near(Fidelity fidelity) {
        return fidelity.numbers() <= FEW ? NEAR_OF_FEW : NEAR;
    }

    /** The model with some layers in float; empty where none helps enough. */
    Optional<Candidate> spared() {
        double noise = noise(start.result());
        PriorityQueue<Stretch> open = new PriorityQueue<>(
                Comparator.comparingDouble(Stretch::noise).reversed().thenComparingInt(Stretch::from));
        List<Stretch> done = new ArrayList<>();
        open.add(new Stretch(0, order.size(), noise));
        progress.begin("layers to leave in float", TRIES);
        try {
            int tries = 0;
            while (tries + 2 <= TRIES && !open.isEmpty()) {
                Stretch worst = Objects.requireNonNull(open.poll());
                if (worst.size() == 1) {
                    done.add(worst);
                } else {
                    int middle = middle(worst);
                    open.add(alone(worst.from(), middle));
                    open.add(alone(middle, worst.to()));
                    tries += 2;
                    progress.advance(2);
                }
            }
        } finally {
            progress.end();
        }
        done.addAll(open);
        List<String> layers = chosen(done);
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        Candidate candidate = without(layers);
        return candidate.result().mean() > start.result().mean() + WORTH ? Optional.of(candidate) : Optional.empty();
    }

    /** Where the work of a stretch is halved. */
    private int middle(Stretch stretch) {
        double half = order.subList(stretch.from(), stretch.to()).stream()
                        .mapToDouble(this::work)
                        .sum()
                / 2;
        int middle = stretch.from() + 1;
        for (double sum = work(order.get(stretch.from())); middle < stretch.to() - 1; middle++) {
            sum += work(order.get(middle));
            if (sum > half) {
                break;
            }
        }
        return middle;
    }

    private double work(String layer) {
        return Objects.requireNonNull(work.get(layer));
    }

    private Stretch alone(int from, int to) {
        List<String> others = new ArrayList<>(order.subList(0, from));
        others.addAll(order.subList(to, order.size()));
        return new Stretch(from, to, noise(without(others).result()));
    }

    /** Stretches to leave in float, those with most error for their work first, until the answers should be near. */
    private List<String> chosen(List<Stretch> stretches) {
        double all = work.values().stream().mapToDouble(Double::doubleValue).sum();
        double left = stretches.stream().mapToDouble(Stretch::noise).sum();
        double near = Math.pow(10, -near(fidelity) / 10);
        double used = 0;
        List<String> layers = new ArrayList<>();
        List<Stretch> dearest = stretches.stream()
                .sorted(Comparator.comparingDouble((Stretch stretch) -> stretch.noise() / work(stretch))
                        .reversed())
                .toList();
        for (Stretch stretch : dearest) {
            if (left > near && (used + work(stretch)) / all <= MOST) {
                used += work(stretch);
                left -= stretch.noise();
                layers.addAll(order.subList(stretch.from(), stretch.to()));
            }
        }
        return layers;
    }

    private double work(Stretch stretch) {
        return order.subList(stretch.from(), stretch.to()).stream()
                .mapToDouble(this::work)
                .sum();
    }

    /** The energy of the error as a share of that of the answer, the mean over the outputs. */
    private static double noise(Fidelity.Result result) {
        return result.outputs().values().stream()
                .mapToDouble(decibels -> Math.pow(10, -decibels / 10))
                .average()
                .orElse(0);
    }

    private Candidate without(List<String> layers) {
        Map<String, String> kept = start.plan().placement().keptFloat();
        layers.forEach(layer -> kept.put(layer, REASON));
        return start.workshop().candidate(start.calibrator(), kept, start.plan(), fidelity);
    }
}

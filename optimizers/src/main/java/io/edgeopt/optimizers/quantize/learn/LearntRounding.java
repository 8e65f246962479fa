package io.edgeopt.optimizers.quantize.learn;

import io.edgeopt.autograd.loss.OwnLoss;
import io.edgeopt.autograd.train.Trainer;
import io.edgeopt.autograd.train.TrainingJob;
import io.edgeopt.autograd.train.TrainingPlan;
import io.edgeopt.autograd.train.Validation;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Counterpart;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.emit.StoredWeight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Learns for each weight whether it is better rounded up or down (AdaRound: Nagel and others, "Up or down? Adaptive
 * rounding for post-training quantization", 2020): layer by layer, so that each gives what it gives in float, when it is
 * fed what the quantized layers before it give.
 *
 * <p>Work is bounded by steps and by how much is multiplied in each, not by a clock: equal settings give equal weights.
 */
public final class LearntRounding {
    private static final int STEPS = 400;
    private static final int STRETCHES = 4;
    private static final double RATE = 0.02;
    /** Places of the output that are kept of each layer, and how many bytes they may take. */
    private static final int PLACES = 1 << 14;

    private static final long BYTES = 48L << 20;
    /** Layers whose pieces are held at once. */
    private static final int TOGETHER = 6;
    /** Products in a step, as far as that leaves enough places to learn from. */
    private static final double PRODUCTS = 8e7;

    private static final int FEWEST_PLACES = 192;
    private static final int MOST_PLACES = 2048;

    private final Backend backend;
    private final SessionOptions options;
    private final Emitter emitter;
    private final long seed;
    private final Progress progress;

    public LearntRounding(Backend backend, SessionOptions options, Emitter emitter, long seed, Progress progress) {
        this.backend = backend;
        this.options = options;
        this.emitter = emitter;
        this.seed = seed;
        this.progress = progress;
    }

    /** The plan with learnt integers, for layers that answer better with them than with the nearest. */
    public Plan learnt(Plan plan, InputSource data) {
        List<Layer> layers = layers(plan);
        Plan changed = plan;
        progress.begin("learn rounding", layers.size());
        try {
            for (int from = 0; from < layers.size(); from += TOGETHER) {
                List<Layer> some = layers.subList(from, Math.min(layers.size(), from + TOGETHER));
                Map<Node, StoredWeight> learnt = new HashMap<>(changed.weights());
                Map<Layer, Pieces> pieces = pieces(changed, some, data);
                for (Layer layer : some) {
                    learnt(changed, layer, Objects.requireNonNull(pieces.get(layer)))
                            .ifPresent(better -> learnt.put(layer.node(), better));
                    progress.advance(1);
                }
                changed = changed.withWeights(learnt);
            }
        } finally {
            progress.end();
        }
        return changed;
    }

    /**
     * A layer that is learnt.
     *
     * @param output what shall be as in float: behind the cut, where there is one
     */
    private record Layer(Node node, Tensor weight, Cutting cutting, Optional<Node> cut, String output) {}

    private static List<Layer> layers(Plan plan) {
        Graph graph = plan.model().graph();
        List<Layer> layers = new ArrayList<>();
        for (Node node : graph.topological()) {
            Optional<Tensor> weight = Operators.of(node).weightOf(node).flatMap(graph::constant);
            if (plan.placement().layers().contains(node) && weight.isPresent()) {
                Optional<Node> cut = RoundingProblem.cutAfter(graph, node);
                Cutting.of(node, weight.get().shape())
                        .filter(cutting -> weight.get().size() > 1)
                        .ifPresent(cutting -> layers.add(new Layer(
                                node,
                                weight.get(),
                                cutting,
                                cut,
                                cut.orElse(node).output())));
            }
        }
        return layers;
    }

    private Map<Layer, Pieces> pieces(Plan plan, List<Layer> layers, InputSource data) {
        Model quantized = emitter.emit(plan);
        Map<Layer, String> read = new LinkedHashMap<>();
        Map<Layer, Pieces> pieces = new LinkedHashMap<>();
        Set<String> wanted = new LinkedHashSet<>();
        for (Layer layer : layers) {
            read.put(
                    layer,
                    Counterpart.of(quantized.graph(), layer.node()).inputs().get(0));
            pieces.put(layer, new Pieces());
            wanted.add(layer.output());
        }
        SplittableRandom random = new SplittableRandom(seed);
        try (Session integers = backend.open(exposing(quantized, Set.copyOf(read.values())), options);
                Session floats = backend.open(exposing(plan.model(), wanted), options)) {
            for (int run = 0; run < data.size(); run++) {
                Map<String, Tensor> inputs = data.inputs(run);
                Map<String, Tensor> given = integers.run(inputs);
                Map<String, Tensor> right = floats.run(inputs);
                for (Layer layer : layers) {
                    Tensor input = Objects.requireNonNull(given.get(Objects.requireNonNull(read.get(layer))));
                    Tensor output = Objects.requireNonNull(right.get(layer.output()));
                    int count = count(layer, input, output, data.size());
                    layer.cutting().cut(input, output, count, random, Objects.requireNonNull(pieces.get(layer)));
                }
            }
        }
        return pieces;
    }

    /** How many pieces of a layer are kept of one of so many samples. */
    private static int count(Layer layer, Tensor input, Tensor output, int samples) {
        boolean windowed = layer.weight().shape().rank() > 2;
        long given = output.shape().dim(windowed ? 1 : output.shape().rank() - 1);
        long channels = input.shape().dim(windowed ? 1 : input.shape().rank() - 1) + given;
        // A piece of the input has more places than the output's that it makes: twice as many are allowed for.
        long bytes = 2 * channels * layer.cutting().places() * Float.BYTES;
        long most = Math.max(16, Math.min(PLACES / layer.cutting().places(), BYTES / bytes));
        long there = output.size() / given / layer.cutting().places();
        return (int) Math.max(1, Math.min(most / samples, there));
    }

    private static Model exposing(Model model, Set<String> tensors) {
        GraphEditor editor = model.edit();
        tensors.stream()
                .filter(tensor -> !model.graph().isOutput(tensor))
                .sorted()
                .forEach(tensor -> editor.addOutput(ValueInfo.named(tensor)));
        return editor.model();
    }

    private Optional<StoredWeight> learnt(Plan plan, Layer layer, Pieces pieces) {
        long[] shape = layer.weight().shape().toArray();
        StoredWeight nearest = plan.stored(layer.node()).orElseThrow();
        double places = Math.max(
                FEWEST_PLACES, Math.min(MOST_PLACES, PRODUCTS / layer.weight().size()));
        int batch = (int)
                Math.max(1, Math.min(pieces.count(), places / layer.cutting().places()));
        List<Tensor> bounds = layer.cut().stream()
                .flatMap(cut -> cut.inputs().stream().skip(1))
                .map(bound -> plan.model().graph().constant(bound).orElseThrow())
                .toList();
        RoundingProblem problem = new RoundingProblem(
                layer.cutting().onPieces(),
                layer.cut(),
                bounds,
                plan.bias(layer.node()),
                plan.model().opset());
        try (Session judging = backend.open(problem.judging(shape, pieces, batch), options)) {
            double before = error(judging, nearest, shape, pieces, batch);
            if (!(before > 0)) {
                return Optional.empty();
            }
            Model start = problem.learning(
                    layer.weight().toFloats(), nearest, plan.rounder().most(), shape, pieces, batch, before);
            Validation validation = new Validation() {
                @Override
                public String metric() {
                    return "error";
                }

                @Override
                public double of(Model model) {
                    return -error(judging, integers(plan, layer, model, nearest), shape, pieces, batch);
                }
            };
            TrainingJob job = TrainingJob.of(
                            start,
                            new PieceBatches(pieces, batch, STEPS / STRETCHES, STEPS, seed),
                            OwnLoss.of(RoundingProblem.LOSS))
                    .withFrozen(Set.copyOf(RoundingProblem.FIXED))
                    .withValidation(validation);
            Model best =
                    new Trainer(plan(), () -> false, Progress.NONE).train(job).model();
            StoredWeight found = integers(plan, layer, best, nearest);
            return error(judging, found, shape, pieces, batch) < before ? Optional.of(found) : Optional.empty();
        }
    }

    private TrainingPlan plan() {
        return TrainingPlan.usual(STRETCHES, seed)
                .withOptimizer(TrainingPlan.Optimizer.ADAM, RATE, 0.9, 0)
                .withSchedule(TrainingPlan.Schedule.CONSTANT, 1, 1)
                .withWarmup(0)
                .withThreads(Math.max(1, options.threads()), 1);
    }

    private static StoredWeight integers(Plan plan, Layer layer, Model learnt, StoredWeight like) {
        return plan.rounder().fitted(layer.node(), layer.weight().shape(), RoundingProblem.integers(learnt), like);
    }

    /** The mean square over all pieces, in batches of one size; what is left over is left out. */
    private static double error(Session judging, StoredWeight stored, long[] shape, Pieces pieces, int batch) {
        Tensor weights = Tensor.of(stored.toFloats(Shape.of(shape)), shape);
        double sum = 0;
        int runs = pieces.count() / batch;
        for (int run = 0; run < runs; run++) {
            int[] chosen = IntStream.range(run * batch, (run + 1) * batch).toArray();
            Map<String, Tensor> inputs = new HashMap<>(PieceBatches.inputs(pieces, chosen));
            inputs.put("w", weights);
            sum += Objects.requireNonNull(judging.run(inputs).get("error")).toFloats()[0];
        }
        return sum / runs;
    }
}

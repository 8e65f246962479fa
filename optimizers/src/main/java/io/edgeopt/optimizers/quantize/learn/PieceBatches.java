package io.edgeopt.optimizers.quantize.learn;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.BatchSource;
import io.edgeopt.autograd.loss.Targets;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws pieces of one layer, and says in each step how strongly its weights are pulled towards whole numbers. */
record PieceBatches(Pieces pieces, int batch, int length, int steps, long seed) implements BatchSource {
    /** The share of all steps in which nothing pulls yet. */
    private static final double FREE = 0.2;

    private static final double STEEPEST = 20;
    private static final double FLATTEST = 2;

    @Override
    public int batches() {
        return length;
    }

    @Override
    public Batch batch(int epoch, int index) {
        int step = epoch * length + index;
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step);
        int[] chosen = random.ints(batch, 0, pieces.count()).toArray();
        Map<String, Tensor> inputs = new HashMap<>(inputs(pieces, chosen));
        double done = (double) step / steps;
        double annealed = Math.max(0, (done - FREE) / (1 - FREE));
        double beta = FLATTEST + (STEEPEST - FLATTEST) * 0.5 * (1 + Math.cos(annealed * Math.PI));
        inputs.put("beta", Tensor.scalar((float) beta));
        inputs.put("pull", Tensor.scalar(done < FREE ? 0f : 1f));
        return Batch.of(inputs, new Targets.Persons(new int[batch]));
    }

    static Map<String, Tensor> inputs(Pieces pieces, int[] chosen) {
        return Map.of(
                "x",
                Tensor.of(
                        pieces.inputs(chosen),
                        RoundingProblem.dims(chosen.length, pieces.input()).toArray()),
                "t",
                Tensor.of(
                        pieces.outputs(chosen),
                        RoundingProblem.dims(chosen.length, pieces.output()).toArray()));
    }

    @Override
    public String digest() {
        return "pieces " + seed;
    }
}

package io.edgeopt.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.management.OperatingSystemMXBean;
import io.edgeopt.autograd.op.Snippets;
import io.edgeopt.core.graph.Model;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Steps of training a network from scratch, as a trainer makes them: forwards, cross-entropy, backwards, SGD with
 * momentum, all weights in one array. Prints pictures per second of this process's CPU time, all of its threads
 * counted, and per second of the clock.
 *
 * <p>Arguments: a name of {@link TrainedNetworks}, a layout, threads, timed steps.
 */
public final class TrainingStepBenchmark implements AutoCloseable {
    private final Program program;
    private final Snippets snippets;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final long[] sizes;
    private final NDArray weights;
    private final NDArray momentum;
    private final NDArray pictures;
    private final NDArray answers;

    private TrainingStepBenchmark(Model model, Layout layout, int batch, int size) {
        program = Program.of(model, layout);
        PtNDManager root = (PtNDManager) program.root();
        snippets = new Snippets(root);
        NDList flat = new NDList();
        program.weights().forEach((name, weight) -> {
            if (weight.getShape().dimension() > 0 && !name.contains(".running_")) {
                shapes.put(name, weight.getShape());
                flat.add(weight.flatten());
            }
        });
        sizes = shapes.values().stream().mapToLong(Shape::size).toArray();
        weights = NDArrays.concat(flat);
        weights.setRequiresGradient(true);
        momentum = root.zeros(weights.getShape());
        pictures = root.randomNormal(new Shape(batch, 3, size, size));
        long[] classes = new long[batch];
        Arrays.setAll(classes, i -> i % TrainedNetworks.CLASSES);
        answers = root.create(classes).oneHot(TrainedNetworks.CLASSES);
    }

    private float step() {
        try (NDManager scope = program.root().newSubManager()) {
            JniUtils.setGradMode(true);
            Map<String, NDArray> fed = new HashMap<>(views(scope));
            NDArray batch = pictures.duplicate();
            batch.attach(scope);
            fed.put("input", batch);
            PtNDArray logits = (PtNDArray)
                    Objects.requireNonNull(program.forward(fed, scope, true).get("logits"));
            NDArray logs = JniUtils.logSoftmax(logits, 1, DataType.FLOAT32);
            PtNDArray loss = (PtNDArray)
                    logs.mul(answers).sum().mul(-1f / answers.getShape().get(0));
            JniUtils.backward(loss, (PtNDArray) loss.onesLike(), false, false);
            JniUtils.setGradMode(false);
            update();
            return loss.getFloat();
        }
    }

    private Map<String, NDArray> views(NDManager scope) {
        NDList parts = JniUtils.split((PtNDArray) weights, sizes, 0);
        parts.attach(scope);
        Map<String, NDArray> views = new HashMap<>();
        int at = 0;
        for (Map.Entry<String, Shape> weight : shapes.entrySet()) {
            views.put(weight.getKey(), parts.get(at++).reshape(weight.getValue()));
        }
        return views;
    }

    private void update() {
        try (NDArray gradient = weights.getGradient()) {
            snippets.call("torch.add_(torch.mul_(a, 0.9), b)", momentum, gradient)
                    .close();
            snippets.call("torch.sub_(a, b, alpha=0.01)", weights, momentum).close();
        }
        JniUtils.zeroGrad((PtNDArray) weights);
    }

    @Override
    public void close() {
        snippets.close();
        program.close();
    }

    /** One measurement, or without arguments all of them on one thread. */
    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            TrainedNetworks network = TrainedNetworks.valueOf(arguments[0].toUpperCase(Locale.ROOT));
            Layout layout = Layout.valueOf(arguments[1].toUpperCase(Locale.ROOT));
            measure(network, layout, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            return;
        }
        for (TrainedNetworks network : TrainedNetworks.values()) {
            for (Layout layout : Layout.values()) {
                measure(network, layout, 1, 30);
            }
        }
    }

    private static void measure(TrainedNetworks network, Layout layout, int threads, int steps) {
        Torch.threads(threads);
        try (TrainingStepBenchmark run =
                new TrainingStepBenchmark(network.model(), layout, network.batch(), network.size())) {
            for (int i = 0; i < Math.max(3, steps / 5); i++) {
                run.step();
            }
            OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = process.getProcessCpuTime();
            long clock = System.nanoTime();
            float loss = 0;
            for (int i = 0; i < steps; i++) {
                loss = run.step();
            }
            clock = System.nanoTime() - clock;
            cpu = process.getProcessCpuTime() - cpu;
            double images = (double) network.batch() * steps;
            System.out.printf(
                    Locale.ROOT,
                    "%s %s, threads %d: %.1f images per CPU second, %.1f per second; %.1f CPU ms a step; loss %.4f%n",
                    network,
                    layout,
                    threads,
                    images / (cpu / 1e9),
                    images / (clock / 1e9),
                    cpu / 1e6 / steps,
                    loss);
        }
    }
}

package io.edgeopt.autograd.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.autograd.Layout;
import io.edgeopt.autograd.Program;
import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.loss.Outcome;
import io.edgeopt.autograd.op.Snippets;
import io.edgeopt.autograd.op.Tensors;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A network that learns: its weights, its optimizer, its teacher, and what one step does to them. */
final class Learner implements AutoCloseable {
    private final TrainingJob job;
    private final TrainingPlan plan;
    private final Program program;
    private final Optional<Program> teacher;
    private final Snippets snippets;
    private final FlatWeights weights;
    private final FlatWeights ofLoss;
    private final Update update;
    private final Update updateOfLoss;
    private final Optional<NDArray> mask;
    private final Optional<NDArray> average;
    private final Set<Node> frozenNorms;
    private final Set<String> statistics;
    private final List<float[]> watched = new ArrayList<>();

    Learner(TrainingJob job, TrainingPlan plan) {
        this.job = job;
        this.plan = plan;
        Graph graph = job.model().graph();
        // Faster in training, by a tenth to a half; measured in docs/measured.md.
        this.program = Program.of(HardSwishes.joined(job.model()), Layout.CHANNELS_LAST);
        this.teacher = job.teacher().map(model -> Program.of(HardSwishes.joined(model), Layout.CHANNELS_LAST));
        PtNDManager root = (PtNDManager) program.root();
        this.snippets = new Snippets(root);
        this.weights = new FlatWeights(root, learning(graph));
        this.ofLoss = new FlatWeights(root, job.loss().weights());
        this.update = new Update(plan, weights, root, snippets);
        this.updateOfLoss = new Update(plan, ofLoss, root, snippets);
        this.mask = job.masks().isEmpty() ? Optional.empty() : Optional.of(weights.aligned(root, job.masks()));
        this.average =
                plan.average() > 0 ? Optional.of(weights.array().stopGradient().duplicate()) : Optional.empty();
        average.ifPresent(array -> array.attach(root));
        this.frozenNorms = norms(graph, true);
        this.statistics = new HashSet<>();
        norms(graph, false).forEach(norm -> statistics.addAll(norm.inputs().subList(3, 5)));
        withoutGradients(this::applyMask);
    }

    private Map<String, Tensor> learning(Graph graph) {
        Map<String, Tensor> learning = new LinkedHashMap<>();
        for (String name : Trainable.weights(graph)) {
            if (!job.frozen().contains(name)) {
                learning.put(name, graph.initializer(name).orElseThrow());
            }
        }
        for (String name : job.masks().keySet()) {
            if (!learning.containsKey(name)) {
                throw new InvalidPlanException("a mask is named '%s', which is no weight that learns".formatted(name));
            }
        }
        if (learning.isEmpty()) {
            throw new InvalidPlanException("no weight is left to train: all of %d are frozen"
                    .formatted(Trainable.weights(graph).size()));
        }
        return learning;
    }

    private Set<Node> norms(Graph graph, boolean frozen) {
        Set<Node> norms = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.is("BatchNormalization")
                    && job.frozen().contains(node.inputs().get(1)) == frozen) {
                norms.add(node);
            }
        }
        return norms;
    }

    /**
     * Learns from one batch.
     *
     * @param step counted from 0
     * @return the loss before the step
     */
    float step(Batch batch, double rate, long step) {
        try (NDManager scope = program.root().newSubManager()) {
            JniUtils.setSeed(plan.seed() * 0x9E3779B97F4A7C15L + step);
            Map<String, NDArray> taught = withoutGradients(() -> taught(batch, scope));
            JniUtils.setGradMode(true);
            Map<String, NDArray> fed = inputs(batch, program, scope);
            fed.putAll(weights.views(scope));
            Map<String, NDArray> values = program.forward(fed, scope, node -> !frozenNorms.contains(node));
            NDArray loss = job.loss().of(new Outcome(values, taught, batch.targets(), ofLoss.views(scope), scope));
            float value = loss.toType(DataType.FLOAT32, false).getFloat();
            if (!Float.isFinite(value)) {
                throw new InvalidPlanException(
                        "the loss is %s at step %d; lower the learning rate (%s), or limit the gradient's norm"
                                .formatted(value, step + 1, plan.rate()));
            }
            JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
            withoutGradients(() -> apply(rate, step + 1, scope));
            return value;
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** Looks at the gradients of one batch without learning from it. */
    void watch(Batch batch) {
        try (NDManager scope = program.root().newSubManager()) {
            Map<String, NDArray> taught = withoutGradients(() -> taught(batch, scope));
            JniUtils.setGradMode(true);
            Map<String, NDArray> fed = inputs(batch, program, scope);
            fed.putAll(weights.views(scope));
            Map<String, NDArray> values = program.forward(fed, scope, false);
            NDArray loss = job.loss().of(new Outcome(values, taught, batch.targets(), ofLoss.views(scope), scope));
            JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
            withoutGradients(() -> {
                try (NDArray gradient = weights.array().getGradient()) {
                    watched.add(FlatWeights.whole(
                                    gradient.mul(weights.array().stopGradient()).abs())
                            .toFloats());
                }
                JniUtils.zeroGrad((PtNDArray) weights.array());
                return null;
            });
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** Magnitudes of weights times gradients, summed over the batches that were watched, by weight. */
    Map<String, Tensor> saliency() {
        float[] sum = new float[(int) weights.array().size()];
        for (float[] one : watched) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
        }
        return withoutGradients(() -> weights.read(program.root().create(sum)));
    }

    private Map<String, NDArray> taught(Batch batch, NDManager scope) {
        if (!job.loss().needsTeacher() || teacher.isEmpty()) {
            return Map.of();
        }
        Program wise = teacher.get();
        return wise.forward(inputs(batch, wise, scope), scope, false);
    }

    /** The batch under the program's own names for its inputs: a teacher's may differ from its student's. */
    private static Map<String, NDArray> inputs(Batch batch, Program program, NDManager scope) {
        List<String> names = new ArrayList<>();
        program.model().graph().inputs().forEach(input -> names.add(input.name()));
        Map<String, NDArray> arrays = new HashMap<>();
        batch.inputs().forEach((name, tensor) -> {
            boolean known = names.contains(name) || names.size() != 1;
            arrays.put(known ? name : names.get(0), array(scope, tensor));
        });
        return arrays;
    }

    /** Floats are read where they lie; they must stay as they are until the step is over. */
    private static NDArray array(NDManager scope, Tensor tensor) {
        return tensor.type() == ElementType.FLOAT && tensor.bytes().isDirect()
                ? scope.create(tensor.bytes(), new Shape(tensor.shape().toArray()), DataType.FLOAT32)
                : Tensors.of(scope, tensor);
    }

    private Void apply(double rate, long step, NDManager scope) {
        try (NDArray gradient = weights.array().getGradient();
                NDArray gradientOfLoss = job.loss().weights().isEmpty()
                        ? scope.zeros(new Shape(1))
                        : ofLoss.array().getGradient()) {
            clip(gradient, gradientOfLoss);
            update.step(gradient, rate, step, scope);
            if (!job.loss().weights().isEmpty()) {
                updateOfLoss.step(gradientOfLoss, rate, step, scope);
                JniUtils.zeroGrad((PtNDArray) ofLoss.array());
            }
        }
        JniUtils.zeroGrad((PtNDArray) weights.array());
        applyMask();
        if (average.isPresent()) {
            // A mean over fewer steps while there are few, or it would hold on to where the weights began.
            double decay = Math.min(plan.average(), (1.0 + step) / (10.0 + step));
            NDArray share = scope.create((float) (1 - decay));
            snippets.call("torch.lerp_(a, b, c)", average.get(), weights.array(), share)
                    .close();
        }
        return null;
    }

    private void clip(NDArray gradient, NDArray gradientOfLoss) {
        if (plan.clip() > 0) {
            try (NDArray norm = snippets.call(
                    "torch.sqrt(torch.add(torch.sum(torch.mul(a, a)), torch.sum(torch.mul(b, b))))",
                    gradient,
                    gradientOfLoss)) {
                double factor = plan.clip() / (norm.getFloat() + 1e-6);
                if (factor < 1) {
                    gradient.muli(factor);
                    gradientOfLoss.muli(factor);
                }
            }
        }
    }

    private Void applyMask() {
        mask.ifPresent(ones -> weights.array().muli(ones));
        return null;
    }

    private static <T> T withoutGradients(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** The model with the weights as they are now: their moving average where there is one. */
    Model model() {
        Map<String, Tensor> values = weights.read(average.orElse(weights.array()));
        GraphEditor editor = job.model().edit();
        values.forEach(editor::set);
        for (String name : statistics) {
            editor.set(name, Tensors.of(Objects.requireNonNull(program.weights().get(name), name)));
        }
        return editor.model();
    }

    /** Everything that a later run needs to go on from here. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        arrays().forEach((name, array) -> state.put(name, FlatWeights.whole(array)));
        return state;
    }

    void resume(Map<String, Tensor> state) {
        withoutGradients(() -> {
            arrays().forEach((name, array) -> {
                try (NDArray saved = Tensors.of(program.root(), Objects.requireNonNull(state.get(name), name))) {
                    snippets.call("torch.copy_(a, b)", array, saved).close();
                }
            });
            return null;
        });
    }

    private Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("weights", weights.array());
        arrays.put("weights of the loss", ofLoss.array());
        average.ifPresent(array -> arrays.put("average", array));
        for (int i = 0; i < update.memory().size(); i++) {
            arrays.put("memory " + i, update.memory().get(i));
            arrays.put("memory of the loss " + i, updateOfLoss.memory().get(i));
        }
        for (String name : statistics) {
            arrays.put(
                    "statistic " + name,
                    Objects.requireNonNull(program.weights().get(name), name));
        }
        return arrays;
    }

    @Override
    public void close() {
        snippets.close();
        teacher.ifPresent(Program::close);
        program.close();
    }
}

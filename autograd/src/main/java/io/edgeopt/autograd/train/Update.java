package io.edgeopt.autograd.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.edgeopt.autograd.op.Snippets;
import io.edgeopt.autograd.train.TrainingPlan.Optimizer;
import java.util.ArrayList;
import java.util.List;

/** One optimizer on one array of weights: what it remembers, and how a gradient becomes a step. */
final class Update {
    private static final double SECOND_BETA = 0.999;
    private static final double EPSILON = 1e-8;

    private final TrainingPlan plan;
    private final FlatWeights weights;
    private final Snippets snippets;
    /** Means of gradients, and for Adam of their squares. */
    private final List<NDArray> memory = new ArrayList<>();

    Update(TrainingPlan plan, FlatWeights weights, NDManager root, Snippets snippets) {
        this.plan = plan;
        this.weights = weights;
        this.snippets = snippets;
        int slots = plan.optimizer() == Optimizer.SGD ? 1 : 2;
        for (int i = 0; i < slots; i++) {
            memory.add(root.zeros(weights.array().getShape()));
        }
    }

    List<NDArray> memory() {
        return memory;
    }

    /**
     * Steps; gradients must be off.
     *
     * @param gradient of the weights; it is changed
     * @param step counted from 1
     */
    void step(NDArray gradient, double rate, long step, NDManager scope) {
        if (plan.weightDecay() > 0 && weights.hasDecaying()) {
            decay(gradient, rate);
        }
        NDArray mean = memory.get(0);
        if (plan.optimizer() == Optimizer.SGD) {
            // Nesterov's momentum in PyTorch's form: the step looks ahead by one more share of the mean.
            run("torch.add_(torch.mul_(a, %s), b)".formatted(plan.momentum()), mean, gradient);
            NDArray lastRate = scope.create((float) rate);
            run(
                    "torch.sub_(a, torch.mul_(torch.add_(b, c, alpha=%s), d))".formatted(plan.momentum()),
                    weights.array(),
                    gradient,
                    mean,
                    lastRate);
            return;
        }
        double beta = plan.momentum();
        NDArray square = memory.get(1);
        run("torch.add_(torch.mul_(a, %s), b, alpha=%s)".formatted(beta, 1 - beta), mean, gradient);
        run(
                "torch.addcmul_(torch.mul_(a, %s), b, b, value=%s)".formatted(SECOND_BETA, 1 - SECOND_BETA),
                square,
                gradient);
        // With both corrections for the start folded into the rate and into the root.
        NDArray corrected = scope.create((float) (rate / (1 - Math.pow(beta, (double) step))));
        NDArray root = scope.create((float) (1 / Math.sqrt(1 - Math.pow(SECOND_BETA, (double) step))));
        try (NDArray size =
                snippets.call("torch.add_(torch.mul_(torch.sqrt(a), b), %s)".formatted(EPSILON), square, root)) {
            run("torch.sub_(a, torch.div_(torch.mul(b, c), d))", weights.array(), mean, corrected, size);
        }
    }

    private void decay(NDArray gradient, double rate) {
        try (NDArray values = weights.decaying(weights.array())) {
            if (plan.optimizer() == Optimizer.ADAMW) {
                values.muli(1 - rate * plan.weightDecay());
                return;
            }
            try (NDArray slopes = weights.decaying(gradient)) {
                run("torch.add_(a, b, alpha=%s)".formatted(plan.weightDecay()), slopes, values);
            }
        }
    }

    /** For what is changed in place: the result is only another name for the first argument. */
    private void run(String expression, NDArray... arguments) {
        snippets.call(expression, arguments).close();
    }
}

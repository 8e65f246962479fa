package io.edgeopt.autograd.train;

import io.edgeopt.core.InvalidPlanException;
import java.util.function.Consumer;

/**
 * How a network is trained. Lengths are in epochs; a schedule that needs no number ignores it.
 *
 * @param epochs how often every sample is seen
 * @param optimizer what makes a step of a gradient
 * @param rate the learning rate after the warm-up
 * @param momentum of SGD, or the first beta of Adam
 * @param weightDecay on weights of two axes and more; biases and norms are left alone
 * @param schedule how the rate falls
 * @param warmup epochs in which the rate rises from nearly nothing
 * @param stepEvery epochs between falls of the step schedule
 * @param stepFactor what the rate is multiplied by when it falls, by steps or on a plateau
 * @param plateau epochs without a better metric before the rate falls
 * @param floor the share of the rate at which the cosine ends
 * @param clip the largest norm of a gradient; 0 for no limit
 * @param average decay of the moving average of weights, which then is what comes out; 0 for none
 * @param patience epochs without a better metric before the training ends; 0 for never
 * @param validateEvery epochs between validations
 * @param seed of all chance
 * @param threads for PyTorch within a step
 * @param loaders threads that make batches
 */
public record TrainingPlan(
        int epochs,
        Optimizer optimizer,
        double rate,
        double momentum,
        double weightDecay,
        Schedule schedule,
        double warmup,
        int stepEvery,
        double stepFactor,
        int plateau,
        double floor,
        double clip,
        double average,
        int patience,
        int validateEvery,
        long seed,
        int threads,
        int loaders) {
    /** What makes a step of a gradient. */
    public enum Optimizer {
        /** With Nesterov's momentum. */
        SGD,
        /** Weight decay is part of the gradient. */
        ADAM,
        /** Weight decay is apart from the gradient. */
        ADAMW
    }

    /** How the learning rate falls. */
    public enum Schedule {
        CONSTANT,
        COSINE,
        STEP,
        PLATEAU
    }

    public TrainingPlan {
        check(epochs >= 1, "epochs", epochs, "1 or more");
        check(rate > 0, "rate", rate, "more than 0");
        check(momentum >= 0 && momentum < 1, "momentum", momentum, "from 0 to below 1");
        check(weightDecay >= 0, "weight decay", weightDecay, "0 or more");
        check(warmup >= 0, "warmup", warmup, "0 or more epochs");
        check(stepEvery >= 1, "step every", stepEvery, "1 epoch or more");
        check(stepFactor > 0 && stepFactor <= 1, "step factor", stepFactor, "above 0, at most 1");
        check(plateau >= 1, "plateau", plateau, "1 epoch or more");
        check(floor >= 0 && floor <= 1, "floor", floor, "from 0 to 1");
        check(clip >= 0, "clip", clip, "0 or more");
        check(average >= 0 && average < 1, "average", average, "from 0 to below 1");
        check(patience >= 0, "patience", patience, "0 or more epochs");
        check(validateEvery >= 1, "validate every", validateEvery, "1 epoch or more");
        check(threads >= 1, "threads", threads, "1 or more");
        check(loaders >= 1, "loaders", loaders, "1 or more");
    }

    private static void check(boolean holds, String field, Object found, String expected) {
        if (!holds) {
            throw new InvalidPlanException("training: %s is %s, expected %s".formatted(field, found, expected));
        }
    }

    /** AdamW and a cosine, which rarely disappoint on small networks. */
    public static TrainingPlan usual(int epochs, long seed) {
        return new TrainingPlan(
                epochs,
                Optimizer.ADAMW,
                1e-3,
                0.9,
                0.02,
                Schedule.COSINE,
                Math.min(1, epochs / 10.0),
                Math.max(1, epochs / 3),
                0.1,
                5,
                0.01,
                0,
                0,
                0,
                1,
                seed,
                1,
                1);
    }

    public TrainingPlan withEpochs(int changed) {
        return changed(draft -> draft.epochs = changed);
    }

    public TrainingPlan withOptimizer(Optimizer changed, double changedRate, double changedMomentum, double decay) {
        return changed(draft -> {
            draft.optimizer = changed;
            draft.rate = changedRate;
            draft.momentum = changedMomentum;
            draft.weightDecay = decay;
        });
    }

    public TrainingPlan withSchedule(Schedule changed, int every, double factor) {
        return changed(draft -> {
            draft.schedule = changed;
            draft.stepEvery = every;
            draft.stepFactor = factor;
            draft.plateau = every;
        });
    }

    public TrainingPlan withWarmup(double changed) {
        return changed(draft -> draft.warmup = changed);
    }

    public TrainingPlan withClip(double changed) {
        return changed(draft -> draft.clip = changed);
    }

    public TrainingPlan withAverage(double changed) {
        return changed(draft -> draft.average = changed);
    }

    public TrainingPlan withPatience(int changed) {
        return changed(draft -> draft.patience = changed);
    }

    public TrainingPlan withThreads(int changed, int changedLoaders) {
        return changed(draft -> {
            draft.threads = changed;
            draft.loaders = changedLoaders;
        });
    }

    private TrainingPlan changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new TrainingPlan(
                draft.epochs,
                draft.optimizer,
                draft.rate,
                draft.momentum,
                draft.weightDecay,
                draft.schedule,
                draft.warmup,
                draft.stepEvery,
                draft.stepFactor,
                draft.plateau,
                floor,
                draft.clip,
                draft.average,
                draft.patience,
                validateEvery,
                seed,
                draft.threads,
                draft.loaders);
    }

    /** What the methods above change of a plan, so that each names its own field alone. */
    private static final class Draft {
        private int epochs;
        private Optimizer optimizer;
        private double rate;
        private double momentum;
        private double weightDecay;
        private Schedule schedule;
        private double warmup;
        private int stepEvery;
        private double stepFactor;
        private int plateau;
        private double clip;
        private double average;
        private int patience;
        private int threads;
        private int loaders;

        Draft(TrainingPlan plan) {
            epochs = plan.epochs;
            optimizer = plan.optimizer;
            rate = plan.rate;
            momentum = plan.momentum;
            weightDecay = plan.weightDecay;
            schedule = plan.schedule;
            warmup = plan.warmup;
            stepEvery = plan.stepEvery;
            stepFactor = plan.stepFactor;
            plateau = plan.plateau;
            clip = plan.clip;
            average = plan.average;
            patience = plan.patience;
            threads = plan.threads;
            loaders = plan.loaders;
        }
    }
}

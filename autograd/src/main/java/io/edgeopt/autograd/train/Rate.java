package io.edgeopt.autograd.train;

/** The learning rate at each step. Only a plateau makes it depend on what has happened. */
final class Rate {
    private final TrainingPlan plan;
    private final int batches;
    private double fallen = 1;
    private int waited;

    /**
     * @param batches steps in an epoch
     */
    Rate(TrainingPlan plan, int batches) {
        this.plan = plan;
        this.batches = batches;
    }

    /** For step {@code step} from 0. */
    double at(long step) {
        double epoch = (double) step / batches;
        if (epoch < plan.warmup()) {
            return plan.rate() * (step + 1) / (plan.warmup() * batches + 1);
        }
        return plan.rate()
                * switch (plan.schedule()) {
                    case CONSTANT -> 1;
                    case COSINE -> cosine((epoch - plan.warmup()) / Math.max(1e-9, plan.epochs() - plan.warmup()));
                    case STEP -> Math.pow(plan.stepFactor(), Math.floor(epoch / plan.stepEvery()));
                    case PLATEAU -> fallen;
                };
    }

    private double cosine(double share) {
        return plan.floor() + (1 - plan.floor()) * (1 + Math.cos(Math.PI * Math.min(1, share))) / 2;
    }

    /** Told after each validation. */
    void measured(boolean better) {
        waited = better ? 0 : waited + 1;
        if (waited >= plan.plateau()) {
            fallen *= plan.stepFactor();
            waited = 0;
        }
    }

    double fallen() {
        return fallen;
    }

    int waited() {
        return waited;
    }

    void resume(double fallenBefore, int waitedBefore) {
        fallen = fallenBefore;
        waited = waitedBefore;
    }
}

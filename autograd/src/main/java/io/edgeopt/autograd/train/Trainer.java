package io.edgeopt.autograd.train;

import io.edgeopt.autograd.Torch;
import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.Prefetch;
import io.edgeopt.autograd.train.TrainingResult.End;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.FolderClaim;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.run.TrainingCurve;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;

/** Trains a network, epoch by epoch; keeps checkpoints, and goes on from one that it finds. */
public final class Trainer {
    private static final String BEST = "best.onnx";
    private static final String CURVE = "curve.csv";
    private static final long CHECKPOINT_EVERY = Duration.ofSeconds(60).toNanos();

    private final TrainingPlan plan;
    private final BooleanSupplier stop;
    private final Progress progress;

    /**
     * A trainer that keeps to the plan.
     *
     * @param stop asked after every step; once it says so, a checkpoint is written and the training ends
     */
    public Trainer(TrainingPlan plan, BooleanSupplier stop, Progress progress) {
        this.plan = plan;
        this.stop = stop;
        this.progress = progress;
    }

    public TrainingResult train(TrainingJob job) {
        if (job.loss().needsTeacher() && job.teacher().isEmpty()) {
            throw new InvalidPlanException("the loss compares with a teacher, but none is given");
        }
        if (job.folder().isEmpty()) {
            return learned(job);
        }
        // Two trainings that write one folder's checkpoints would each go on from the other's.
        return FolderClaim.during(job.folder().get(), "training", () -> learned(job));
    }

    /** Whether a training was begun in that folder, which goes on from its checkpoint. */
    public static boolean hasBegun(Path folder) {
        return Checkpoint.isIn(folder);
    }

    private TrainingResult learned(TrainingJob job) {
        Torch.threads(plan.threads());
        try (Learner learner = new Learner(job, plan)) {
            return new Run(job, learner).run();
        }
    }

    /** One training from its first step, or from a checkpoint, to its end. */
    private final class Run {
        private final TrainingJob job;
        private final Learner learner;
        private final int batches;
        private final Rate rate;
        private final String identity;
        private TrainingCurve curve;
        private long step;
        private double lossSum;
        private OptionalDouble best = OptionalDouble.empty();
        private int bestEpoch;
        private Optional<Model> bestModel = Optional.empty();
        private long checkpointed = System.nanoTime();

        Run(TrainingJob job, Learner learner) {
            this.job = job;
            this.learner = learner;
            this.batches = job.batches().batches();
            this.rate = new Rate(plan, batches);
            String frozen = job.frozen().isEmpty() ? "" : "; frozen " + new TreeSet<>(job.frozen());
            this.identity = "%s; %s; weights %s%s".formatted(plan, job.batches().digest(), digest(job.model()), frozen);
            this.curve =
                    new TrainingCurve(job.validation().map(Validation::metric).orElse("metric"), List.of());
        }

        private static String digest(Model model) {
            CRC32 sum = new CRC32();
            for (String name : model.graph().initializerNames()) {
                sum.update(name.getBytes(StandardCharsets.UTF_8));
                sum.update(model.graph().initializer(name).orElseThrow().bytes());
            }
            return Long.toHexString(sum.getValue());
        }

        TrainingResult run() {
            job.folder().flatMap(folder -> Checkpoint.find(folder, identity)).ifPresent(this::resume);
            int firstEpoch = (int) (step / batches);
            progress.begin("train", (long) plan.epochs() * batches);
            progress.resume(step);
            try (Prefetch batchesAhead =
                    new Prefetch(job.batches(), firstEpoch, (int) (step % batches), plan.epochs(), plan.loaders())) {
                for (int epoch = firstEpoch; epoch < plan.epochs(); epoch++) {
                    if (isTiredOf(epoch)) {
                        return result(End.NO_BETTER);
                    }
                    if (!learn(epoch, batchesAhead)) {
                        checkpoint();
                        return result(End.STOPPED);
                    }
                }
            } finally {
                progress.end();
            }
            return result(End.COMPLETE);
        }

        /** False where it was stopped before the epoch's end. */
        private boolean learn(int epoch, Prefetch source) {
            long begun = System.nanoTime();
            long firstStep = step;
            long seen = 0;
            while (step < (epoch + 1L) * batches) {
                Batch batch = source.next();
                lossSum += learner.step(batch, rate.at(step), step);
                batch.release().run();
                seen += batch.size();
                step++;
                double speed = seen / ((System.nanoTime() - begun) / 1e9);
                progress.state(state(epoch, step - (long) epoch * batches, speed));
                progress.advance(1);
                if (stop.getAsBoolean()) {
                    return false;
                }
                if (System.nanoTime() - checkpointed > CHECKPOINT_EVERY) {
                    checkpoint();
                }
            }
            double speed = step == firstStep ? 0 : seen / ((System.nanoTime() - begun) / 1e9);
            end(epoch, speed);
            return true;
        }

        private String state(int epoch, long done, double speed) {
            String metric = best.isPresent()
                    ? String.format(Locale.ROOT, ", best %s %.4f", curve.metric(), best.getAsDouble())
                    : "";
            return String.format(
                    Locale.ROOT,
                    "epoch %d of %d, loss %.4f%s, %.0f images/s",
                    epoch + 1,
                    plan.epochs(),
                    lossSum / done,
                    metric,
                    speed);
        }

        private void end(int epoch, double speed) {
            OptionalDouble metric = OptionalDouble.empty();
            boolean due = (epoch + 1) % plan.validateEvery() == 0 || epoch + 1 == plan.epochs();
            if (job.validation().isPresent() && due) {
                metric = OptionalDouble.of(validate(epoch, job.validation().get()));
            }
            curve = curve.with(
                    new TrainingCurve.Point(epoch + 1, step, rate.at(step - 1), lossSum / batches, metric, speed));
            lossSum = 0;
            job.folder().ifPresent(folder -> curve.write(folder.resolve(CURVE)));
            checkpoint();
        }

        private double validate(int epoch, Validation validation) {
            Model now = learner.model();
            double metric = validation.of(now);
            boolean better = best.isEmpty() || metric > best.getAsDouble();
            if (better) {
                best = OptionalDouble.of(metric);
                bestEpoch = epoch + 1;
                bestModel = Optional.of(now);
                job.folder().ifPresent(folder -> now.write(folder.resolve(BEST)));
            }
            rate.measured(better);
            return metric;
        }

        private boolean isTiredOf(int epoch) {
            return plan.patience() > 0 && bestEpoch > 0 && epoch - bestEpoch >= plan.patience();
        }

        private void checkpoint() {
            job.folder().ifPresent(folder -> new Checkpoint(position(), learner.state()).write(folder));
            checkpointed = System.nanoTime();
        }

        private Checkpoint.Position position() {
            return new Checkpoint.Position(
                    identity, step, lossSum, rate.fallen(), rate.waited(), best, bestEpoch, curve);
        }

        private void resume(Checkpoint found) {
            Checkpoint.Position position = found.position();
            learner.resume(found.arrays());
            step = position.step();
            lossSum = position.lossSum();
            rate.resume(position.fallen(), position.waited());
            best = position.best();
            bestEpoch = position.bestEpoch();
            curve = position.curve();
            Path file = job.folder().orElseThrow().resolve(BEST);
            bestModel = best.isPresent() && Files.exists(file) ? Optional.of(Model.read(file)) : Optional.empty();
        }

        private TrainingResult result(End end) {
            return new TrainingResult(bestModel.orElseGet(learner::model), curve, best, bestEpoch, end);
        }
    }
}

package io.edgeopt.autograd.train;

import io.edgeopt.autograd.feed.BatchSource;
import io.edgeopt.autograd.loss.Loss;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is trained, on what, towards what.
 *
 * @param model where the weights begin
 * @param batches what it learns from
 * @param loss what is made small
 * @param teacher whose answers the loss may ask for; it takes the same input
 * @param validation without it the last weights come out, else the best
 * @param frozen weights that stay as they are, by name; batch norms whose scale is frozen keep their statistics too
 * @param masks ones and zeros in the shape of the weight that they are named for: where zero, the weight stays zero
 * @param folder where checkpoints are kept and found again
 */
public record TrainingJob(
        Model model,
        BatchSource batches,
        Loss loss,
        Optional<Model> teacher,
        Optional<Validation> validation,
        Set<String> frozen,
        Map<String, Tensor> masks,
        Optional<Path> folder) {
    public TrainingJob {
        frozen = Set.copyOf(frozen);
        masks = Map.copyOf(masks);
    }

    public static TrainingJob of(Model model, BatchSource batches, Loss loss) {
        return new TrainingJob(
                model, batches, loss, Optional.empty(), Optional.empty(), Set.of(), Map.of(), Optional.empty());
    }

    public TrainingJob withTeacher(Model changed) {
        return new TrainingJob(model, batches, loss, Optional.of(changed), validation, frozen, masks, folder);
    }

    public TrainingJob withValidation(Validation changed) {
        return new TrainingJob(model, batches, loss, teacher, Optional.of(changed), frozen, masks, folder);
    }

    public TrainingJob withFrozen(Set<String> changed) {
        return new TrainingJob(model, batches, loss, teacher, validation, changed, masks, folder);
    }

    public TrainingJob withMasks(Map<String, Tensor> changed) {
        return new TrainingJob(model, batches, loss, teacher, validation, frozen, changed, folder);
    }

    public TrainingJob withFolder(Path changed) {
        return new TrainingJob(model, batches, loss, teacher, validation, frozen, masks, Optional.of(changed));
    }
}

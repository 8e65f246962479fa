package io.edgeopt.optimizers.tune;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a model is trained further on.
 *
 * @param training labelled samples, all of which are learnt from
 * @param validation by which the best weights are chosen; without it the last come out
 * @param teacher a model whose answers are learnt too, with its card; it may take its pictures otherwise
 * @param masks ones and zeros in the shape of the weight that they are named for: where zero, the weight stays zero
 * @param frozen weights that stay as they are, by name
 * @param folder for checkpoints; a training that was begun there goes on
 */
public record TuneMaterial(
        List<Dataset> training,
        List<Dataset> validation,
        Optional<Architecture> teacher,
        Map<String, Tensor> masks,
        Set<String> frozen,
        Optional<Path> folder) {
    public TuneMaterial {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        masks = Map.copyOf(masks);
        frozen = Set.copyOf(frozen);
    }

    public static TuneMaterial of(Dataset training, Optional<Dataset> validation) {
        return new TuneMaterial(
                List.of(training),
                validation.stream().toList(),
                Optional.empty(),
                Map.of(),
                Set.of(),
                Optional.empty());
    }

    public TuneMaterial withTeacher(Architecture changed) {
        return new TuneMaterial(training, validation, Optional.of(changed), masks, frozen, folder);
    }

    public TuneMaterial withoutTeacher() {
        return new TuneMaterial(training, validation, Optional.empty(), masks, frozen, folder);
    }

    public TuneMaterial withMasks(Map<String, Tensor> changed) {
        return new TuneMaterial(training, validation, teacher, changed, frozen, folder);
    }

    public TuneMaterial withFrozen(Set<String> changed) {
        return new TuneMaterial(training, validation, teacher, masks, changed, folder);
    }

    public TuneMaterial withFolder(Path changed) {
        return new TuneMaterial(training, validation, teacher, masks, frozen, Optional.of(changed));
    }

    /** How many samples there are to learn from. */
    public int samples() {
        return training.stream().mapToInt(Dataset::size).sum();
    }
}

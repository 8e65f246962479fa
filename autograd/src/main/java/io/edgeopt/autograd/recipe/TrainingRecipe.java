package io.edgeopt.autograd.recipe;

import io.edgeopt.autograd.train.TrainingPlan;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.ArchitectureOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a model is made, apart from the data.
 *
 * @param name what the model is called
 * @param architecture by name
 * @param labels its classes; empty for the architecture's own
 * @param sets named choices of labels
 * @param width what channel counts are multiplied by
 * @param size of the input, as WIDTHxHEIGHT
 * @param frames of a clip
 * @param batch samples in a step
 * @param augment what becomes of pictures by chance, step by step; see {@link AugmentationText}
 * @param smoothing of labels
 * @param mixup alpha of the shares in which pairs are mixed; 0 for none
 * @param balanced whether classes are drawn equally often
 * @param plan everything else
 * @param teaching how it learns from a teacher; without it, it learns alone
 * @param first what it learns at before all that, on smaller pictures, which is quicker
 * @param freeze how names of weights begin that stay as they are
 */
public record TrainingRecipe(
        String name,
        String architecture,
        List<String> labels,
        Map<String, List<String>> sets,
        Optional<Double> width,
        Optional<String> size,
        Optional<Integer> frames,
        int batch,
        List<String> augment,
        double smoothing,
        double mixup,
        boolean balanced,
        TrainingPlan plan,
        Optional<Teaching> teaching,
        Optional<FirstStage> first,
        Optional<List<String>> freeze) {
    /**
     * What a teacher's answers count.
     *
     * @param temperature by which both their scores are divided
     * @param share of the loss that is the teacher's, 0 to 1
     */
    public record Teaching(double temperature, double share) {}

    /**
     * Epochs on smaller pictures, with a rate that rises and falls on its own.
     *
     * @param size of the pictures, as WIDTHxHEIGHT
     */
    public record FirstStage(String size, int epochs) {
        public FirstStage {
            parsed(size);
        }
    }

    public TrainingRecipe {
        labels = List.copyOf(labels);
        sets = Map.copyOf(sets);
        augment = List.copyOf(augment);
        freeze = freeze.map(List::copyOf);
        size.ifPresent(TrainingRecipe::parsed);
    }

    public static TrainingRecipe read(Path file) {
        return Json.read(file, "recipe", TrainingRecipe.class);
    }

    /** The stage before this recipe's own, as a recipe. */
    Optional<TrainingRecipe> firstStage() {
        return first.map(stage -> new TrainingRecipe(
                name,
                architecture,
                labels,
                sets,
                width,
                Optional.of(stage.size()),
                frames,
                batch,
                augment,
                smoothing,
                mixup,
                balanced,
                plan.withEpochs(stage.epochs()),
                teaching,
                Optional.empty(),
                freeze));
    }

    /** What the architecture is built with. */
    ArchitectureOptions options() {
        return new ArchitectureOptions(labels, width, size.map(TrainingRecipe::parsed), frames, plan.seed());
    }

    Optional<ImageSize> imageSize() {
        return size.map(TrainingRecipe::parsed);
    }

    private static ImageSize parsed(String size) {
        String[] sides = size.split("x", -1);
        try {
            if (sides.length == 2) {
                return new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
            }
        } catch (NumberFormatException e) {
            throw new InvalidPlanException("size is '%s', expected WIDTHxHEIGHT such as 128x128".formatted(size), e);
        }
        throw new InvalidPlanException("size is '%s', expected WIDTHxHEIGHT such as 128x128".formatted(size));
    }
}

package io.edgeopt.cli;

import io.edgeopt.autograd.recipe.TrainingRecipe;
import io.edgeopt.autograd.recipe.TrainingRecipe.FirstStage;
import io.edgeopt.autograd.recipe.TrainingRecipe.Teaching;
import io.edgeopt.autograd.train.TrainingPlan;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.model.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which recipe a training follows: the model's, a file's, or a usual one, with what the user changes. */
final class RecipeChoice {
    private static final int USUAL_EPOCHS = 30;
    private static final int USUAL_BATCH = 32;
    private static final List<String> USUAL_AUGMENTATION =
            List.of("crop:0.4,1.33", "flip:0.5", "colour:0.3,0.3,0.3,0.03");
    private static final Teaching USUAL_TEACHING = new Teaching(4, 0.7);

    private RecipeChoice() {}

    static TrainingRecipe of(ModelsTrainCommand command, Optional<Architecture> start, List<String> labels) {
        TrainingRecipe base = command.recipe()
                .or(() -> command.name().endsWith(".onnx") ? Optional.empty() : Catalog.recipe(command.name()))
                .map(TrainingRecipe::read)
                .orElseGet(() -> usual(command, start, labels));
        TrainingRecipe recipe = changed(base, command);
        if (start.isPresent() && recipe.first().isPresent()) {
            throw new InvalidPlanException(
                    "%s takes pictures of its own size alone; leave --first-size out, or name an architecture"
                            .formatted(command.name()));
        }
        return recipe;
    }

    private static TrainingRecipe usual(ModelsTrainCommand command, Optional<Architecture> start, List<String> labels) {
        String name = start.map(model -> model.card().name()).orElse(command.name());
        if (start.isEmpty() && !Catalog.architectures().names().contains(name)) {
            TreeSet<String> known = new TreeSet<>(Catalog.architectures().names());
            throw new InvalidPlanException(
                    "'%s' is no model with a recipe, no architecture and no .onnx file%s (known: %s)"
                            .formatted(name, Suggestion.sentence(name, known), String.join(", ", known)));
        }
        TrainingPlan plan = TrainingPlan.usual(USUAL_EPOCHS, command.common().seed());
        return new TrainingRecipe(
                name,
                name,
                labels,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                USUAL_BATCH,
                USUAL_AUGMENTATION,
                0,
                0,
                false,
                plan.withThreads(1, Math.max(1, Runtime.getRuntime().availableProcessors() - 1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static TrainingRecipe changed(TrainingRecipe base, ModelsTrainCommand command) {
        RecipeOptions changes = command.changes();
        return new TrainingRecipe(
                base.name(),
                base.architecture(),
                changes.labels.isEmpty() ? base.labels() : changes.labels,
                base.sets(),
                changes.width.or(base::width),
                changes.size.or(base::size),
                changes.frames.or(base::frames),
                changes.batch.orElse(base.batch()),
                changes.augment.isEmpty() ? base.augment() : changes.augment,
                changes.smoothing.orElse(base.smoothing()),
                changes.mixup.orElse(base.mixup()),
                changes.balanced.orElse(base.balanced()),
                plan(base.plan(), command),
                teaching(base, command),
                first(base, changes),
                changes.freeze.isEmpty() ? base.freeze() : Optional.of(changes.freeze));
    }

    private static Optional<FirstStage> first(TrainingRecipe base, RecipeOptions changes) {
        if (changes.firstSize.isPresent() != changes.firstEpochs.isPresent()
                && base.first().isEmpty()) {
            throw new InvalidPlanException("--first-size and --first-epochs go together; give both or neither");
        }
        return changes.firstSize
                .or(() -> base.first().map(FirstStage::size))
                .map(size -> new FirstStage(
                        size,
                        changes.firstEpochs.orElseGet(
                                () -> base.first().map(FirstStage::epochs).orElseThrow())));
    }

    private static Optional<Teaching> teaching(TrainingRecipe base, ModelsTrainCommand command) {
        if (command.teacher().isEmpty()) {
            return Optional.empty();
        }
        Teaching usual = base.teaching().orElse(USUAL_TEACHING);
        return Optional.of(new Teaching(
                command.changes().temperature.orElse(usual.temperature()),
                command.changes().teacherShare.orElse(usual.share())));
    }

    private static TrainingPlan plan(TrainingPlan base, ModelsTrainCommand command) {
        RecipeOptions changes = command.changes();
        int threads = command.common().threads();
        return new TrainingPlan(
                changes.epochs.orElse(base.epochs()),
                changes.optimizer
                        .map(word -> named(TrainingPlan.Optimizer.values(), "optimizer", word))
                        .orElse(base.optimizer()),
                changes.rate.orElse(base.rate()),
                base.momentum(),
                changes.decay.orElse(base.weightDecay()),
                changes.schedule
                        .map(word -> named(TrainingPlan.Schedule.values(), "schedule", word))
                        .orElse(base.schedule()),
                changes.warmup.orElse(base.warmup()),
                base.stepEvery(),
                base.stepFactor(),
                base.plateau(),
                base.floor(),
                changes.clip.orElse(base.clip()),
                changes.average.orElse(base.average()),
                changes.patience.orElse(base.patience()),
                base.validateEvery(),
                command.common().namedSeed().orElse(base.seed()),
                threads > 0 ? threads : base.threads(),
                base.loaders());
    }

    private static <T extends Enum<T>> T named(T[] values, String what, String word) {
        List<String> known = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        int place = known.indexOf(word.toLowerCase(Locale.ROOT));
        if (place < 0) {
            throw new InvalidPlanException("there is no %s '%s'%s (known: %s)"
                    .formatted(what, word, Suggestion.sentence(word, known), String.join(", ", known)));
        }
        return values[place];
    }
}

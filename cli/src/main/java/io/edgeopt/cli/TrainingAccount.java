package io.edgeopt.cli;

import io.edgeopt.autograd.recipe.TrainingRecipe;
import io.edgeopt.core.model.CardData;
import io.edgeopt.datasets.DataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model's file and card say of a training that it has been through. Data are called by their folder alone, so that
 * the same training gives the same file wherever they lie.
 *
 * @param step as lineages say it
 * @param data what was learnt, each set once
 */
record TrainingAccount(String step, List<CardData> data) {
    TrainingAccount {
        data = List.copyOf(data);
    }

    static TrainingAccount of(TrainingRecipe recipe, ModelsTrainCommand command, List<DataSource> sources) {
        Map<String, Integer> times = new LinkedHashMap<>();
        Map<String, Long> samples = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            DataSource source = sources.get(i);
            String name = String.valueOf(
                    command.data().get(i).toAbsolutePath().normalize().getFileName());
            times.merge(name, 1, Integer::sum);
            samples.put(name, (long) TrainingRun.partOrWhole(source, "train").size());
        }
        List<CardData> data = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of("models train"));
        times.forEach((name, count) -> {
            String often = count > 1 ? ", each %d times an epoch".formatted(count) : "";
            data.add(new CardData(
                    "%s, %d samples%s".formatted(name, samples.get(name), often),
                    "train",
                    Optional.empty(),
                    Optional.empty()));
            words.add("--data " + name + (count > 1 ? " (%d times)".formatted(count) : ""));
        });
        words.add("--epochs %d --rate %s --batch %d --seed %d"
                .formatted(
                        recipe.plan().epochs(),
                        recipe.plan().rate(),
                        recipe.batch(),
                        recipe.plan().seed()));
        recipe.freeze().ifPresent(frozen -> words.add("--freeze " + String.join(",", frozen)));
        command.teacher().map(Path::of).ifPresent(teacher -> words.add("--teacher " + teacher.getFileName()));
        return new TrainingAccount(String.join(" ", words), data);
    }
}

package io.edgeopt.cli;

import io.edgeopt.autograd.recipe.TrainingRecipe;
import io.edgeopt.core.model.CardData;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.datasets.DataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** @param epochs how many were learnt, which are fewer than the recipe's where it was stopped */
    static TrainingAccount of(TrainingRecipe recipe, ModelsTrainCommand command, List<DataSource> sources, int epochs) {
        Map<Path, Learnt> learnt = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            Path place = command.data().get(i).toAbsolutePath().normalize();
            long samples = TrainingRun.partOrWhole(sources.get(i), "train").size();
            learnt.merge(place, new Learnt(samples, 1), (one, other) -> new Learnt(samples, one.times() + 1));
        }
        List<CardData> data = new ArrayList<>(command.from()
                .flatMap(ModelCard::beside)
                .map(ModelCard::read)
                .map(ModelCard::data)
                .orElse(List.of()));
        List<String> words = new ArrayList<>(List.of("models train"));
        learnt.forEach((place, what) -> {
            String name = shortest(place, learnt.keySet());
            data.add(new CardData(
                    "%s, %d samples%s"
                            .formatted(
                                    name,
                                    what.samples(),
                                    what.times() > 1 ? ", each %d times an epoch".formatted(what.times()) : ""),
                    "train",
                    Optional.empty(),
                    Optional.empty()));
            words.add("--data " + name + (what.times() > 1 ? " (%d times)".formatted(what.times()) : ""));
        });
        command.from().ifPresent(ancestor -> words.add("--from " + ancestor.getFileName()));
        words.add("--epochs %d --rate %s --batch %d --seed %d"
                .formatted(
                        recipe.plan().epochs(),
                        recipe.plan().rate(),
                        recipe.batch(),
                        recipe.plan().seed()));
        recipe.freeze().ifPresent(frozen -> words.add("--freeze " + String.join(",", frozen)));
        command.teacher().map(Path::of).ifPresent(teacher -> words.add("--teacher " + teacher.getFileName()));
        if (epochs < recipe.plan().epochs()) {
            words.add("(ended after %d)".formatted(epochs));
        }
        return new TrainingAccount(String.join(" ", words), data);
    }

    /** A set of data: how many samples, how often in an epoch. */
    private record Learnt(long samples, int times) {}

    /** The folder's name, after so many of those above it as tell it from the others. */
    private static String shortest(Path place, Set<Path> places) {
        for (int names = 1; names < place.getNameCount(); names++) {
            Path end = place.subpath(place.getNameCount() - names, place.getNameCount());
            if (places.stream().filter(other -> other.endsWith(end)).count() == 1) {
                return end.toString().replace('\\', '/');
            }
        }
        return place.toString();
    }
}

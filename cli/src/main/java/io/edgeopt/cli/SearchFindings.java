package io.edgeopt.cli;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.search.Budgets;
import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.SearchResult;
import io.edgeopt.core.search.SearchResult.Best;
import io.edgeopt.core.search.SearchResult.Tested;
import io.edgeopt.core.search.SearchedCandidate;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.optimizers.search.Choice;
import io.edgeopt.optimizers.search.Halving;
import io.edgeopt.optimizers.search.Halving.Judged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scores and writes what a search found. */
record SearchFindings(KnownModel source, RecipeEvaluator evaluator, Rivals rivals, Path output) {
    private static final String FOLDER = "best";
    private static final String CHOSEN = "chosen.onnx";

    /** How was searched. */
    record Work(String metric, String judged, Figures before, Budgets budgets, long seed) {}

    SearchResult written(Work work, Halving.Outcome outcome, Choice choice) {
        removeEarlier(choice.best().size());
        List<Best> best = new ArrayList<>();
        Optional<Best> chosen = Optional.empty();
        for (Judged one : choice.best()) {
            Best written = best(best.size() + 1, one);
            best.add(written);
            if (choice.chosen().filter(one::equals).isPresent()) {
                chosen = Optional.of(written);
            }
        }
        chosen.ifPresent(one -> copy(output.resolve(one.file()), output.resolve(CHOSEN)));
        SearchResult result = new SearchResult(
                Version.text(),
                source.file().toString(),
                FileDigest.sha256(source.file()),
                work.metric(),
                work.judged(),
                work.before(),
                work.budgets(),
                outcome.lengths(),
                work.seed(),
                Machine.here(),
                outcome.candidates().stream()
                        .map(one -> searched(one, choice.best().indexOf(one)))
                        .toList(),
                best,
                chosen.map(Best::file),
                chosen.map(one -> missed(one, work)).orElse(List.of()),
                outcome.trainedSteps(),
                outcome.sweepSteps());
        AtomicFile.write(output.resolve(SearchResult.FILE), Json.write(result));
        return result;
    }

    private SearchedCandidate searched(Judged one, int place) {
        return new SearchedCandidate(
                one.candidate().recipe(),
                evaluator.done(one.candidate(), one.stretches()).text(),
                one.scores(),
                one.figures(),
                one.fate(),
                place < 0 ? Optional.empty() : Optional.of(place + 1));
    }

    private Best best(int place, Judged one) {
        Path made = evaluator.file(one.candidate(), one.stretches());
        String named = "%s/%d.onnx".formatted(FOLDER, place);
        copy(made, output.resolve(named));
        Model model = Model.read(made);
        ModelCard card = source.known().card();
        List<Tested> tested =
                rivals.compare(one.candidate().recipe(), model, card, "its source", source.model(), card).stream()
                        .map(set -> new Tested(set.set(), set.metrics()))
                        .toList();
        return new Best(
                place,
                one.candidate().recipe(),
                named,
                FileDigest.sha256(made),
                one.figures().orElseThrow(),
                tested);
    }

    /** Beyond the budgets, of the score also on the samples that nothing was chosen by. */
    private static List<String> missed(Best one, Work work) {
        List<String> missed = new ArrayList<>(work.budgets().missed(one.figures(), work.before()));
        double allowed = work.budgets().drop().orElse(Double.POSITIVE_INFINITY);
        for (Tested set : one.tested()) {
            Comparison first = set.metrics().get(0);
            if (-first.difference() > allowed) {
                missed.add(String.format(
                        Locale.ROOT,
                        "on %s the score is %.4f lower, %.4f was allowed",
                        set.set(),
                        -first.difference(),
                        allowed));
            }
        }
        return missed;
    }

    private static void copy(Path from, Path to) {
        AtomicFile.write(to, InputFile.bytes(from, "model"));
        ModelCard.beside(from).ifPresent(card -> ModelCard.read(card).write(Written.beside(to)));
    }

    /** Models of an earlier search that would look as if they were of this one. */
    private void removeEarlier(int places) {
        try {
            Files.deleteIfExists(output.resolve(CHOSEN));
            Files.deleteIfExists(Written.beside(output.resolve(CHOSEN)));
            for (int place = places + 1;
                    Files.deleteIfExists(output.resolve("%s/%d.onnx".formatted(FOLDER, place)));
                    place++) {
                Files.deleteIfExists(output.resolve("%s/%d.json".formatted(FOLDER, place)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

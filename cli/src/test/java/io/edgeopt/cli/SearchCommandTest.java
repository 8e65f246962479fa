package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.search.SearchResult;
import io.edgeopt.core.study.Decisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
    private static final String SPACE = """
            steps:
              - [none, 'separate(rank=1)', 'prune(target-macs=0.5)']
              - [tune(batch=4)]
              - [none, quantize(scheme=fp16)]
            """;

    @TempDir
    private static Path folder;

    private static RunResult first;
    private static String firstResult;

    @BeforeAll
    static void searchOnce() throws IOException {
        CatsAndDogs.write(folder);
        Files.writeString(folder.resolve("space.yaml"), SPACE);
        first = search("--max-size", "0.6");
        firstResult = Files.readString(found().resolve(SearchResult.FILE));
    }

    private static Path found() {
        return folder.resolve("found");
    }

    private static RunResult search(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "search",
                folder.resolve("net.onnx").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--space",
                folder.resolve("space.yaml").toString(),
                "-o",
                found().toString(),
                "--steps",
                "4",
                "--rungs",
                "2",
                "--effort",
                "0.75"));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }

    private static SearchResult result() {
        return Json.parse("search", firstResult, SearchResult.class);
    }

    @Test
    void writesTheBestWithTheirCardsAndPages() throws IOException {
        search("--quiet", "--max-size", "0.6");

        assertThat(first.code()).as(first.err()).isZero();
        SearchResult result = result();
        assertThat(result.candidates()).hasSize(6);
        assertThat(result.lengths().steps()).containsExactly(1, 4);
        assertThat(result.sweepSteps()).isEqualTo(12);
        assertThat(result.trainedSteps()).isLessThan(12);
        assertThat(result.missed()).isEmpty();
        ModelCard.read(found().resolve("chosen.json")).checkDigest(found().resolve("chosen.onnx"));
        assertThat(Files.size(found().resolve("chosen.onnx")))
                .isLessThanOrEqualTo(Math.round(0.6 * result.source().bytes()));
        assertThat(result.best())
                .allSatisfy(one -> ModelCard.read(Written.beside(found().resolve(one.file())))
                        .checkDigest(found().resolve(one.file())))
                .allSatisfy(one -> assertThat(one.tested()).hasSize(1));
        assertThat(Files.readString(found().resolve("search.md")))
                .contains("# Recipes for net", "charts/search-size.png");
        assertThat(first.err()).contains("[1/").contains("tune(batch=4), 1 steps");
        assertThat(first.out()).contains("within all budgets, and so chosen.onnx");
    }

    @Test
    void doesNothingTwiceAndGivesTheSameAgain() throws IOException {
        List<Path> work = files(found().resolve("work"));
        Files.delete(found().resolve("best/1.onnx"));

        RunResult again = search("--quiet", "--max-size", "0.6");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Files.readString(found().resolve(SearchResult.FILE))).isEqualTo(firstResult);
        assertThat(files(found().resolve("work"))).isEqualTo(work);
        assertThat(found().resolve("best/1.onnx")).exists();
        assertThat(Decisions.read(found().resolve(Decisions.FILE)).decisions()).hasSize(6);
    }

    @Test
    void goesOnWhereItWasKilled() throws IOException {
        List<Path> models = files(found().resolve("work/models")).stream()
                .filter(file -> file.toString().endsWith(".onnx"))
                .toList();
        Files.delete(models.get(0));
        Files.write(models.get(1), new byte[] {1, 2, 3});
        for (Path file : files(found().resolve("work/searched")).subList(1, 3)) {
            Files.delete(file);
        }

        RunResult again = search("--quiet", "--max-size", "0.6");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Files.readString(found().resolve(SearchResult.FILE))).isEqualTo(firstResult);
    }

    @Test
    void writesWhatItsRecipeWouldWrite() {
        SearchResult result = result();
        String recipe = result.candidates().stream()
                .filter(one -> one.place().equals(Optional.of(1)))
                .findFirst()
                .orElseThrow()
                .recipe();

        RunResult optimized = RunResult.of(
                "optimize",
                folder.resolve("net.onnx").toString(),
                "-o",
                folder.resolve("out.onnx").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--recipe",
                recipe,
                "--quiet");

        assertThat(optimized.code()).as(optimized.err()).isIn(0, 1);
        assertThat(FileDigest.sha256(folder.resolve("out.onnx")))
                .isEqualTo(result.best().get(0).digest());
    }

    @Test
    void writesTheNearestWhereABudgetIsMissed() {
        RunResult run = search("--quiet", "--no-latency", "--max-size", "1kB");

        assertThat(run.code()).as(run.err()).isEqualTo(Exit.GOAL_MISSED.code());
        assertThat(run.out()).contains("chosen.onnx is the nearest, but size is");
        assertThat(found().resolve("chosen.onnx")).exists();
    }

    private static List<Path> files(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.sorted().toList();
        }
    }
}

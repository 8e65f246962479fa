package io.edgeopt.reports.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.search.Budgets;
import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.SearchResult;
import io.edgeopt.core.search.SearchResult.Best;
import io.edgeopt.core.search.SearchResult.Lengths;
import io.edgeopt.core.search.SearchResult.Tested;
import io.edgeopt.core.search.SearchedCandidate;
import io.edgeopt.core.search.SearchedCandidate.AtSteps;
import io.edgeopt.core.task.metric.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPageTest {
    @TempDir
    private Path folder;

    private static Figures figures(double score, double time, long bytes) {
        return new Figures(score, OptionalDouble.of(time), bytes, bytes * 10);
    }

    private static SearchedCandidate candidate(String name, Figures found, int steps, int place) {
        return new SearchedCandidate(
                name,
                name,
                steps > 30
                        ? List.of(new AtSteps(30, found.score() - 0.1), new AtSteps(steps, found.score()))
                        : List.of(new AtSteps(steps, found.score())),
                Optional.of(found),
                "stopped after 30 steps: others promise more",
                place == 0 ? Optional.empty() : Optional.of(place));
    }

    private static SearchResult result(List<String> missed) {
        Figures source = figures(0.8, 1, 1000);
        Figures fast = figures(0.7, 0.3, 300);
        Figures good = figures(0.79, 0.6, 700);
        Comparison change = new Comparison("top1", 0.8, 0.69, -0.11, -0.15, -0.07, 100, Optional.empty());
        return new SearchResult(
                "0.1",
                "some/fire.onnx",
                "00",
                "top1",
                "fire/val",
                source,
                new Budgets(
                        OptionalDouble.of(0.5),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(0.05)),
                new Lengths(List.of(30, 90, 270), List.of(6, 3, 1)),
                0,
                Machine.here(),
                List.of(
                        candidate("prune(a<b) -> tune", fast, 270, 1),
                        candidate("separate -> tune", good, 90, 2),
                        candidate("separate", figures(0.5, 0.6, 700), 0, 0),
                        candidate("prune -> tune", figures(0.6, 0.5, 500), 30, 0),
                        new SearchedCandidate(
                                "fp17",
                                "fp17",
                                List.of(),
                                Optional.empty(),
                                "failed: no such thing",
                                Optional.empty())),
                List.of(
                        new Best(
                                1,
                                "prune(a<b) -> tune",
                                "best/1.onnx",
                                "01",
                                fast,
                                List.of(new Tested("fire/test", List.of(change)))),
                        new Best(2, "separate -> tune", "best/2.onnx", "02", good, List.of())),
                Optional.of("best/1.onnx"),
                missed,
                1000,
                5000);
    }

    @Test
    void showsTheBestAndWhatBecameOfTheOthers() throws IOException {
        SearchPage.write(result(List.of()), folder);

        String html = Files.readString(folder.resolve("search.html"));
        assertThat(html)
                .contains("Recipes for fire", "prune(a&lt;b) -&gt; tune", "-0.1100", "failed: no such thing")
                .contains("time at most 0.500 of the source's; top1 at most 0.0500 lower")
                .contains("1,000 steps in all; 5,000 would have trained every recipe to the end")
                .doesNotContain("A budget is missed");
        assertThat(Files.readString(folder.resolve("search.md")))
                .contains("charts/search-time.png", "charts/search-size.png", "charts/search-curves.png");
        assertThat(folder.resolve("charts/search-time.png")).exists();
    }

    @Test
    void saysWhichBudgetIsMissed() {
        assertThat(SearchPage.page(result(List.of("the score is 0.1000 lower, 0.0500 was allowed")))
                        .opening())
                .anySatisfy(block -> assertThat(block.toString()).contains("A budget is missed", "0.1000 lower"));
    }
}

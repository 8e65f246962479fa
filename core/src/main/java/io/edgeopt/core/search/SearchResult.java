package io.edgeopt.core.search;

import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.task.metric.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * A search, and what it found.
 *
 * @param version of edgeopt
 * @param model that was searched from
 * @param digest SHA-256 of it
 * @param metric that scores are of
 * @param judged data that candidates were judged by
 * @param source what the model itself is
 * @param candidates all of them, in the order of the space
 * @param best the models that were written, no other being better in everything
 * @param chosen the file of the one to take under the budgets
 * @param missed what it misses of them
 * @param trainedSteps how many steps were trained in all
 * @param sweepSteps how many it would have been to train every candidate to the end
 */
public record SearchResult(
        String version,
        String model,
        String digest,
        String metric,
        String judged,
        Figures source,
        Budgets budgets,
        Lengths lengths,
        long seed,
        Machine machine,
        List<SearchedCandidate> candidates,
        List<Best> best,
        Optional<String> chosen,
        List<String> missed,
        long trainedSteps,
        long sweepSteps) {
    /** What programs read. */
    public static final String FILE = "search.json";

    /**
     * How long candidates are trained.
     *
     * @param steps in all, after each rung
     * @param trainings how many come so far at most
     */
    public record Lengths(List<Integer> steps, List<Integer> trainings) {
        public Lengths {
            steps = List.copyOf(steps);
            trainings = List.copyOf(trainings);
        }
    }

    /**
     * One of the best.
     *
     * @param file in the folder of the search
     * @param digest SHA-256 of it
     * @param tested beside its source on samples that nothing was chosen by, a metric each; by the set's name
     */
    public record Best(int place, String name, String file, String digest, Figures figures, List<Tested> tested) {
        public Best {
            tested = List.copyOf(tested);
        }
    }

    /** Scores on a set of samples. */
    public record Tested(String set, List<Comparison> metrics) {
        public Tested {
            metrics = List.copyOf(metrics);
        }
    }

    public SearchResult {
        candidates = List.copyOf(candidates);
        best = List.copyOf(best);
        missed = List.copyOf(missed);
    }
}

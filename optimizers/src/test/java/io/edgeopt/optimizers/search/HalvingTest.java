package io.edgeopt.optimizers.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.search.Budgets;
import io.edgeopt.core.search.Candidate;
import io.edgeopt.core.search.Figures;
import io.edgeopt.core.search.Front;
import io.edgeopt.optimizers.search.Halving.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingTest {
    private static final Figures SOURCE = new Figures(0.88, OptionalDouble.of(1), 1_000_000, 10_000_000);

    private static List<Judged> search(LearningCurves space, Budgets budgets) {
        return new Halving(SearchSettings.USUAL, budgets, space, SearchListener.NONE)
                .run(space.candidates(), SOURCE)
                .candidates();
    }

    private static double volume(List<Figures> found, List<Figures> all) {
        double[] ideal = Front.measures(all.get(0));
        double[] worst = Front.measures(all.get(0));
        for (Figures one : all) {
            double[] measures = Front.measures(one);
            for (int i = 0; i < measures.length; i++) {
                ideal[i] = Math.min(ideal[i], measures[i]);
                worst[i] = Math.max(worst[i], measures[i]);
            }
        }
        return Front.volume(found.stream().map(Front::measures).toList(), ideal, worst);
    }

    @ParameterizedTest(name = "{0} trainings, {1} candidates each, ten seeds")
    @CsvSource({"60,1", "30,2", "20,3"})
    void coversNearlyAllThatASweepFindsAtAThirdOfItsCost(int trainings, int riders) {
        List<Double> shares = new ArrayList<>();
        for (long seed = 1; seed <= 10; seed++) {
            LearningCurves space = new LearningCurves(seed, trainings, riders);
            assertThat(space.candidates()).hasSize(60);
            List<Figures> sweep =
                    space.candidates().stream().map(one -> space.at(one, 270)).toList();

            List<Figures> found = search(space, Budgets.NONE).stream()
                    .map(one -> one.figures().orElseThrow())
                    .toList();

            shares.add(volume(found, sweep) / volume(sweep, sweep));
            assertThat((double) space.trained() / (270L * trainings)).isLessThanOrEqualTo(0.30);
        }
        // One space may hold a late learner that nobody could foresee; most must not.
        assertThat(shares).allMatch(share -> share >= 0.90, "0.90 or more");
        assertThat(shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .as("mean of %s", shares)
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void stopsAtOnceWhatIsBeyondABudgetThatOthersKeep() {
        LearningCurves space = new LearningCurves(1, 60, 1);
        Budgets half = new Budgets(
                OptionalDouble.of(0.5), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

        List<Judged> judged = search(space, half);

        for (Judged one : judged) {
            boolean dear = one.figures().orElseThrow().latency().orElseThrow() > 0.5;
            assertThat(one.fate().startsWith("stopped after 10 steps: latency is"))
                    .isEqualTo(dear);
        }
        Choice choice = Choice.of(judged, SOURCE, half);
        assertThat(choice.best())
                .allMatch(one -> one.figures().orElseThrow().latency().orElseThrow() <= 0.5);
        assertThat(half.missed(choice.chosen().orElseThrow().figures().orElseThrow(), SOURCE))
                .isEmpty();
    }

    @Test
    void namesTheNearestWhereNothingKeepsTheBudget() {
        LearningCurves space = new LearningCurves(1, 60, 1);
        Budgets tiny = new Budgets(
                OptionalDouble.empty(), OptionalDouble.of(0.1), OptionalDouble.empty(), OptionalDouble.of(0.01));

        List<Judged> judged = search(space, tiny);
        Choice choice = Choice.of(judged, SOURCE, tiny);

        Figures nearest = choice.chosen().orElseThrow().figures().orElseThrow();
        assertThat(tiny.missed(nearest, SOURCE)).isNotEmpty();
        assertThat(judged)
                .allMatch(one -> tiny.excess(one.figures().orElseThrow(), SOURCE) >= tiny.excess(nearest, SOURCE));
        assertThat(choice.best()).contains(choice.chosen().orElseThrow());
    }

    @Test
    void choosesTheFastestWithinADropAndTheMostAccurateWithout() {
        LearningCurves space = new LearningCurves(2, 60, 1);
        List<Judged> judged = search(space, Budgets.NONE);
        Budgets drop = new Budgets(
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(0.1));
        Budgets size = new Budgets(
                OptionalDouble.empty(), OptionalDouble.of(0.9), OptionalDouble.empty(), OptionalDouble.empty());

        Figures fastest =
                Choice.of(judged, SOURCE, drop).chosen().orElseThrow().figures().orElseThrow();
        Figures truest =
                Choice.of(judged, SOURCE, size).chosen().orElseThrow().figures().orElseThrow();

        assertThat(fastest.latency().orElseThrow()).isLessThan(truest.latency().orElseThrow());
        assertThat(fastest.score()).isGreaterThanOrEqualTo(SOURCE.score() - 0.1);
        assertThat(Choice.of(judged, SOURCE, Budgets.NONE).chosen()).isEmpty();
    }

    @Test
    void tellsHowManyEvaluationsThereAreAndWhatFailed() {
        LearningCurves space = new LearningCurves(3, 60, 1);
        List<String> failed = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<Integer> of = new ArrayList<>();
        Evaluator fragile = (candidate, stretches) -> {
            if (candidate.recipe().startsWith("cut 7 ")) {
                throw new UnsupportedModelException("it cannot be cut");
            }
            return space.figures(candidate, stretches);
        };
        SearchListener listener = new SearchListener() {
            @Override
            public void begins(int number, int most, Candidate candidate, int steps, OptionalLong secondsLeft) {
                numbers.add(number);
                of.add(most);
            }

            @Override
            public void failed(Candidate candidate, String why) {
                failed.add(candidate.training() + ": " + why);
            }
        };

        List<Judged> judged = new Halving(SearchSettings.USUAL, Budgets.NONE, fragile, listener)
                .run(space.candidates(), SOURCE)
                .candidates();

        assertThat(failed).containsExactly("cut 7 -> tune: it cannot be cut");
        assertThat(judged.get(7).fate()).isEqualTo("failed: it cannot be cut");
        assertThat(numbers).hasSize(60 + 36 + 21 + 12).endsWith(129);
        assertThat(of).containsOnly(129);
    }

    @Test
    void failsWhereNoRecipeWorks() {
        Evaluator never = (candidate, stretches) -> {
            throw new UnsupportedModelException("there is no convolution");
        };
        Halving search = new Halving(SearchSettings.USUAL, Budgets.NONE, never, SearchListener.NONE);

        assertThatThrownBy(() -> search.run(List.of(new Candidate("separate -> tune", "separate -> tune")), SOURCE))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("no recipe of 1 works on this model; the first: failed: there is no convolution");
    }

    @Test
    void growsLengthsAndLetsGoOnAsManyAsTheEffortAllows() {
        assertThat(SearchSettings.USUAL.lengths(60).steps()).containsExactly(10, 30, 90, 270);
        assertThat(SearchSettings.USUAL.lengths(60).trainings()).containsExactly(60, 36, 21, 12);
        assertThat(new SearchSettings(4, 4, 0.3).lengths(5).steps()).containsExactly(1, 2, 3, 4);
        assertThat(new SearchSettings(270, 3, 1).lengths(60).trainings())
                .as("all effort is a sweep")
                .containsExactly(60, 60, 60);
        assertThatThrownBy(() -> new SearchSettings(2, 3, 0.3))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("--steps cannot be 2; give at least one step a rung");
    }
}

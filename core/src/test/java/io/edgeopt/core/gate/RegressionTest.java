package io.edgeopt.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.study.MadeStudy;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantRow;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionTest {
    private static final VariantRow BASE = MadeStudy.row("fp32", 10, 0.9, 1_000_000);

    @Test
    void findsNothingInTheSameRunAgain() {
        GateResult result = judge(MadeStudy.result(), MadeStudy.result());

        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.checks().stream().map(Check::requirement).distinct())
                .containsExactly(
                        "size within 1 % of base.json",
                        "top1 within 0.0100 of base.json", "latency within 5 % of base.json");
    }

    @ParameterizedTest(name = "{0} bytes: {1}")
    @CsvSource({"1009999, PASS", "1010001, FAIL", "900000, PASS"})
    void allowsAFileToGrowAsFarAsIsTolerated(long bytes, Outcome outcome) {
        assertThat(outcome(MadeStudy.row("fp32", 10, 0.9, bytes), "size")).isEqualTo(outcome);
    }

    /** Of 256 samples each with 0.03 to either side, 0.042 can be told from nothing. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"0.895, PASS", "0.89, PASS", "0.88, INCONCLUSIVE", "0.8, FAIL", "0.95, PASS"})
    void tellsADropFromChance(double accuracy, Outcome outcome) {
        assertThat(outcome(MadeStudy.row("fp32", 10, accuracy, 1_000_000), "top1"))
                .isEqualTo(outcome);
    }

    @Test
    void saysHowManySamplesWouldTellADrop() {
        Check check = check(MadeStudy.row("fp32", 10, 0.88, 1_000_000), "top1");

        assertThat(check.reason())
                .contains("-0.0200 [-0.0624, +0.0224], from 0.9000; about 896 more samples would tell");
    }

    @Test
    void findsTheModelThatBecameSlower() {
        Check check = check(slower(BASE, 1.1, 1), "latency");

        assertThat(check.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check.measured()).startsWith("+10.0 % [");
        assertThat(check.reason()).isEqualTo("the model, by the clock of its frames");
        assertThat(check.notes()).isEmpty();
    }

    @Test
    void leavesOpenWhatOneProcessSays() {
        VariantRow slower = slower(BASE, 1.1, 1);
        List<Speed.Round> one = slower.speed().orElseThrow().rounds().subList(0, 1);

        Check check = check(with(BASE, one), "latency");

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.more()).contains(2L);
    }

    @ParameterizedTest(name = "{0} times")
    @ValueSource(doubles = {0.8, 1.2, 1.5})
    void doesNotTakeASlowMachineForASlowModel(double machine) {
        Check check = check(slower(BASE, machine, machine), "latency");

        assertThat(check.outcome()).isEqualTo(Outcome.PASS);
        assertThat(check.notes().get(0)).startsWith("the rest of the work took");
    }

    @Test
    void comparesTheWholeWorkWhereTheModelsShareOfItIsUnknown() {
        List<Speed.Round> rounds = BASE.speed().orElseThrow().rounds().stream()
                .map(round -> new Speed.Round(
                        round.workMs().stream().map(work -> work * 1.2).toList(),
                        List.of(),
                        List.of(),
                        round.ageMs(),
                        round.fps()))
                .toList();

        Check check = check(with(BASE, rounds), "latency");

        assertThat(check.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check.reason()).isEqualTo("the whole work on a frame");
    }

    @Test
    void comparesNoSpeedsOfOtherMachines() {
        Machine other = new Machine(
                "another processor", List.of(), 4, 1, Optional.empty(), Optional.empty(), "Linux", "vendor 17");
        StudyResult study = MadeStudy.result(slower(BASE, 2, 1));
        StudyResult elsewhere = new StudyResult(
                study.result(),
                study.version(),
                study.command(),
                study.preset(),
                study.indicative(),
                study.date(),
                study.seed(),
                Map.of("x86_64", other),
                study.models(),
                study.together(),
                study.absent());

        Check check = find(judge(elsewhere, MadeStudy.result(BASE)), "latency");

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.reason())
                .isEqualTo("measured on another machine: processor another processor, before a processor");
    }

    @Test
    void failsWhereARowIsGone() {
        GateResult result = judge(MadeStudy.result(BASE), MadeStudy.result());

        assertThat(result.checks().get(result.checks().size() - 1).reason())
                .isEqualTo("base.json has this row, this run has not");
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void failsWhereARowFailsThatDidNot() {
        VariantRow failed = new VariantRow(
                BASE.variant(),
                BASE.device(),
                BASE.made(),
                BASE.lineage(),
                Optional.of("out of memory"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());

        GateResult result = judge(MadeStudy.result(failed), MadeStudy.result(BASE));

        assertThat(result.checks()).singleElement().satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(check.reason()).isEqualTo("it failed: out of memory");
        });
    }

    @Test
    void toleratesWhatItIsTold() {
        Tolerances tolerances = Tolerances.parse("latency=20%, size=0.5");

        assertThat(tolerances).isEqualTo(new Tolerances(0.2, 0.01, 0.5));
        assertThatThrownBy(() -> Tolerances.parse("latncy=5%,size"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContainingAll("did you mean 'latency'?", "'size' has not the form NAME=VALUE");
    }

    private static VariantRow slower(VariantRow row, double model, double rest) {
        List<Speed.Round> rounds = row.speed().orElseThrow().rounds().stream()
                .map(round -> {
                    List<Double> inference = round.inferenceMs().stream()
                            .map(time -> time * model)
                            .toList();
                    List<Double> work =
                            inference.stream().map(time -> time + rest).toList();
                    return new Speed.Round(
                            work, inference, Collections.nCopies(work.size(), rest / 2), round.ageMs(), round.fps());
                })
                .toList();
        return with(row, rounds);
    }

    private static VariantRow with(VariantRow row, List<Speed.Round> rounds) {
        return new VariantRow(
                row.variant(),
                row.device(),
                row.made(),
                row.lineage(),
                row.failure(),
                row.file(),
                row.accuracy(),
                Optional.of(MadeStudy.speed(rounds, true, 10)),
                row.explained(),
                row.notes());
    }

    private static Outcome outcome(VariantRow now, String quantity) {
        return check(now, quantity).outcome();
    }

    private static Check check(VariantRow now, String quantity) {
        return find(judge(MadeStudy.result(now), MadeStudy.result(BASE)), quantity);
    }

    private static Check find(GateResult result, String quantity) {
        return result.checks().stream()
                .filter(check -> check.requirement().startsWith(quantity))
                .findFirst()
                .orElseThrow();
    }

    private static GateResult judge(StudyResult now, StudyResult base) {
        return Regression.judge(now, base, "base.json", Tolerances.DEFAULT, 0);
    }
}

package io.edgeopt.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.study.MadeStudy;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.Together;
import io.edgeopt.core.study.VariantRow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final StudyResult STUDY = MadeStudy.result();

    /** int8 takes 5 ms (now and then 10), is right in 0.88 [0.85, 0.91] of 256, and drops by 0.02 [0.01, 0.035]. */
    @ParameterizedTest
    @CsvSource({
        "fps>10, PASS",
        "fps>40, FAIL",
        "latency.p50<6ms, PASS",
        "latency.p50<4ms, FAIL",
        "latency.p99<9.9ms, INCONCLUSIVE",
        "inference.p90<6ms, PASS",
        "frame_age.p50<8ms, PASS",
        "size<1.2MB, PASS",
        "size<1MB, FAIL",
        "size==1100000, PASS",
        "size!=1100000, FAIL",
        "parameters<=1M, PASS",
        "macs<40M, FAIL",
        "memory<150MB, PASS",
        "memory.session<5MB, FAIL",
        "cpu<7ms, PASS",
        "accuracy>=0.85, PASS",
        "accuracy>=0.86, INCONCLUSIVE",
        "accuracy>=0.9, INCONCLUSIVE",
        "accuracy>=0.95, FAIL",
        "top1>=0.85, PASS",
        "f1/fire>=0.84, INCONCLUSIVE",
        "accuracy.drop<=0.04, PASS",
        "accuracy.drop<=0.02, INCONCLUSIVE",
        "accuracy.drop<=0.005, FAIL",
        "top1.drop<=4%, PASS",
        "speedup>=1.9, PASS",
        "speedup>=2.2, FAIL",
        "speedup>=1.96, INCONCLUSIVE",
        "explanation.drift<=0.2, PASS",
        "explanation.drift<=0.1, INCONCLUSIVE",
        "explanation.drift<=0.04, FAIL",
        "explanation.agreement>=1, PASS",
        "accuracy==0.88, INCONCLUSIVE",
        "accuracy!=0.5, PASS",
    })
    void decidesOnTheEndThatSpeaksAgainst(String requirement, Outcome outcome) {
        GateResult result = judge(STUDY, requirement);

        assertThat(result.checks()).hasSize(1);
        assertThat(result.checks().get(0).row()).isEqualTo("fire/int8@x86_64");
        assertThat(result.outcome()).as(result.checks().toString()).isEqualTo(outcome);
    }

    @Test
    void saysHowManyMoreSamplesWouldTell() {
        Check check = judge(STUDY, "accuracy>=0.86").checks().get(0);

        // The interval reaches 0.03 down and the limit is 0.02 away: (3 / 2)² as many samples.
        assertThat(check.more()).contains(320L);
        assertThat(check.reason())
                .isEqualTo("0.8800 is >= 0.8600, but it may be 0.8500; about 320 more samples would tell");
        assertThat(check.measured()).isEqualTo("0.8800 [0.8500, 0.9100]");
    }

    @Test
    void saysHowManyFramesAPercentileLacks() {
        VariantRow base = MadeStudy.row("int8", 5, 0.9, 1);
        Speed few = MadeStudy.speed(List.of(MadeStudy.round(5, 100, 1)), false, 5);

        Check check = judge(MadeStudy.result(with(base, few)), "latency.p95<100ms")
                .checks()
                .get(0);

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.reason()).isEqualTo("100 frames are too few for latency.p95: 30 more are needed");
    }

    @ParameterizedTest
    @CsvSource({
        "fire/int8:fps>1, fire/int8@x86_64",
        "fire/fp32:fps>1, fire/fp32@x86_64",
        "fire:fps>1, fire/fp32@x86_64 fire/int8@x86_64",
        "*:fps>1, fire/fp32@x86_64 fire/int8@x86_64",
        "*/int8:fps>1, fire/int8@x86_64",
        "/int8:fps>1, fire/int8@x86_64",
        "@x86_64:fps>1, fire/int8@x86_64",
        "fire/*@x86*:fps>1, fire/fp32@x86_64 fire/int8@x86_64",
    })
    void judgesTheRowsThatAreNamed(String requirement, String rows) {
        assertThat(judge(STUDY, requirement).checks().stream().map(Check::row)).containsExactly(rows.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "fier:fps>1, no row is called 'fier'; did you mean 'fire'?",
        "fire/int88:fps>1, no row is called 'fire/int88'; did you mean 'fire/int8'?",
        "fire/int8@arm64:fps>1, 'no row is called ''fire/int8@arm64''; did you mean ''fire/int8@x86_64''?'",
        "elephant:fps>1, no row is called 'elephant'; there are fire",
        "fsp>1, 'fsp' was not measured of any row; did you mean 'fps'?",
        "top5>1, 'top5' was not measured of any row; did you mean 'top1'?",
    })
    void failsWhereNothingIsMeantAndNamesTheNearest(String requirement, String reason) {
        Check check = judge(STUDY, requirement).checks().get(0);

        assertThat(check.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check.reason()).isEqualTo(reason);
    }

    @Test
    void failsOnWhatWasNotMeasured() {
        Check check = judge(STUDY, "energy<1j").checks().get(0);

        assertThat(check.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check.reason()).isEqualTo("energy was not measured");
    }

    @Test
    void failsWhereAVariantFailed() {
        VariantRow row = MadeStudy.row("int8", 5, 0.9, 1);
        VariantRow failed = new VariantRow(
                row.variant(),
                row.device(),
                row.made(),
                row.lineage(),
                Optional.of("no layer can compute on integers"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());

        GateResult result = judge(MadeStudy.result(MadeStudy.row("fp32", 10, 0.9, 1), failed), "fps>10");

        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.checks().get(0).reason()).isEqualTo("fps was not measured: no layer can compute on integers");
    }

    @Test
    void asksNothingOfWhatWasLeftOutUnlessItIsNamed() {
        VariantRow row = MadeStudy.row("int8", 5, 0.9, 1);
        VariantRow leftOut = new VariantRow(
                "separable",
                row.device(),
                row.made(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("nothing would be saved"));
        StudyResult study = MadeStudy.result(MadeStudy.row("fp32", 10, 0.9, 1), row, leftOut);

        GateResult result = judge(study, "fps>10", "*/*:size<1MB", "*/separable:fps>10");

        assertThat(result.checks())
                .filteredOn(check -> check.row().contains("separable"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.outcome()).isEqualTo(Outcome.FAIL);
                    assertThat(check.reason()).isEqualTo("fps was not measured: left out: nothing would be saved");
                });
    }

    @Test
    void leavesOpenWhatAnInvalidMeasurementSays() {
        VariantRow row = MadeStudy.row("int8", 5, 0.9, 1);
        Verdict invalid = new Verdict(Verdict.State.INVALID, List.of("not steady"), List.of("measure longer"));

        GateResult result = judge(MadeStudy.result(with(row, judged(row, invalid))), "fps>10", "size<1MB");

        assertThat(result.checks().get(0).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.checks().get(0).reason()).isEqualTo("the measurement is invalid: not steady");
        assertThat(result.checks().get(1).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void saysThatAMeasurementWasDisturbed() {
        VariantRow row = MadeStudy.row("int8", 5, 0.9, 1);
        Verdict disturbed = new Verdict(Verdict.State.INCONCLUSIVE, List.of("rounds differ"), List.of());

        Check check = judge(MadeStudy.result(with(row, judged(row, disturbed))), "fps>10")
                .checks()
                .get(0);

        assertThat(check.outcome()).isEqualTo(Outcome.PASS);
        assertThat(check.notes()).containsExactly("the measurement was disturbed: rounds differ");
    }

    @Test
    void judgesSeveralModelsOnOneCameraBySpeedAlone() {
        StudyResult study = MadeStudy.result();
        Together home = new Together(
                "smart home",
                "int8",
                "x86_64",
                List.of(new Together.Member("fire", 1)),
                MadeStudy.row("int8", 20, 0.9, 1).speed(),
                Optional.empty());
        StudyResult both = new StudyResult(
                study.result(),
                study.version(),
                study.command(),
                study.preset(),
                study.indicative(),
                study.date(),
                study.seed(),
                study.machines(),
                study.models(),
                List.of(home),
                study.absent());

        assertThat(judge(both, "fps>10").checks().stream().map(Check::row))
                .containsExactly("fire/int8@x86_64", "smart home/int8@x86_64");
        assertThat(judge(both, "size<2MB").checks()).hasSize(1);
        assertThat(judge(both, "smart home:latency.p95<100ms").outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(both, "smart home:size<2MB").checks().get(0).reason()).isEqualTo("size was not measured");
    }

    @Test
    void saysThatAQuickStudyIsIndicative() {
        assertThat(judge(STUDY, "fps>1").notes().get(0)).startsWith("indicative: the preset 'quick'");
    }

    private static VariantRow with(VariantRow row, Speed speed) {
        return new VariantRow(
                row.variant(),
                row.device(),
                row.made(),
                row.lineage(),
                row.failure(),
                row.file(),
                row.accuracy(),
                Optional.of(speed),
                row.explained(),
                row.notes());
    }

    private static Speed judged(VariantRow row, Verdict verdict) {
        Speed speed = row.speed().orElseThrow();
        return new Speed(
                speed.plan(),
                verdict,
                speed.fps(),
                speed.slowestFps(),
                speed.fastestFps(),
                speed.frameMs(),
                speed.inferenceMs(),
                speed.ageMs(),
                speed.stages(),
                speed.cpuMsPerFrame(),
                speed.peakBytes(),
                speed.sessionBytes(),
                speed.joulesPerFrame(),
                speed.ratio(),
                speed.rounds());
    }

    private static GateResult judge(StudyResult study, String... requirements) {
        return Gate.judge(study, Requirement.parseAll(List.of(requirements)));
    }
}

package io.edgeopt.core.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.study.Difference.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyComparisonTest {
    @Test
    void findsNothingButTheSameAndNoiseInAStudyAndItself() {
        StudyComparison comparison = StudyComparison.of(MadeStudy.result(), MadeStudy.result());

        assertThat(comparison.differences())
                .hasSizeGreaterThan(10)
                .extracting(Difference::verdict)
                .containsOnly(Finding.SAME, Finding.NOISE);
        assertThat(comparison.onlyBefore()).isEmpty();
        assertThat(comparison.onlyAfter()).isEmpty();
        assertThat(comparison.cautions()).isEmpty();
    }

    @ParameterizedTest(name = "{0} ms, {1} bytes after 5 ms, 1100000 bytes")
    @CsvSource({"4, 1000000, BETTER, BETTER", "6, 1200000, WORSE, WORSE", "5, 1100000, NOISE, SAME"})
    void tellsInWhichDirectionThingsWent(double milliseconds, long bytes, Finding work, Finding size) {
        StudyResult before = MadeStudy.result(MadeStudy.row("int8", 5, 0.88, 1_100_000));
        StudyResult after = MadeStudy.result(MadeStudy.row("int8", milliseconds, 0.88, bytes));

        StudyComparison comparison = StudyComparison.of(before, after);

        assertThat(verdict(comparison, "work_p50_ms")).isEqualTo(work);
        assertThat(verdict(comparison, "file_bytes")).isEqualTo(size);
        assertThat(verdict(comparison, "accuracy")).isEqualTo(Finding.SAME);
    }

    @Test
    void doesNotTakeASmallChangeOfAccuracyForMoreThanNoise() {
        StudyComparison comparison = StudyComparison.of(
                MadeStudy.result(MadeStudy.row("int8", 5, 0.88, 1_100_000)),
                MadeStudy.result(MadeStudy.row("int8", 5, 0.87, 1_100_000)));

        assertThat(verdict(comparison, "accuracy")).isEqualTo(Finding.NOISE);
    }

    /** Rounds that differ by two percent among themselves, each of frames that hardly differ. */
    @Test
    void knowsThatRoundsDifferByMoreThanTheirFrames() {
        StudyResult before = MadeStudy.result(rounds(5.00, 5.10, 4.95, 5.05));
        StudyResult after = MadeStudy.result(rounds(5.06, 5.01, 5.14, 4.98));

        assertThat(verdict(StudyComparison.of(before, after), "work_p50_ms")).isEqualTo(Finding.NOISE);
    }

    @Test
    void isNotSureWhereThereAreTooFewRounds() {
        StudyResult before = MadeStudy.result(rounds(5));
        StudyResult after = MadeStudy.result(rounds(6));

        assertThat(verdict(StudyComparison.of(before, after), "work_p50_ms")).isEqualTo(Finding.UNSURE);
    }

    private static VariantRow rounds(double... milliseconds) {
        VariantRow plain = MadeStudy.row("int8", 5, 0.88, 1_100_000);
        List<Speed.Round> rounds = IntStream.range(0, milliseconds.length)
                .mapToObj(i -> {
                    List<Double> work = IntStream.range(0, 100)
                            .mapToObj(frame -> milliseconds[i] + 0.001 * (frame % 7))
                            .toList();
                    return new Speed.Round(work, work, work, work, 30);
                })
                .toList();
        return new VariantRow(
                plain.variant(),
                plain.device(),
                plain.made(),
                plain.lineage(),
                plain.failure(),
                plain.file(),
                plain.accuracy(),
                Optional.of(MadeStudy.speed(rounds, false, milliseconds[0])),
                plain.explained(),
                plain.notes());
    }

    @Test
    void namesWhatOnlyOneOfThemHas() {
        StudyResult before = MadeStudy.result();
        StudyResult after = MadeStudy.result(MadeStudy.row("fp32", 10, 0.9, 4_000_000));

        StudyComparison comparison = StudyComparison.of(before, after);

        assertThat(comparison.onlyBefore()).containsExactly("fire/int8@x86_64");
        assertThat(comparison.onlyAfter()).isEmpty();
    }

    private static Finding verdict(StudyComparison comparison, String quantity) {
        return comparison.differences().stream()
                .filter(one -> one.quantity().equals(quantity))
                .findFirst()
                .orElseThrow()
                .verdict();
    }
}

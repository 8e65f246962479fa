package io.edgeopt.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    @ParameterizedTest
    @CsvSource({
        "fps>10, fps > 10 fps",
        "latency.p95<100ms, latency.p95 < 100 ms",
        "latency.p95 <= 0.1 s, latency.p95 <= 100 ms",
        "object/int8@arm64:fps>=10, fps >= 10 fps",
        "@arm64:frame_age.p95<150ms, frame_age.p95 < 150 ms",
        "size<4MB, size < 4 MB",
        "size<512KiB, size < 524.3 KB",
        "macs<=50M, macs <= 50 M",
        "accuracy>=0.95, accuracy >= 0.9500",
        "accuracy.drop<=1%, accuracy.drop <= 0.0100",
        "accuracy.drop <= 1 %, accuracy.drop <= 0.0100",
        "mAP50>=.3, mAP50 >= 0.3000",
        "f1/fire>=0.9, f1/fire >= 0.9000",
        "fire:f1/fire>=0.9, f1/fire >= 0.9000",
        "face:tar@far=0.01>=0.9, tar@far=0.01 >= 0.9000",
        "face@arm64:dir@far=0.01.drop<=1%, dir@far=0.01.drop <= 0.0100",
        "speedup>=1.5, speedup >= 1.500x",
        "energy<0.5j, energy < 0.5000 J",
        "zeros==50%, zeros == 0.5000",
        "explanation.drift!=1, explanation.drift != 1.0000",
    })
    void saysWhatMustHold(String text, String condition) {
        assertThat(Requirement.parseAll(List.of(text)).get(0).condition()).isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource({
        "fps, it has the form",
        "'', it has the form",
        "fps>10>5, it has the form",
        "fps>ten, 'ten' is no number",
        "fps>, '' is no number",
        "fps=10, '=' is no comparison",
        "fps>10ms, fps cannot be in 'ms'; give fps or none",
        "latency.p95<100, latency.p95 has no unit; give ms or s",
        "size<4ms, size cannot be in 'ms'",
        "fire/:fps>1, a name is missing before ':'",
        "fire@:fps>1, a name is missing before ':'",
        ":fps>1, a name is missing before ':'",
    })
    void isRefusedWhereItCannotBeRead(String text, String why) {
        assertThatThrownBy(() -> Requirement.parseAll(List.of(text)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("the requirement '" + text + "' cannot be read")
                .hasMessageContaining(why);
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatThrownBy(() -> Requirement.parseAll(List.of("fps>x", "size<1MB", "latency.p50<1")))
                .hasMessageContainingAll("'fps>x'", "'latency.p50<1'")
                .hasMessageNotContaining("size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "firee:fps>10 | there will be no model 'firee'; did you mean 'fire'? (known: fire, smart home)",
                "fire/int9:fps>10 | there will be no variant 'int9'; did you mean 'int8'? (known: fp32, int8)",
                "fpss>10 | there is no quantity 'fpss'; did you mean 'fps'?",
                "f1score>0.9 | there is no quantity 'f1score'",
            })
    void isRefusedBeforeTheStudyWhereItCanNeverHold(String text, String why) {
        assertThatThrownBy(() -> planned(text))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("the requirement '%s' can never hold: %s", text, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fps>10",
                "fire:top1>=0.9",
                "fi*/int8:mAP50_small>=0.9",
                "smart home:frame_age.p95<150ms",
                "fire@arm64:precision/fire>=0.9",
                "top5.drop<=1%",
                "tar@far=0.01>=0.9",
                "dir@far=0.01>=0.9",
                "recall100>0.1",
                "macro_f1>0.1",
                "eer<0.1"
            })
    void isTakenForAStudyThatWillHaveIt(String text) {
        assertThat(planned(text)).hasSize(1);
    }

    private static List<Requirement> planned(String text) {
        return Requirement.parseAll(List.of(text), List.of("fire", "smart home"), List.of("fp32", "int8"));
    }
}

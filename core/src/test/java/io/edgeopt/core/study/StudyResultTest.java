package io.edgeopt.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.run.TrainingCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyResultTest {
    @TempDir
    private Path folder;

    @Test
    void comesBackFromItsFileAsItWas() {
        StudyResult result = MadeStudy.result();
        result.write(folder.resolve(StudyResult.FILE));

        assertThat(StudyResult.read(folder)).isEqualTo(result);
    }

    @Test
    void keepsHowATrainingWentAndWhatLayersDo() {
        VariantRow plain = MadeStudy.row("int8", 5, 0.88, 1_100_000);
        TrainingCurve curve = new TrainingCurve(
                "top1", List.of(new TrainingCurve.Point(1, 40, 0.01, 0.7, OptionalDouble.of(0.6), 90)));
        Sensitivity sensitivity = new Sensitivity("top1 lost", List.of(new Sensitivity.Layer("conv1", 0.02)));
        VariantRow row = new VariantRow(
                plain.variant(),
                plain.device(),
                plain.made(),
                plain.lineage(),
                plain.failure(),
                plain.file(),
                plain.accuracy(),
                plain.speed(),
                plain.explained(),
                plain.notes(),
                Optional.of(curve),
                Optional.of(sensitivity),
                Optional.of(new Control("alone", plain.accuracy().orElseThrow().scores(), List.of())),
                Optional.empty());

        MadeStudy.result(row).write(folder.resolve(StudyResult.FILE));

        assertThat(StudyResult.read(folder).models().get(0).rows()).containsExactly(row);
    }

    @Test
    void refusesWhatIsNoResult() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"models\": []}");

        assertThatThrownBy(() -> StudyResult.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("a.json is no result of a study: field 'result' is missing");
    }

    @Test
    void refusesTheFormatOfALaterEdgeopt() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"result\": 2}");

        assertThatThrownBy(() -> StudyResult.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("has format 2; this edgeopt reads 1 to 1");
    }
}

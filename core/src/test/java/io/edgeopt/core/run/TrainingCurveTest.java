package io.edgeopt.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCurveTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() {
        TrainingCurve curve = new TrainingCurve("accuracy", List.of())
                .with(new TrainingCurve.Point(1, 40, 0.1, 2.302585, OptionalDouble.empty(), 81.5))
                .with(new TrainingCurve.Point(2, 80, 1e-5, 0.5, OptionalDouble.of(0.875), 79.0));

        curve.write(folder.resolve("curve.csv"));

        assertThat(TrainingCurve.read(folder.resolve("curve.csv"))).isEqualTo(curve);
    }

    @Test
    void saysWhichLineIsWrong() throws IOException {
        Path file = folder.resolve("curve.csv");
        Files.writeString(file, "epoch,steps,rate,loss,accuracy,images_per_second\n1,40,0.1,x,,80.0\n");

        assertThatThrownBy(() -> TrainingCurve.read(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("line 2");
    }
}

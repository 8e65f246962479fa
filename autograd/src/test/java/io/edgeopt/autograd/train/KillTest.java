package io.edgeopt.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KillTest {
    @TempDir
    private Path folder;

    @Test
    void resumesAKilledTrainingToTheSameWeights() throws IOException, InterruptedException {
        Path interrupted = folder.resolve("interrupted");
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTraining.class.getName(),
                        interrupted.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Path checkpoint = interrupted.resolve("checkpoint.npz");
        while (!Files.exists(checkpoint) && child.isAlive()) {
            Thread.onSpinWait();
        }
        child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

        int rowsBefore = rows(interrupted);
        Model resumed = KilledTraining.train(interrupted);
        Model whole = KilledTraining.train(folder.resolve("whole"));

        assertThat(rowsBefore).as(Files.readString(folder.resolve("log"))).isLessThan(400);
        assertThat(rows(interrupted)).isEqualTo(400);
        for (String name : whole.graph().initializerNames()) {
            assertThat(resumed.graph().initializer(name).orElseThrow().toFloats())
                    .as(name)
                    .isEqualTo(whole.graph().initializer(name).orElseThrow().toFloats());
        }
    }

    private static int rows(Path training) throws IOException {
        return Files.readAllLines(training.resolve("curve.csv")).size() - 1;
    }
}

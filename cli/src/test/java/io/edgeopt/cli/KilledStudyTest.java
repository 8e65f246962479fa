package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.testkit.MadePictures;
import io.edgeopt.testkit.net.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that is killed at ten moments, and run to its end, finds what one finds that was left alone. */
@Tag("slow")
class KilledStudyTest {
    private static final int KILLS = 10;
    private static final int SHORTEST_MS = 600;
    private static final int LONGEST_MS = 5000;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeAStudy() throws IOException {
        Networks.named("squeezenet1_1").small().write(folder.resolve("net.onnx"));
        CardInput input = new CardInput("input", Optional.of(Preparation.imagenet(64, 64)), Optional.empty());
        Head head = new Head.Classification(Optional.empty(), Head.Activation.AUTO);
        List<String> labels =
                IntStream.range(0, 10).mapToObj(label -> "k" + label).toList();
        ModelCard.of("net", Task.CLASSIFICATION, List.of(input), head, labels).write(folder.resolve("net.json"));
        for (int i = 0; i < 20; i++) {
            MadePictures.write(folder.resolve("pictures/k%d/%d.png".formatted(i % 10, i)), 64, 64, i);
        }
        Files.writeString(folder.resolve("study.yaml"), """
                preset: tiny
                models: [{model: net.onnx, data: pictures, train: pictures}]
                variants: [int8]
                explain: none
                bench: {frames: 12, warmup: 0.1}
                """);
    }

    private Process start(String output) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        folder.resolve("study.yaml").toString(),
                        "-o",
                        folder.resolve(output).toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(output + ".log").toFile())
                .start();
    }

    @Test
    void findsTheSameAfterTenKills() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = start("killed");
            child.waitFor(random.nextInt(SHORTEST_MS, LONGEST_MS), TimeUnit.MILLISECONDS);
            child.destroyForcibly().waitFor();
            checkModels();
        }

        assertThat(start("killed").waitFor())
                .as(Files.readString(folder.resolve("killed.log")))
                .isZero();
        assertThat(start("whole").waitFor()).isZero();
        assertThat(found("killed")).isEqualTo(found("whole"));
    }

    /** What has a model's name is a whole model, at any moment. */
    private void checkModels() throws IOException {
        Path variants = folder.resolve("killed/variants");
        if (!Files.exists(variants)) {
            return;
        }
        try (Stream<Path> files = Files.walk(variants)) {
            files.filter(file -> file.toString().endsWith(".onnx")).forEach(Model::read);
        }
    }

    private Map<String, String> found(String output) {
        Map<String, String> found = new TreeMap<>();
        StudyResult result = StudyResult.read(folder.resolve(output));
        for (VariantRow row : result.model("net").orElseThrow().rows()) {
            assertThat(row.failure()).as(row.variant()).isEmpty();
            assertThat(row.speed()).as(row.variant()).isPresent();
            found.put(row.variant(), row.accuracy().orElseThrow().toString());
        }
        found.put("bytes", FileDigest.sha256(folder.resolve(output + "/variants/net/int8.onnx")));
        return found;
    }
}

package io.edgeopt.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zip for ARM under an emulator: that everything loads and that a video gets the answers that it gets here. Needs
 * {@code qemu-aarch64-static}, and in EDGEOPT_ARM_ROOT an unpacked ARM system with Java 17; of speed it says nothing.
 */
@Tag("slow")
@Timeout(600)
class ArmTest {
    private static final Path QEMU = Path.of("/usr/bin/qemu-aarch64-static");
    private static final Path ROOT =
            Path.of(Optional.ofNullable(System.getenv("EDGEOPT_ARM_ROOT")).orElse("/none"));
    private static final String JAVA = "usr/lib/jvm/java-17-openjdk-arm64/bin/java";
    private static final Pattern SCORE = Pattern.compile("\"([a-d])\"\\s*:\\s*(-?[0-9.E-]+)");
    private static final Pattern FRAME = Pattern.compile("\"frame\"\\s*:\\s*(\\d+)");

    @TempDir
    private Path folder;

    @Test
    void answersToAVideoAsOnX86() throws Exception {
        assumeTrue(Files.isExecutable(QEMU), "there is no qemu here (qemu-user-static)");
        assumeTrue(Files.isExecutable(ROOT.resolve(JAVA)), "EDGEOPT_ARM_ROOT names no ARM system with Java 17");
        Path model = model();
        Path video = folder.resolve("drawn.mp4");
        List<String> here =
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // ONNX Runtime asks /proc/cpuinfo for an ARM processor, which the root has to pretend.
        List<String> arm = List.of(
                QEMU.toString(), "-L", ROOT.toString(), ROOT.resolve(JAVA).toString());
        watch(here, "linux-x86_64", model, "drawn", 10, "--preview", video.toString());

        Map<Long, Map<String, Float>> expected = answers(here, "linux-x86_64", model, video);
        Map<Long, Map<String, Float>> found = answers(arm, "linux-aarch64", model, video);

        // The emulator is slow, and what it has no time for it leaves out.
        found.keySet().retainAll(expected.keySet());
        assertThat(found).hasSizeGreaterThan(3);
        found.forEach((frame, scores) -> scores.forEach((label, score) -> assertThat(score)
                .as("frame %d, %s", frame, label)
                .isCloseTo(expected.getOrDefault(frame, Map.of()).get(label), within(1e-5f))));
    }

    /** Scores by frame. */
    private Map<Long, Map<String, Float>> answers(List<String> java, String platform, Path model, Path video)
            throws Exception {
        Path lines = folder.resolve(platform + ".jsonl");
        watch(java, platform, model, video.toString(), 1, "--answers", lines.toString());
        Map<Long, Map<String, Float>> answers = new TreeMap<>();
        for (String line : Files.readAllLines(lines)) {
            Matcher frame = FRAME.matcher(line);
            assertThat(frame.find()).as(line).isTrue();
            Map<String, Float> scores = new TreeMap<>();
            for (Matcher score = SCORE.matcher(line); score.find(); ) {
                scores.put(score.group(1), Float.parseFloat(score.group(2)));
            }
            assertThat(scores).hasSize(4);
            answers.put(Long.parseLong(frame.group(1)), scores);
        }
        return answers;
    }

    private void watch(List<String> java, String platform, Path model, String source, int fps, String... more)
            throws Exception {
        Path home = home(platform);
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("natives-" + platform),
                "-Dedgeopt.home=" + home,
                "-jar",
                home.resolve("edgeopt.jar").toString()));
        command.addAll(List.of("watch", model.toString(), "--source", source, "--threads", "1"));
        command.addAll(List.of("--fps", Integer.toString(fps), "--frames", "10"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
    }

    /** One convolution with weights by chance, and the mean of each of its four channels. */
    private Path model() {
        SplittableRandom random = new SplittableRandom(1);
        float[] weights = new float[4 * 3 * 3 * 3];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextDouble() - 0.5);
        }
        Path file = folder.resolve("four.onnx");
        Model.empty("four", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 32, 32)))
                .set("w", Tensor.of(weights, 4, 3, 3, 3))
                .add(Node.of("Conv", List.of("x", "w"), List.of("c")))
                .add(Node.of("Relu", List.of("c"), List.of("r")))
                .add(Node.of("GlobalAveragePool", List.of("r"), List.of("p")))
                .add(Node.of("Flatten", List.of("p"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 4)))
                .model()
                .write(file);
        CardInput input = new CardInput("x", Optional.of(Preparation.imagenet(32, 32)), Optional.empty());
        Head head = new Head.Classification(Optional.empty(), Head.Activation.NONE);
        ModelCard.of("four", Task.CLASSIFICATION, List.of(input), head, List.of("a", "b", "c", "d"))
                .write(folder.resolve("four.json"));
        return file;
    }

    private Path home(String platform) throws Exception {
        Path to = folder.resolve(platform);
        if (!Files.exists(to)) {
            Process unzip = new ProcessBuilder("unzip", "-q", zip(platform).toString(), "-d", to.toString())
                    .inheritIO()
                    .start();
            assertThat(unzip.waitFor()).isZero();
        }
        try (Stream<Path> all = Files.list(to)) {
            return all.findFirst().orElseThrow();
        }
    }

    private static Path zip(String platform) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith("-" + platform + ".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package io.edgeopt.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.NpzArchive;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class DeviceZipTest {
    /** What a command line said and how it ended. */
    private record Ended(int code, String output) {}

    @TempDir
    private static Path folder;

    private static Path launcher = Path.of("");

    @BeforeAll
    static void unpack() throws IOException {
        Path zip = zip("linux-x86_64");
        extract(zip, folder);
        launcher = folder.resolve(String.valueOf(zip.getFileName()).replace("-linux-x86_64.zip", ""))
                .resolve("bin/edgeopt");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void showsHelp() throws Exception {
        Ended help = run(launcher, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.output()).startsWith("Usage: edgeopt");
    }

    @Test
    void startsThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), launcher);

        Ended version = run(link, "--version");

        assertThat(version.code()).isZero();
        assertThat(version.output()).matches("edgeopt \\d+\\.\\d+\\.\\d+.*\\n");
    }

    @Test
    void loadsItsOnlyPlatformsOnnxRuntimeWithoutPyTorch() throws Exception {
        Ended doctor = run(launcher, "doctor");

        assertThat(doctor.code()).isZero();
        assertThat(doctor.output())
                .containsPattern("backend onnxruntime +ready")
                .containsPattern("backend pytorch +absent");
    }

    @Test
    void inspectsAndEvaluatesAModel() throws Exception {
        Path model = folder.resolve("tiny.onnx");
        brighterHalf().write(model);
        Path data = folder.resolve("tiny.npz");
        NpzArchive.write(data, Map.of("x", halves(), "y", Tensor.of(new long[] {0, 1, 0, 1}, 4)));

        Ended inspected = run(launcher, "inspect", model.toString());
        Ended evaluated = run(launcher, "evaluate", model.toString(), "--data", data.toString(), "--topk", "1");

        assertThat(inspected.output()).contains("parameters");
        assertThat(inspected.code()).isZero();
        assertThat(evaluated.output()).containsPattern("top1 +1\\.0000");
        assertThat(evaluated.code()).isZero();
    }

    /** Tells whether the left or the right pixel is brighter. */
    private static Model brighterHalf() {
        return Model.empty("tiny", 17)
                .edit()
                .addInput(ValueInfo.of(
                        "x",
                        ElementType.FLOAT,
                        List.of(new Dim.Free("N"), new Dim.Fixed(1), new Dim.Fixed(1), new Dim.Fixed(2))))
                .add(Node.of("Flatten", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(2))))
                .model();
    }

    private static Tensor halves() {
        return Tensor.of(new float[] {1, 0, 0, 1, 0.6f, 0.4f, 0.2f, 0.8f}, 4, 1, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"linux-x86_64, linux-x64", "linux-aarch64, linux-aarch64"})
    void holdsTheLibrariesOfItsOwnPlatformAlone(String platform, String natives) throws IOException {
        List<String> held = new ArrayList<>();

        try (ZipFile zip = new ZipFile(zip(platform).toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                held.add(entry.getName());
                if (entry.getName().contains("/lib/onnxruntime-")) {
                    Path jar = Files.createTempFile(folder, "onnxruntime", ".jar");
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.write(jar, in.readAllBytes());
                    }
                    held.addAll(names(jar));
                }
            }
        }

        assertThat(held).noneMatch(name -> name.matches(".*(pytorch|djl|gson|jna).*"));
        assertThat(held)
                .filteredOn(name -> name.matches("ai/onnxruntime/native/[^/]+/.+"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("ai/onnxruntime/native/" + natives + "/"));
    }

    /** A jar that the class path does not name is not there for Java. */
    @ParameterizedTest
    @ValueSource(strings = {"linux-x86_64", "linux-aarch64"})
    void hasEveryLibraryOnItsClassPath(String platform) throws IOException {
        try (ZipFile zip = new ZipFile(zip(platform).toFile())) {
            List<String> held = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.contains("/lib/"))
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.substring(name.indexOf("/lib/") + 1))
                    .toList();
            ZipEntry program = zip.stream()
                    .filter(entry -> entry.getName().endsWith("/edgeopt.jar"))
                    .findFirst()
                    .orElseThrow();

            try (JarInputStream jar = new JarInputStream(zip.getInputStream(program))) {
                String named = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                assertThat(held).hasSizeGreaterThan(10);
                assertThat(named.split(" ")).containsAll(held);
            }
        }
    }

    private static Path zip(String platform) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-" + platform + ".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private static void extract(Path archive, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
                Path file = into.resolve(entry.getName());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static Ended run(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}

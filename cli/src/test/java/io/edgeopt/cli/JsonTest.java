package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.archive.ModelArchive;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command that does something, with {@code --json}. */
class JsonTest {
    /** What a command needs besides its name; a word that begins with @ is a file in the folder. */
    private static final Map<String, String> ARGUMENTS = new TreeMap<>(Map.ofEntries(
            Map.entry("edgeopt init", "@new-study.yaml"),
            Map.entry("edgeopt run", "@study.yaml -o @studied"),
            Map.entry("edgeopt inspect", "@model.onnx"),
            Map.entry("edgeopt simplify", "@model.onnx -o @out.onnx"),
            Map.entry("edgeopt prune", "@weighed.onnx -o @pruned.onnx --how masks --ratio 0.5"),
            Map.entry("edgeopt quantize", "@weighed.onnx -o @int8.onnx --calib @x.npy"),
            Map.entry("edgeopt replace", "@smooth.onnx -o @plain.onnx --calib @x.npy"),
            Map.entry("edgeopt separate", "@detector.onnx -o @separated.onnx --form channel --rank 1"),
            Map.entry(
                    "edgeopt distill",
                    "--teacher @seen.onnx --student fire-separable --student-size 32x32 --width 0.1 --labels cat,dog,cow"
                            + " --size 8x8 --data @pictures --steps 1 --batch 2 -o @student.onnx"),
            Map.entry(
                    "edgeopt tune",
                    "@weighed.onnx -o @tuned.onnx --labels a,b --task classification --data @x.npy --steps 1 --batch 2"),
            Map.entry("edgeopt optimize", "@model.onnx -o @optimized.onnx --recipe simplify->simplify"),
            Map.entry(
                    "edgeopt search",
                    "@classifier.onnx --data @pictures --val @pictures --space @space.yaml -o @searched --no-latency"),
            Map.entry("edgeopt watch", "@detector.onnx --frames 5 --fps 50"),
            Map.entry("edgeopt bench", "@detector.onnx --rounds 1 --duration 1 --warmup 0"),
            Map.entry("edgeopt gate", "@result.json --require fps>1"),
            Map.entry("edgeopt merge", "@result.json -o @merged.json"),
            Map.entry("edgeopt track", "@result.json --mlflow %server"),
            Map.entry("edgeopt report", "@study/result.json -o @report"),
            Map.entry("edgeopt compare", "@study @study -o @compared"),
            Map.entry("edgeopt pack", "@model.onnx -o @out.edz"),
            Map.entry("edgeopt unpack", "@packed.edz -o @unpacked.onnx"),
            Map.entry("edgeopt evaluate", "@model.onnx --data @x.npy"),
            Map.entry("edgeopt explain", "@seen.onnx --image @pictures --method occlusion --limit 2 -o @why"),
            Map.entry("edgeopt models show", "model"),
            Map.entry("edgeopt models import", "@detector.onnx --name imported --card @detector.json"),
            Map.entry("edgeopt models export", "model -o @exported"),
            Map.entry("edgeopt models enrol", "--list --gallery @gallery.json"),
            Map.entry("edgeopt models build", "fire-separable -o @built.onnx --width 0.1"),
            Map.entry("edgeopt models blend", "@classifier.onnx @classifier.onnx -o @blended.onnx"),
            Map.entry("edgeopt models adapt", "@classifier.onnx -o @adapted.onnx --labels cat,bird --size 16x16"),
            Map.entry(
                    "edgeopt models train",
                    "fire-separable --data @pictures --labels cat,dog --size 32x32 --epochs 1 --batch 4 -o @trained"),
            Map.entry("edgeopt data inspect", "@pictures --check"),
            Map.entry("edgeopt data split", "@pictures -o @parts"),
            Map.entry("edgeopt data import", "@pictures -o @imported"),
            Map.entry("edgeopt data frames", "@video.y4m -o @frames"),
            Map.entry("edgeopt data faces", "@pictures -o @faces --detector @detector.onnx"),
            Map.entry("edgeopt data make", "fire -o @drawn --count 3 --part test"),
            Map.entry("edgeopt completion", "bash")));

    @TempDir
    private static Path folder;

    private static StandInMlflow mlflow;

    @BeforeAll
    static void writeSoundFiles() throws IOException {
        List<Dim> dims = List.of(new Dim.Free("N"), new Dim.Fixed(2));
        Model.empty("model", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, dims))
                .add(Node.of("Identity", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, dims))
                .model()
                .write(folder.resolve("model.onnx"));
        Model.empty("weighed", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, dims))
                .set("w", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))
                .add(Node.of("MatMul", List.of("x", "w"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, dims))
                .model()
                .write(folder.resolve("weighed.onnx"));
        Model.empty("smooth", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, dims))
                .add(Node.of("HardSwish", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, dims))
                .model()
                .write(folder.resolve("smooth.onnx"));
        Model.empty("seen", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .add(Node.of("GlobalAveragePool", List.of("x"), List.of("mean")))
                .add(Node.of("Flatten", List.of("mean"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 3)))
                .model()
                .write(folder.resolve("seen.onnx"));
        writeDetector();
        writeStudy();
        Files.copy(GateCommandTest.RESULT, folder.resolve("result.json"));
        Files.createDirectories(folder.resolve("study"));
        Files.writeString(folder.resolve("study/result.json"), ReportCommandTest.STUDY);
        Gallery.empty("face", "00", 0.5).write(folder.resolve("gallery.json"));
        byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
        Files.write(folder.resolve("packed.edz"), ModelArchive.pack(model).toBytes());
        Npy.write(folder.resolve("x.npy"), Tensor.of(new float[] {1, 0, 0, 1}, 2, 2));
        Npy.write(folder.resolve("y.npy"), Tensor.of(new long[] {0, 1}, 2));
        for (int i = 0; i < 6; i++) {
            MadePictures.write(folder.resolve("pictures/" + (i % 2 == 0 ? "cat/" : "dog/") + i + ".png"), 8, 6, i);
        }
        // One frame, all grey, in the plainest of video formats.
        String video = "YUV4MPEG2 W16 H16 F25:1 Ip A1:1 C420jpeg\nFRAME\n" + "\u0080".repeat(16 * 16 * 3 / 2);
        Files.writeString(folder.resolve("video.y4m"), video, StandardCharsets.ISO_8859_1);
        System.setProperty("edgeopt.models", folder.toString());
        mlflow = StandInMlflow.start();
    }

    /** Sees one face, over the whole of any picture. */
    private static void writeDetector() {
        Model.empty("detector", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .set("nought", Tensor.scalar(0f))
                .set("whole", Tensor.of(new float[] {0, 0, 1, 1}, 1, 1, 4))
                .set("sure", Tensor.of(new float[] {0.9f}, 1, 1, 1))
                .add(Node.of("ReduceMean", List.of("x"), List.of("mean")).with("keepdims", 0))
                .add(Node.of("Mul", List.of("mean", "nought"), List.of("none")))
                .add(Node.of("Add", List.of("whole", "none"), List.of("boxes")))
                .add(Node.of("Add", List.of("sure", "none"), List.of("scores")))
                .addOutput(ValueInfo.of("scores", ElementType.FLOAT, Shape.of(1, 1, 1)))
                .addOutput(ValueInfo.of("boxes", ElementType.FLOAT, Shape.of(1, 1, 4)))
                .model()
                .write(folder.resolve("detector.onnx"));
        CardInput input = new CardInput("x", Optional.of(Preparation.imagenet(8, 8)), Optional.empty());
        Head head = new Head.Ssd("scores", "boxes", Optional.empty(), false, Head.Activation.NONE, Suppression.DEFAULT);
        ModelCard.of("detector", Task.DETECTION, List.of(input), head, List.of("face"))
                .write(folder.resolve("detector.json"));
    }

    /** Of a classifier that tells cats from dogs by their colours. */
    private static void writeStudy() throws IOException {
        Model.empty("classifier", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .set("w", Tensor.of(new float[] {1, -1, 0.5f, -0.5f, -1, 1}, 3, 2))
                .add(Node.of("ReduceMean", List.of("x"), List.of("mean"))
                        .with("axes", new long[] {2, 3})
                        .with("keepdims", 0))
                .add(Node.of("MatMul", List.of("mean", "w"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 2)))
                .model()
                .write(folder.resolve("classifier.onnx"));
        CardInput input = new CardInput("x", Optional.of(Preparation.imagenet(8, 8)), Optional.empty());
        Head head = new Head.Classification(Optional.empty(), Head.Activation.AUTO);
        ModelCard.of("classifier", Task.CLASSIFICATION, List.of(input), head, List.of("cat", "dog"))
                .write(folder.resolve("classifier.json"));
        Files.writeString(folder.resolve("space.yaml"), "recipes: [simplify, 'quantize(scheme=fp16)']");
        Files.writeString(folder.resolve("study.yaml"), """
                models: [{model: classifier.onnx, data: pictures, train: pictures}]
                variants: [int8]
                explain: none
                bench: none
                """);
    }

    @AfterAll
    static void forgetTheFolderOfModels() {
        System.clearProperty("edgeopt.models");
        mlflow.close();
    }

    static Stream<String> leaves() {
        return leaves(Main.tree());
    }

    private static Stream<String> leaves(CommandLine line) {
        return line.getSubcommands().isEmpty()
                ? Stream.of(line.getCommandSpec().qualifiedName())
                : line.getSubcommands().values().stream().flatMap(JsonTest::leaves);
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void isAllThatACommandPrints(String command) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.remove(0);
        Arrays.stream(ARGUMENTS.getOrDefault(command, "").split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replace("@", folder + "/").replace("%server", mlflow.address()))
                .forEach(words::add);
        words.add("--json");

        RunResult result = RunResult.of(words.toArray(String[]::new));

        assertThat(result.code()).as(result.err()).isZero();
        // Read and written again it is the same, so there is nothing before or after it.
        assertThat(Json.write(Json.parse(command, result.out(), Map.class))).isEqualTo(result.out());
    }
}

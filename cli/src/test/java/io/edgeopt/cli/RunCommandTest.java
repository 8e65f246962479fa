package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyPlan;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.StudyText;
import io.edgeopt.core.study.Thoroughness;
import io.edgeopt.core.study.Together;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.models.architecture.Architectures;
import io.edgeopt.testkit.MadePictures;
import io.edgeopt.testkit.net.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void writeAStudy() throws IOException {
        output = folder.resolve("out");
        Networks.named("squeezenet1_1").small().write(folder.resolve("net.onnx"));
        CardInput input = new CardInput("input", Optional.of(Preparation.imagenet(64, 64)), Optional.empty());
        Head head = new Head.Classification(Optional.empty(), Head.Activation.AUTO);
        List<String> labels =
                IntStream.range(0, 10).mapToObj(label -> "k" + label).toList();
        ModelCard.of("net", Task.CLASSIFICATION, List.of(input), head, labels).write(folder.resolve("net.json"));
        for (int i = 0; i < 20; i++) {
            MadePictures.write(folder.resolve("pictures/k%d/%d.png".formatted(i % 10, i)), 64, 64, i);
        }
        study("variants: [int8]");
    }

    private void study(String more) throws IOException {
        Files.writeString(
                folder.resolve("study.yaml"),
                "models: [{model: net.onnx, data: pictures, train: pictures}]\nbench: none\nexplain: none\n" + more);
    }

    private RunResult run(String... more) {
        Stream<String> words =
                Stream.of("run", folder.resolve("study.yaml").toString(), "-o", output.toString(), "--quiet");
        return RunResult.of(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    private VariantRow row(String variant) {
        StudiedModel model = StudyResult.read(output).model("net").orElseThrow();
        return model.rows().stream()
                .filter(row -> row.variant().equals(variant))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesVariantsTheirScoresAndAReport() {
        RunResult result = run();

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("net", "fp32", "int8", "report.html");
        assertThat(output.resolve("report.md")).exists();
        assertThat(output.resolve("variants/net/int8.onnx")).exists();
        assertThat(ModelCard.read(output.resolve("variants/net/int8.json")).recipe())
                .contains("quantize --scheme static --target cpu");
        VariantRow int8 = row("int8");
        assertThat(int8.accuracy().orElseThrow().changes()).isNotEmpty();
        assertThat(int8.file().orElseThrow().bytes())
                .isLessThan(row("fp32").file().orElseThrow().bytes());
        assertThat(row("fp32").file().orElseThrow().path())
                .isEqualTo(folder.resolve("net.onnx").toAbsolutePath().toString());
        assertThat(int8.lineage()).containsExactly("quantize --scheme static --target cpu");
    }

    @Test
    void doesAgainOnlyWhatChanged() throws IOException {
        run();
        StudyResult first = StudyResult.read(output);
        FileTime made = Files.getLastModifiedTime(output.resolve("variants/net/int8.onnx"));

        RunResult again = run();

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Files.getLastModifiedTime(output.resolve("variants/net/int8.onnx")))
                .isEqualTo(made);
        assertThat(StudyResult.read(output).models()).isEqualTo(first.models());
    }

    @Test
    void makesTheSameBytesAgainAloneOrBesideAnotherModel() throws IOException {
        study("variants: [masks, channels, int8, combined]");
        RunResult alone = run();
        StudyResult first = StudyResult.read(output);
        Path one = output.resolve("variants/net");
        Files.writeString(folder.resolve("study.yaml"), """
            models:
              - {name: net, model: net.onnx, data: pictures, train: pictures}
              - {name: other, model: net.onnx, data: pictures, train: pictures}
            variants: [masks, channels, int8, combined]
            explain: none
            bench: none
            """);
        output = folder.resolve("both");

        RunResult both = run();

        assertThat(alone.code()).as(alone.err()).isZero();
        assertThat(both.code()).as(both.err()).isZero();
        StudyResult second = StudyResult.read(output);
        for (String variant : List.of("masks", "channels", "int8", "combined")) {
            for (String name : List.of("net", "other")) {
                assertThat(output.resolve("variants/%s/%s.onnx".formatted(name, variant)))
                        .hasSameBinaryContentAs(one.resolve(variant + ".onnx"));
            }
        }
        assertThat(second.model("net")).isEqualTo(first.model("net"));
        assertThat(second.model("other").orElseThrow().rows())
                .extracting(VariantRow::accuracy)
                .isEqualTo(first.model("net").orElseThrow().rows().stream()
                        .map(VariantRow::accuracy)
                        .toList());
    }

    @Test
    void makesAgainWhatWasDamaged() throws IOException {
        run();
        StudyResult first = StudyResult.read(output);
        Files.writeString(output.resolve("variants/net/int8.onnx"), "half a file");

        RunResult again = run();

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(StudyResult.read(output).models()).isEqualTo(first.models());
    }

    @Test
    void aVariantThatCannotBeMadeIsARow() throws IOException {
        // Without pictures to calibrate with that the model could take, integers are out of reach.
        Files.delete(folder.resolve("pictures/k0/0.png"));
        Files.writeString(folder.resolve("pictures/k0/0.png"), "no picture");
        Files.createDirectories(folder.resolve("good/k0"));
        MadePictures.write(folder.resolve("good/k0/a.png"), 64, 64, 1);
        Files.writeString(
                folder.resolve("study.yaml"),
                "models: [{model: net.onnx, data: good, train: pictures}]\nbench: none\nvariants: [int8]\n");

        RunResult result = run();

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("net/int8");
        assertThat(row("int8").failure()).isPresent();
        assertThat(row("fp32").failure()).isEmpty();
    }

    @Test
    void tellsOfAStudentAgainstTheSameNetworkWithoutATeacher() throws IOException {
        List<String> labels =
                IntStream.range(0, 10).mapToObj(label -> "k" + label).toList();
        Architecture teacher = new Architectures()
                .build(
                        "fire-teacher",
                        ArchitectureOptions.DEFAULT
                                .withLabels(labels)
                                .withWidth(0.25)
                                .withSize(new ImageSize(64, 64)));
        teacher.model().write(folder.resolve("net.onnx"));
        teacher.card().withName("net").write(folder.resolve("net.json"));
        study("variants: [student, student-int8]\nstudent_steps: 2\ncontrols: true");

        RunResult result = run();

        assertThat(result.code()).as(result.err()).isZero();
        VariantRow student = row("student");
        assertThat(student.failure()).isEmpty();
        assertThat(student.control().orElseThrow().gains()).isNotEmpty();
        assertThat(student.training()).isPresent();
        assertThat(student.lineage().get(0)).startsWith("distill --student fire-student --width");
        assertThat(student.notes().get(0)).startsWith("2 steps from nothing are too few");
        assertThat(student.file().orElseThrow().macs().orElseThrow())
                .isLessThanOrEqualTo(row("fp32").file().orElseThrow().macs().orElseThrow() / 2);
        assertThat(row("student-int8").control().orElseThrow().made()).contains("8-bit integers");
        assertThat(output.resolve("report.md")).content().contains("without a teacher");
    }

    @Test
    void fitsRatherThanTrainsInThePresetQuick() throws IOException {
        study("variants: [masks, channels, separable]\nprune: {zeros: 0.4, macs_left: 0.75}");

        RunResult result = run();

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(row("masks").lineage())
                .containsExactly("prune --how masks --what activation --where uniform --ratio 0.4");
        assertThat(row("masks").file().orElseThrow().zeros().orElseThrow()).isBetween(0.35, 0.45);
        assertThat(row("channels").lineage())
                .containsExactly("prune --how channels --what thinet --where sensitivity --target-macs 0.75");
        assertThat(row("separable").lineage()).containsExactly("separate");
        assertThat(row("channels").training()).isEmpty();
    }

    @Test
    void leavesOutWhatWouldSaveNothing() throws IOException {
        List<String> labels =
                IntStream.range(0, 10).mapToObj(label -> "k" + label).toList();
        Architecture separable = new Architectures()
                .build(
                        "fire-separable",
                        ArchitectureOptions.DEFAULT.withLabels(labels).withSize(new ImageSize(64, 64)));
        separable.model().write(folder.resolve("net.onnx"));
        separable.card().withName("net").write(folder.resolve("net.json"));
        study("variants: [separable]\ngates: ['net:size<100MB']");

        RunResult result = run();

        assertThat(result.code()).as(result.err() + result.out()).isZero();
        assertThat(result.out())
                .contains("net/separable left out: separating makes 0 of")
                .doesNotContain("separable failed");
        assertThat(result.err()).isEmpty();
        assertThat(row("separable").failure()).isEmpty();
        assertThat(row("separable").leftOut()).isPresent();
        assertThat(output.resolve("report.md")).content().contains("left out: separating makes 0 of");
    }

    @Test
    void putsRelusWhereDearerActivationsWere() throws IOException {
        List<String> labels =
                IntStream.range(0, 10).mapToObj(label -> "k" + label).toList();
        Architecture light = new Architectures()
                .build(
                        "photo-light",
                        ArchitectureOptions.DEFAULT
                                .withLabels(labels)
                                .withWidth(0.25)
                                .withSize(new ImageSize(64, 64)));
        light.model().write(folder.resolve("net.onnx"));
        light.card().withName("net").write(folder.resolve("net.json"));
        study("variants: [relus]\nsteps: 2");

        RunResult result = run();

        assertThat(result.code()).as(result.err()).isZero();
        VariantRow relus = row("relus");
        assertThat(relus.failure()).isEmpty();
        assertThat(relus.lineage().get(0)).startsWith("replace --what activations, 2 steps of training");
        assertThat(relus.training()).isPresent();
        assertThat(output.resolve("report.md")).content().contains("activations are Relus");
    }

    @Test
    void leavesWhatLearnsFromNothingToLongerPresets() {
        System.setProperty("edgeopt.home", "..");
        try {
            StudyPlan.Known known = Catalog.studied();

            assertThat(StudyPlan.usual(Thoroughness.QUICK, 0, 0, known).variants())
                    .containsExactly("masks", "channels", "int8", "separable", "combined");
            assertThat(StudyPlan.usual(Thoroughness.STANDARD, 0, 0, known).variants())
                    .isEqualTo(known.variants());
        } finally {
            System.clearProperty("edgeopt.home");
        }
    }

    @Test
    void measuresModelsThatShareACamera() throws IOException {
        Files.writeString(folder.resolve("study.yaml"), """
            models:
              - {name: one, model: net.onnx, data: pictures, train: pictures}
              - {name: other, model: net.onnx, data: pictures, train: pictures}
            variants: []
            explain: none
            bench: {frames: 12, warmup: 0.1, rounds: 1, fps: 200}
            together: [{name: door, models: {one: 2, other: 1}}]
            """);

        RunResult result = run();

        assertThat(result.code()).as(result.err() + result.out()).isZero();
        Together door = StudyResult.read(output).together().get(0);
        assertThat(door.members()).containsExactly(new Together.Member("one", 2), new Together.Member("other", 1));
        assertThat(door.failure()).isEmpty();
        Speed speed = door.speed().orElseThrow();
        // Sixteen turns of two frames, less those that were displaced.
        assertThat(speed.plan().frames()).contains(32L);
        assertThat(speed.rounds().get(0).workMs()).hasSizeBetween(1, 16);
        assertThat(speed.inferenceMs()).isEmpty();
        assertThat(output.resolve("report.md"))
                .content()
                .contains("door", "one on one frame in 2, other on every frame");
    }

    @Test
    void sendsTheStudyToAServerWhereItIsAskedTo() {
        try (StandInMlflow server = StandInMlflow.start()) {
            RunResult result = run("--mlflow", server.address(), "--register", "net/int8");

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("experiment edgeopt, run run0: 2 rows; registered net version 1");
            assertThat(server.problems).isEmpty();
        }
    }

    @Test
    void endsWithCodeOneWhereAGateIsNotPassed() throws IOException {
        study("variants: [int8]\ngates: ['net/int8:size<1KB', 'net/int8:size<100MB']");

        RunResult result = run();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).containsPattern("FAIL +net/int8").containsPattern("PASS +net/int8");
        assertThat(output.resolve("report.md")).exists();
    }

    @Test
    void whatInitWritesIsAStudy() {
        Path written = folder.resolve("new.yaml");

        System.setProperty("edgeopt.home", "..");
        try {
            RunResult init = RunResult.of("init", written.toString());

            assertThat(init.code()).as(init.err()).isZero();
            StudyPlan plan = StudyText.read(written, Optional.empty(), 5, 2, Catalog.studied());
            assertThat(plan).isEqualTo(StudyPlan.usual(Thoroughness.QUICK, 0, 2, Catalog.studied()));
        } finally {
            System.clearProperty("edgeopt.home");
        }
    }

    @Test
    void saysAllThatIsWrongWithAStudyAtOnce() throws IOException {
        Files.writeString(
                folder.resolve("study.yaml"),
                "preset: quik\nmodels: [{model: none.onnx}]\nvariants: [int9]\nbench: {frames: 0}\ngate: [fps>1]\nprune: {zeros: 2}\n");

        RunResult result = run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("has 7 problems")
                .contains("no field 'gate'; did you mean 'gates'?")
                .contains("no preset 'quik'; did you mean 'quick'?")
                .contains("there is no file")
                .contains("none needs 'data'")
                .contains("there is no 'int9'; did you mean 'int8'?")
                .contains("prune.zeros cannot be 2.0")
                .contains("frames cannot be 0");
        assertThat(output).doesNotExist();
    }
}

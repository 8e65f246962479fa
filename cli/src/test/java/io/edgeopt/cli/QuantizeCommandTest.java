package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.testkit.MadePictures;
import io.edgeopt.testkit.net.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizeCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path output;

    @BeforeEach
    void writeANetworkAndPictures() throws IOException {
        model = folder.resolve("net.onnx");
        output = folder.resolve("int8.onnx");
        Networks.named("squeezenet1_1").small().write(model);
        for (int i = 0; i < 4; i++) {
            MadePictures.write(folder.resolve("pictures/" + i + ".png"), 64, 64, i);
        }
    }

    private RunResult quantize(String... more) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "quantize",
                model.toString(),
                "-o",
                output.toString(),
                "--calib",
                folder.resolve("pictures").toString(),
                "--scheme",
                "static"));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }

    @Test
    void writesAModelThatRunsOnIntegersAndSaysSo() {
        RunResult result = quantize("--effort", "fast");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("executed here: 26 of 26 convolutions")
                .contains("calibrated on 4 inputs with minmax")
                .doesNotContain("calibrator");
        assertThat(Files.exists(output)).isTrue();
        assertThat(Files.exists(folder.resolve("int8.decisions.json"))).isFalse();
        assertThat(Model.read(output).graph().nodes()).anyMatch(node -> node.is("QuantizeLinear"));
    }

    @Test
    void writesACardThatSaysHowTheModelWasMade() {
        CardInput input = new CardInput("input", Optional.of(Preparation.imagenet(64, 64)), Optional.empty());
        Head head = new Head.Classification(Optional.empty(), Head.Activation.AUTO);
        ModelCard.of("net", Task.CLASSIFICATION, List.of(input), head, List.of())
                .write(folder.resolve("net.json"));

        RunResult result = quantize("--effort", "fast", "--quiet");

        assertThat(result.code()).as(result.err()).isZero();
        ModelCard card = ModelCard.read(folder.resolve("int8.json"));
        assertThat(card.recipe()).contains("quantize --scheme static --target cpu");
        assertThat(card.digest()).contains(FileDigest.sha256(output));
    }

    @Test
    void namesTheLayersThatStayInFloatAndWhy() {
        Model net = Model.read(model);
        String layer = net.graph().nodes().stream()
                .filter(node -> node.is("Conv"))
                .findFirst()
                .orElseThrow()
                .label();

        RunResult result = quantize("--effort", "fast", "--keep-float", layer);

        assertThat(result.out())
                .contains("in float: " + layer + ": the user keeps it in float")
                .contains("25 of 26 convolutions");
    }

    @Test
    void saysHowFarTheScoreFell() throws IOException {
        for (int i = 0; i < 8; i++) {
            MadePictures.write(folder.resolve("labelled/" + (i % 2 == 0 ? "cat/" : "dog/") + i + ".png"), 64, 64, i);
        }
        Path labels = Files.writeString(folder.resolve("labels.txt"), "cat\ndog\n3\n4\n5\n6\n7\n8\n9\n10\n");
        String data = folder.resolve("labelled").toString();

        RunResult kept = quantize("--effort", "fast", "--max-drop", "1", "--data", data, "--labels", labels.toString());

        assertThat(kept.code()).as(kept.err()).isZero();
        assertThat(kept.out()).contains("1.0000 is allowed");
        assertThat(Model.read(output).metadata())
                .containsEntry("edgeopt.lineage", "quantize --scheme static --target cpu");
    }

    @Test
    void takesTheFastestSchemeUnlessOneIsNamedAndDecidesTheSameAgain() throws IOException {
        String pictures = folder.resolve("pictures").toString();
        String[] words = {"quantize", model.toString(), "-o", output.toString(), "--calib", pictures, "--effort", "fast"
        };

        RunResult first = RunResult.of(words);
        byte[] bytes = Files.readAllBytes(output);
        RunResult second = RunResult.of(words);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("one thread, by turns", "static", "float", "chosen");
        assertThat(second.out()).contains("chosen earlier: ");
        assertThat(Files.readAllBytes(output)).isEqualTo(bytes);
        assertThat(folder.resolve("int8.decisions.json")).content().contains("\"source\"", "\"scheme\"");
    }

    @Test
    void measuresAgainWhenTheModelHasChanged() {
        String pictures = folder.resolve("pictures").toString();
        String[] words = {"quantize", model.toString(), "-o", output.toString(), "--calib", pictures, "--effort", "fast"
        };
        RunResult.of(words);
        Networks.named("mobilenet_v2").small().write(model);

        RunResult other = RunResult.of(words);

        assertThat(other.code()).as(other.err()).isZero();
        assertThat(other.out()).doesNotContain("chosen earlier").contains("one thread, by turns");
    }

    @Test
    void saysWhatKeepsTheResultFromBeingFaster() {
        String layer = Model.read(model).graph().nodes().get(0).label();

        RunResult result = quantize("--effort", "fast", "--why-slow", "--keep-float", layer);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("each node's shortest call")
                .contains("layers-in-float: ")
                .contains("the user keeps it in float");
    }

    @Test
    void saysWhatKeepsTheStaticModelFromBeingFasterWhereItWasNotTaken() throws IOException {
        Path json = folder.resolve("report.json");
        RunResult result = RunResult.of(
                "quantize",
                model.toString(),
                "-o",
                output.toString(),
                "--calib",
                folder.resolve("pictures").toString(),
                "--effort",
                "fast",
                "--why-slow",
                "--json=" + json);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(json).content().contains("\"why_slow\"", "\"integer_micros\"", "\"choice\"");
    }

    @Test
    void takesAsManySamplesAsItNeeds() throws IOException {
        for (int i = 0; i < 80; i++) {
            MadePictures.write(folder.resolve("pictures/" + i + ".png"), 64, 64, i % 8);
        }

        RunResult result = quantize("--effort", "fast", "--calib-size", "auto");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("--calib-size auto: ", " of 80 samples");
        assertThat(result.out()).doesNotContain("calibrated on 80 inputs");
    }

    @Test
    void writesAPageAboutEveryLayer() {
        RunResult result =
                quantize("--effort", "fast", "--report", folder.resolve("page").toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(folder.resolve("page/diagnosis.html"))
                .content()
                .contains("What each layer costs and gains", "How ranges grew with the samples", "static");
        assertThat(folder.resolve("page/diagnosis.json")).content().contains("\"noise_share\"", "\"growth\"");
    }

    @Test
    void saysThatSpeedWasNotMeasuredForAnotherMachine() {
        RunResult result = quantize("--effort", "fast", "--target", "tensorrt");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContain("executed here");
        assertThat(result.err()).contains("TensorRT's rules for Q and DQ hold").contains("speed was not measured");
        assertThat(Model.read(output).graph().nodes())
                .noneMatch(node -> node.op().startsWith("QLinear"));
    }

    @Test
    void trainsThroughIntegersOnLabelledSamples() throws IOException {
        for (int i = 0; i < 8; i++) {
            for (String part : List.of("train", "val")) {
                String place = "drawn/" + part + (i % 2 == 0 ? "/cat/" : "/dog/") + i + ".png";
                MadePictures.write(folder.resolve(place), 64, 64, i);
            }
        }
        Path labels = Files.writeString(folder.resolve("labels.txt"), "cat\ndog\n3\n4\n5\n6\n7\n8\n9\n10\n");

        RunResult result = quantize(
                "--effort",
                "fast",
                "--qat",
                "--train",
                folder.resolve("drawn").toString(),
                "--steps",
                "2",
                "--batch",
                "2",
                "--labels",
                labels.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("trained through its integers: top1 ").contains(" of 2 steps");
        assertThat(result.out()).contains("executed here: 26 of 26 convolutions");
        assertThat(Model.read(output).metadata())
                .containsEntry("edgeopt.lineage", "quantize --scheme static --target cpu --qat --steps 2");
    }
}

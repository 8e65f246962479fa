package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCommandTest {
    @TempDir
    Path folder;

    private Path pictures() throws IOException {
        Path in = folder.resolve("in");
        for (int i = 0; i < 20; i++) {
            String name = (i % 2 == 0 ? "cat" : "dog") + "/v" + i / 4 + "-" + i + ".png";
            MadePictures.write(in.resolve(name), 8, 6, i);
        }
        return in;
    }

    @Test
    void inspectsAFolderAsTextAndAsJson() throws IOException {
        String in = pictures().toString();

        RunResult text = RunResult.of("data", "inspect", in, "--group-by", "(v\\d)-", "--check");
        RunResult json = RunResult.of("data", "inspect", in, "--json");

        assertThat(text.code()).isZero();
        assertThat(text.out()).contains("samples   20", "groups    5", "width     8\n", "cat         10\n");
        assertThat(json.code()).isZero();
        assertThat(json.out()).startsWith("{").contains("\"samples\" : 20");
    }

    @Test
    void listsWhatIsBrokenAndEndsWithTwo() throws IOException {
        Path in = pictures();
        Files.writeString(in.resolve("cat/broken.jpg"), "no picture");

        RunResult result = RunResult.of("data", "inspect", in.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).contains("1 broken:").contains("broken.jpg");
    }

    @Test
    void splitsIntoListsAndLinkedFolders() throws IOException {
        Path out = folder.resolve("parts");

        RunResult result = RunResult.of(
                "data",
                "split",
                pictures().toString(),
                "-o",
                out.toString(),
                "--ratios",
                "0.6,0.2,0.2",
                "--group-by",
                "(v\\d)-",
                "--materialize",
                "link");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(Files.readAllLines(out.resolve("train.txt"))).hasSize(12);
        assertThat(RunResult.of("data", "inspect", out.toString()).out())
                .contains("samples   20: train 12, val 4, test 4");
    }

    @Test
    void keepsPicturesThatLookAlikeInOnePart() throws IOException {
        Path out = folder.resolve("parts");

        RunResult result = RunResult.of("data", "split", "--alike", pictures().toString(), "-o", out.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("pictures look alike, in");
        assertThat(out.resolve("split.json")).content().contains("\"group_by\" : \"likeness of 0.9\"");
    }

    @Test
    void importsIntoAnotherForm() throws IOException {
        Path out = folder.resolve("out");

        RunResult result = RunResult.of(
                "data", "import", pictures().toString(), "-o", out.toString(), "--to", "csv", "--map", "cat=tiger");

        assertThat(result.code()).isZero();
        assertThat(RunResult.of("data", "inspect", out.toString()).out()).contains("tiger", "form      csv");
    }

    @Test
    void importsObjectsCutOutOfPictures() {
        String drawn = folder.resolve("drawn").toString();
        String cut = folder.resolve("cut").toString();
        RunResult.of("data", "make", "objects", "-o", drawn, "--part", "train", "--count", "8", "--size", "160x160");

        RunResult result = RunResult.of("data", "import", drawn, "-o", cut, "--objects", "0.2", "--least", "4");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(RunResult.of("data", "inspect", cut).out()).contains("form      folder:", "samples   17: train 17");
    }

    @Test
    void drawsDataThatItReadsBack() {
        Path out = folder.resolve("drawn");
        Path sheet = folder.resolve("sheet.jpg");

        RunResult result = RunResult.of(
                "data",
                "make",
                "fire",
                "-o",
                out.toString(),
                "--count",
                "6",
                "--ratios",
                "0.5,0.5",
                "--sheet",
                sheet.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("train  fire 1, normal 1, smoke 1").contains("6 samples of fire");
        assertThat(RunResult.of("data", "inspect", out.toString()).out()).contains("samples   6: train 3, test 3");
        assertThat(sheet).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({
        "water,--count=1,there is no kind of drawn data 'water'",
        "fire,--count=0,--count cannot be 0",
        "fire,--part=all,--part cannot be 'all'",
        "fire,--layout=clips,cannot be laid out as clips; can be:",
        "fire,--ratios=1,the ratios are '1'"
    })
    void saysInOneLineWhatCannotBeDrawn(String kind, String option, String message) {
        RunResult result =
                RunResult.of("data", "make", kind, "-o", folder.resolve("none").toString(), option);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(message);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void saysInOneLineWhatCannotBeDone() throws IOException {
        RunResult nothing =
                RunResult.of("data", "inspect", folder.resolve("none").toString());
        RunResult form = RunResult.of("data", "inspect", pictures().toString(), "--format", "voc");

        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).hasLineCount(1).contains("does not exist");
        assertThat(form.code()).isEqualTo(2);
        assertThat(form.err()).hasLineCount(1).contains("unknown data format 'voc'");
    }
}

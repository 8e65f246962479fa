package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.model.CardData;
import io.edgeopt.core.model.ModelCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks built here, imported, listed and taken out again. */
class ModelsCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void giveTheUserAFolderOfModels() {
        System.setProperty("edgeopt.models", folder.resolve("own").toString());
    }

    @AfterEach
    void forgetIt() {
        System.clearProperty("edgeopt.models");
    }

    @Test
    void buildsANetworkThatKnowsItsCard() {
        Path file = build("fire-separable", "--width", "0.1", "--labels", "cat,dog", "--size", "64");

        ModelCard card = ModelCard.read(folder.resolve("net.json"));
        card.checkDigest(file);
        assertThat(card.labels()).containsExactly("cat", "dog");
        assertThat(card.inputs().get(0).preparation().orElseThrow().width()).isEqualTo(64);
    }

    @Test
    void buildsTheSameFromTheSameSeed() throws Exception {
        byte[] first = Files.readAllBytes(build("fire-separable", "--width", "0.1", "--seed", "3"));
        byte[] second = Files.readAllBytes(build("fire-separable", "--width", "0.1", "--seed", "3"));
        byte[] other = Files.readAllBytes(build("fire-separable", "--width", "0.1", "--seed", "4"));

        assertThat(second).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void trainsByARecipeFromTheSeedThatIsNamedOrElseTheRecipes() throws Exception {
        String net = CatsAndDogs.write(folder).toString();
        String data = folder.resolve("data").toString();
        String first = trained(net, data, "one", "--epochs", "1", "--batch", "4", "--seed", "5");

        String again = trained(net, data, "two", "--recipe", first);
        String other = trained(net, data, "three", "--recipe", first, "--seed", "7");

        assertThat(Files.readString(Path.of(again))).contains("\"seed\" : 5");
        assertThat(Files.readString(Path.of(other))).contains("\"seed\" : 7");
    }

    @Test
    void tellsInTheFileAndOnTheCardWhatWasLearntAndHow() throws Exception {
        String net = CatsAndDogs.write(folder).toString();
        String data = folder.resolve("data").toString();
        String before = ModelCard.read(folder.resolve("net.json")).recipe().orElse("");

        Path recipe =
                Path.of(trained(net, data, "one", "--data", data, "--epochs", "1", "--batch", "4", "--seed", "5"));

        Path model = recipe.resolveSibling("fire-teacher.onnx");
        ModelCard card = ModelCard.read(recipe.resolveSibling("fire-teacher.json"));
        String step = "models train --data data (2 times) --epochs 1 --rate 0.001 --batch 4 --seed 5";
        assertThat(card.recipe().orElseThrow()).startsWith(before).endsWith(step);
        assertThat(card.seed()).contains(5L);
        assertThat(card.data()).singleElement().satisfies(learnt -> {
            assertThat(learnt.name()).isEqualTo("data, 8 samples, each 2 times an epoch");
            assertThat(learnt.use()).isEqualTo("train");
        });
        assertThat(edgeopt("inspect", model.toString()).out()).contains(step);
    }

    @Test
    void tellsDataOfOneNameApart() throws Exception {
        String net = CatsAndDogs.write(folder).toString();
        Path other = Files.createDirectory(folder.resolve("other"));
        CatsAndDogs.write(other);

        Path recipe = Path.of(trained(
                net,
                folder.resolve("data").toString(),
                "one",
                "--data",
                other.resolve("data").toString(),
                "--epochs",
                "1"));

        ModelCard card = ModelCard.read(recipe.resolveSibling("fire-teacher.json"));
        String above = String.valueOf(folder.getFileName());
        assertThat(card.data())
                .extracting(CardData::name)
                .containsExactly(above + "/data, 8 samples", "other/data, 8 samples");
    }

    /** The recipe of a training, which lies beside what was trained. */
    private String trained(String net, String data, String name, String... options) {
        Path out = folder.resolve(name);
        List<String> words =
                new ArrayList<>(List.of("models", "train", net, "--data", data, "-o", out.toString(), "--quiet"));
        words.addAll(List.of(options));
        RunResult result = RunResult.of(words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return out.resolve("recipe.json").toString();
    }

    @Test
    void joinsAClipModelWithAPictureModelThatLooksBesideIt() {
        String clips = built("movement-light", "clips", "--width", "0.25", "--size", "32x32");
        String pictures = built("fire-separable", "pictures", "--width", "0.1", "--size", "32x32");
        String pair = folder.resolve("pair.onnx").toString();
        List<String> maps = Model.read(Path.of(pictures)).graph().nodes().stream()
                .filter(node -> node.is("Conv"))
                .map(Node::output)
                .toList();
        String last = maps.get(maps.size() - 1);

        RunResult made = edgeopt(
                "models", "adapt", clips, "-o", pair, "--beside", pictures, "--features", last, "--size", "64x64");
        String longer = folder.resolve("longer.onnx").toString();
        RunResult more = edgeopt("models", "adapt", pair, "-o", longer, "--frames", "16");
        String byFrames = folder.resolve("by-frames.onnx").toString();
        edgeopt("simplify", clips, "-o", byFrames, "--by-frames");
        RunResult written = edgeopt("models", "adapt", byFrames, "-o", longer, "--frames", "16");
        RunResult noMaps = edgeopt("models", "adapt", clips, "-o", pair, "--beside", pictures);
        RunResult nobody = edgeopt("models", "adapt", clips, "-o", pair, "--looks", "4");

        assertThat(made.code()).as(made.err()).isZero();
        ModelCard card = ModelCard.read(folder.resolve("pair.json"));
        assertThat(card.labels()).contains("fight", "nothing");
        assertThat(card.inputs().get(0).preparation().orElseThrow().width()).isEqualTo(64);
        assertThat(edgeopt("inspect", pair).out()).contains("1x3x8x64x64");
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(more.out()).contains("sees 16 frames of a clip");
        assertThat(edgeopt("inspect", longer).out()).contains("1x3x16x64x64");
        assertThat(written.code()).isEqualTo(2);
        assertThat(written.err())
                .contains("--frames: the network does not take 16 frames (")
                .contains("adapt what it was made of");
        assertThat(noMaps.code()).isEqualTo(2);
        assertThat(noMaps.err()).contains("say which maps of").contains("--features");
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("give --beside");
    }

    @Test
    void letsAClassifierJudgeByPeaksToo() {
        String plain = built("fire-separable", "plain", "--width", "0.1", "--size", "32x32");
        String peaks = folder.resolve("peaks.onnx").toString();

        RunResult made = edgeopt("models", "adapt", plain, "-o", peaks, "--peaks", "--size", "64x64");

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).contains("the classifier judges by peaks too");
        assertThat(Model.read(Path.of(peaks)).graph().nodes().stream().filter(node -> node.is("GlobalMaxPool")))
                .hasSize(1);
    }

    @Test
    void blendsTwoModelsOfOneStructure() {
        String one = built("fire-separable", "one", "--width", "0.1", "--size", "32x32", "--seed", "1");
        String two = built("fire-separable", "two", "--width", "0.1", "--size", "32x32", "--seed", "2");
        String other = built("fire-separable", "other", "--width", "0.2", "--size", "32x32");
        String out = folder.resolve("blend.onnx").toString();

        RunResult made = edgeopt("models", "blend", one, two, "-o", out, "--shares", "3,1");
        RunResult refused = edgeopt(
                "models", "blend", one, other, "-o", folder.resolve("no.onnx").toString());

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).containsPattern("one.onnx +75.0 %").containsPattern("two.onnx +25.0 %");
        assertThat(made.err()).contains("hardly began as").contains("batch normalizations");
        assertThat(ModelCard.read(folder.resolve("blend.json")).recipe().orElseThrow())
                .endsWith("--shares 3,1");
        assertThat(edgeopt("inspect", out).out()).contains("blend ");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("blend models that were trained from one file");
        assertThat(folder.resolve("no.onnx")).doesNotExist();
        RunResult over = edgeopt("models", "blend", one, two, "-o", two);
        assertThat(over.code()).isEqualTo(2);
        assertThat(over.err()).contains("give another name");
    }

    @Test
    void importsAModelByTheCardBesideIt() {
        Path file = build("object-ssd", "--width", "0.2", "--size", "64x64");

        RunResult imported = edgeopt("models", "import", file.toString(), "--name", "finder", "--licence", "MIT");
        RunResult listed = edgeopt("models", "list");

        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(listed.out())
                .containsPattern("finder +detection +[0-9.]+ +yours")
                .contains("fire-student");
        assertThat(ModelCard.read(folder.resolve("own/finder.json")).licence()).contains("MIT");
        assertThat(ModelCard.read(folder.resolve("own/finder.json")).name()).isEqualTo("finder");
    }

    @Test
    void writesACardForAModelThatHasNone() throws Exception {
        Path file = build("object-student", "--width", "0.2", "--size", "64x64", "--labels", "person,car");
        Files.delete(folder.resolve("net.json"));

        RunResult imported = edgeopt(
                "models",
                "import",
                file.toString(),
                "--task",
                "detection",
                "--labels",
                "person,car",
                "--size",
                "64",
                "--mean",
                "0.5,0.5,0.5",
                "--std",
                "0.5,0.5,0.5",
                "--set",
                "home=person",
                "--trained-on",
                "COCO",
                "--data-licence",
                "CC-BY-4.0");

        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.err()).contains("assuming the outputs are those of anchor-free");
        ModelCard card = ModelCard.read(folder.resolve("own/net.json"));
        assertThat(card.sets()).containsEntry("home", List.of("person"));
        assertThat(card.data().get(0).licence()).contains("CC-BY-4.0");
    }

    @Test
    void takesAModelOutOfTheShelf() {
        Path file = build("fire-separable", "--width", "0.1");
        edgeopt("models", "import", file.toString(), "--name", "mine");

        RunResult exported =
                edgeopt("models", "export", "mine", "-o", folder.resolve("out").toString());

        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(folder.resolve("out/mine.onnx")).hasSameBinaryContentAs(file);
        assertThat(folder.resolve("out/mine.json")).exists();
    }

    @Test
    void listsModelsBesideOneWhoseCardIsBroken() throws Exception {
        Path file = build("fire-separable", "--width", "0.1");
        edgeopt("models", "import", file.toString(), "--name", "mine");
        Files.writeString(folder.resolve("own/mine.json"), "{");

        RunResult listed = edgeopt("models", "list", "--json");

        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("\"fault\"").contains("\"origin\" : \"YOURS\"");
    }

    private Path build(String architecture, String... options) {
        return Path.of(built(architecture, "net", options));
    }

    private String built(String architecture, String name, String... options) {
        String file = folder.resolve(name + ".onnx").toString();
        List<String> command = new ArrayList<>(List.of("models", "build", architecture, "-o", file));
        command.addAll(List.of(options));
        RunResult built = edgeopt(command.toArray(String[]::new));
        assertThat(built.code()).as(built.err()).isZero();
        return file;
    }

    private static RunResult edgeopt(String... words) {
        return RunResult.of(words);
    }
}

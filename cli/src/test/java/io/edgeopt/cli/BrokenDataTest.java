package io.edgeopt.cli;

import static io.edgeopt.cli.Refusals.assertRefused;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.testkit.BrokenData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of broken data against each command that takes some. */
class BrokenDataTest {
    @TempDir
    private static Path folder;

    private static final Set<String> UNDECODABLE = Set.of("text named as picture", "picture cut off", "empty picture");

    private static List<BrokenData> all = List.of();
    private static Path forRows = Path.of("");
    private static Path forPictures = Path.of("");

    @BeforeAll
    static void makeDataAndAModel() throws IOException {
        all = BrokenData.make(folder);
        forRows = folder.resolve("rows.onnx");
        write(forRows, "Identity", new Dim.Fixed(2));
        forPictures = folder.resolve("pictures.onnx");
        write(forPictures, "Flatten", new Dim.Fixed(3), new Dim.Fixed(4), new Dim.Fixed(4));
    }

    static List<BrokenData> data() {
        return all;
    }

    /** Without pictures whose bytes are broken, which are divided and copied as they are. */
    static List<BrokenData> dataBrokenBeyondItsPictures() {
        return all.stream().filter(data -> !UNDECODABLE.contains(data.name())).toList();
    }

    @ParameterizedTest
    @MethodSource("data")
    void isRefusedByInspect(BrokenData broken) {
        assertRefused(folder, broken.words(), "data", "inspect", broken.place().toString(), "--check");
    }

    @ParameterizedTest
    @MethodSource("dataBrokenBeyondItsPictures")
    void isRefusedBySplit(BrokenData broken) {
        assertRefused(folder, broken.words(), "data", "split", broken.place().toString(), "-o", out());
    }

    @ParameterizedTest
    @MethodSource("dataBrokenBeyondItsPictures")
    void isRefusedByImport(BrokenData broken) {
        assertRefused(folder, broken.words(), "data", "import", broken.place().toString(), "-o", out());
    }

    @ParameterizedTest
    @MethodSource("data")
    void isRefusedByEvaluate(BrokenData broken) {
        assertRefused(
                folder,
                broken.words(),
                "evaluate",
                (Files.isDirectory(broken.place()) ? forPictures : forRows).toString(),
                "--data",
                broken.place().toString());
    }

    private static void write(Path file, String operator, Dim... sample) {
        List<Dim> dims = new ArrayList<>(List.of(new Dim.Free("N")));
        dims.addAll(List.of(sample));
        Model.empty("model", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, dims))
                .add(Node.of(operator, List.of("x"), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model()
                .write(file);
    }

    private static String out() {
        return folder.resolve("out").toString();
    }
}

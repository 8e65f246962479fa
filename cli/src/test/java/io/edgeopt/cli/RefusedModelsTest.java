package io.edgeopt.cli;

import static io.edgeopt.cli.Refusals.assertRefused;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands about models that have names, with one thing wrong each; a word that begins with @ is a file in the folder. */
class RefusedModelsTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeSoundFiles() throws IOException {
        write("model.onnx", new Dim.Free("N"), new Dim.Fixed(2));
        write("free.onnx", new Dim.Fixed(1), new Dim.Fixed(3), new Dim.Free("H"), new Dim.Free("W"));
        write("seen.onnx", new Dim.Free("N"), new Dim.Fixed(3), new Dim.Fixed(4), new Dim.Fixed(4));
        Files.writeString(folder.resolve("file"), "kept");
    }

    private static void write(String name, Dim... dims) {
        Model.empty("model", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(dims)))
                .add(Node.of("Identity", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(dims)))
                .model()
                .write(folder.resolve(name));
    }

    @ParameterizedTest
    @CsvSource({
        "models import @none.onnx, none.onnx does not exist",
        "models import @file, file",
        "models import @model.onnx --name a/b, cannot be a model's name",
        "models import @seen.onnx --task detection, give --labels",
        "models import @seen.onnx --task detection --labels a;b --head yolo, did you mean 'yolox'",
        "models import @seen.onnx --task detection --labels a;b, which is no anchor-free",
        "models import @seen.onnx --labels a;b, answers 48 classes; but there are 2 labels",
        "models import @free.onnx --task embedding, --size",
        "models import @model.onnx --task clip, clip cannot be guessed",
        "models import @model.onnx --card @none.json, none.json does not exist",
        "models import @model.onnx --card @file --size 3, leave out --size",
        "models import @model.onnx --set home=dog, 'dog'; which is no label",
        "models import @model.onnx --data-licence MIT, --trained-on",
        "models import @model.onnx --threshold 0.5, --threshold is for embeddings",
        "models import @model.onnx --task embedding --threshold 2, --threshold cannot be 2.0",
        "models export fire -o @out, there is no model 'fire'",
        "models build fire-studnet -o @out.onnx, did you mean 'fire-student'",
        "models build fire-student -o @out, its ending is .onnx",
        "models build fire-student -o @out.onnx --width 9, width 9.0",
        "models build fire-student -o @out.onnx --size 9x, '9x'",
        "models build fire-student -o @out.onnx --frames 8, sees single pictures",
        "models build fire-student -o @out.onnx --labels a;a, two classes of one name",
    })
    void areRefusedByTheShelf(String command, String word) {
        refused(command.replace(';', ','), word.replace(';', ','));
    }

    private static void refused(String command, String word) {
        String[] words = Arrays.stream(command.split(" "))
                .map(text -> text.replace("@", folder + "/"))
                .toArray(String[]::new);
        assertRefused(folder, List.of(word), words);
    }
}

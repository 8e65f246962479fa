package io.edgeopt.cli;

import static io.edgeopt.cli.Refusals.assertRefused;

import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.NpzArchive;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.archive.ModelArchive;
import io.edgeopt.testkit.MadePictures;
import io.edgeopt.testkit.PlantedPatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines with one thing wrong each; a word that begins with @ is a file in the folder. */
class RefusedOptionsTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeSoundFiles() throws IOException {
        write("model.onnx", ElementType.FLOAT, new Dim.Free("N"), new Dim.Fixed(2));
        write("whole.onnx", ElementType.INT64, new Dim.Free("N"), new Dim.Fixed(2));
        write("free.onnx", ElementType.FLOAT, new Dim.Fixed(1), new Dim.Fixed(3), new Dim.Free("H"), new Dim.Free("W"));
        write("seen.onnx", ElementType.FLOAT, new Dim.Free("N"), new Dim.Fixed(3), new Dim.Fixed(4), new Dim.Fixed(4));
        Tensor x = Tensor.of(new float[] {1, 0, 0, 1}, 2, 2);
        Npy.write(folder.resolve("x.npy"), x);
        PlantedPatch.detector().write(folder.resolve("detector.onnx"));
        PlantedPatch.detectorCard().write(folder.resolve("detector.json"));
        PlantedPatch.embedder().write(folder.resolve("embedder.onnx"));
        PlantedPatch.embedderCard().write(folder.resolve("embedder.json"));
        Npy.write(folder.resolve("scene.npy"), PlantedPatch.scene(8, 20, 1));
        Gallery.empty("other", "00", 0.5).write(folder.resolve("gallery.json"));
        Npy.write(folder.resolve("y.npy"), Tensor.of(new long[] {0, 1}, 2));
        NpzArchive.write(folder.resolve("beyond.npz"), Map.of("x", x, "y", Tensor.of(new long[] {0, 7}, 2)));
        NpzArchive.write(
                folder.resolve("wide.npz"),
                Map.of("x", Tensor.of(new float[6], 2, 3), "y", Tensor.of(new long[] {0, 1}, 2)));
        MadePictures.write(folder.resolve("pictures/cat/1.png"), 8, 6, 1);
        MadePictures.write(folder.resolve("pictures/dog/2.png"), 8, 6, 2);
        byte[] packed = ModelArchive.pack(Files.readAllBytes(folder.resolve("model.onnx")))
                .toBytes();
        Files.write(folder.resolve("packed.edz"), packed);
        Files.write(folder.resolve("cut.edz"), Arrays.copyOf(packed, packed.length - 1));
        packed[4] = 9;
        Files.write(folder.resolve("newer.edz"), packed);
        Files.writeString(folder.resolve("file"), "kept");
        Files.writeString(folder.resolve("space.yaml"), "recipe: [simplify]");
        Files.copy(GateCommandTest.RESULT, folder.resolve("result.json"));
        Files.writeString(folder.resolve("video.mp4"), "no video at all");
        Files.createDirectories(folder.resolve("empty"));
    }

    private static void write(String name, ElementType type, Dim... dims) {
        Model.empty("model", 17)
                .edit()
                .addInput(ValueInfo.of("x", type, List.of(dims)))
                .add(Node.of("Identity", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", type, List.of(dims)))
                .model()
                .write(folder.resolve(name));
    }

    @ParameterizedTest
    @CsvSource({
        "'', a command is missing",
        "optimise, unknown command 'optimise'",
        "simplfy @model.onnx, did you mean 'simplify'",
        "data, a command is missing",
        "data spilt @pictures, did you mean 'split'",
        "inspect, missing 'MODEL'",
        "inspect @model.onnx @free.onnx, one argument too many",
        "inspect @model.onnx --layer, did you mean '--layers'",
        "inspect @model.onnx --threads 1.5, '--threads': '1.5' is not a whole number",
        "inspect @model.onnx --threads -1, --threads cannot be -1",
        "inspect @model.onnx --seed x, '--seed'",
        "inspect @model.onnx --seed, '--seed'",
        "inspect fire, there is no model 'fire'",
        "models show fire, there is no model 'fire'",
        "completion fish, there is no shell 'fish'",
    })
    void areRefusedWhereTheWordsAreWrong(String command, String word) {
        refused(command, word);
    }

    @ParameterizedTest
    @CsvSource({
        "inspect @model.onnx --shape x, 'x'",
        "inspect @model.onnx --shape x=, 'x='",
        "inspect @model.onnx --shape =1;2, '=1,2'",
        "inspect @model.onnx --shape x=1;two, 'x=1,two'",
        "inspect @model.onnx --shape x=1;-2, 'x=1,-2'",
        "inspect @model.onnx --shape x=0;2, 'x=0,2'",
        "inspect @model.onnx --shape x=1;2;3, [N, 2]",
        "inspect @model.onnx --shape x=1;3, [N, 2]",
        "inspect @model.onnx --shape x=99999999999999999999;2, --shape",
        "inspect @model.onnx --shape z=1;2, 'z'",
        "simplify @model.onnx -o @out.onnx --shape x, 'x'",
        "simplify @model.onnx -o @out.onnx --shape x=1;0, 'x=1,0'",
        "simplify @model.onnx -o @out.onnx --shape x=1;2;3, [N; 2]",
        "simplify @model.onnx -o @out.onnx --shape x=1;3, [N; 2]",
        "simplify @model.onnx -o @out.onnx --shape z=1;2, 'z'",
    })
    void areRefusedWhereAShapeIsWrong(String command, String word) {
        refused(command.replace(';', ','), word.replace(';', ','));
    }

    @ParameterizedTest
    @CsvSource({
        "explain @seen.onnx --image @pictures, '-o=DIR'",
        "explain @seen.onnx -o @why, '--image=DATA'",
        "explain @seen.onnx --image @none -o @why, none does not exist",
        "explain @seen.onnx --image @pictures -o @file, is a file",
        "explain @seen.onnx --image @pictures -o @why --method gradcan, did you mean 'gradcam'",
        "explain @seen.onnx --image @pictures -o @why --method occlusion;occlusion, twice",
        "explain @seen.onnx --image @pictures -o @why --method occlusion --layer x, none of [occlusion] looks into",
        "explain @seen.onnx --image @pictures -o @why --limit 0, --limit cannot be 0",
        "explain @seen.onnx --image @pictures -o @why --method occlusion --window 5, larger than the input of 4 x 4",
        "explain @seen.onnx --image @pictures -o @why --method occlusion --target-class dog, no class 'dog'",
        "explain @seen.onnx --image @pictures -o @why --method occlusion --target-class 48, there is no class 48",
        "explain @model.onnx --image @x.npy -o @why --method occlusion, has no rows and columns",
        "explain @seen.onnx --image @pictures -o @why --method occlusion --box 1, --box: seen",
        "explain @seen.onnx --image @pictures -o @why --method occlusion --face @pictures, --face: seen",
        "explain @detector.onnx --image @scene.npy -o @why --method occlusion --box 1;2;3, '1;2;3': expected a place",
        "explain @detector.onnx --image @scene.npy -o @why --method occlusion --box 5;5;1;9, LEFT;TOP;RIGHT;BOTTOM",
        "explain @detector.onnx --image @scene.npy -o @why --method occlusion --box 0, expected a place",
        "explain @detector.onnx --image @scene.npy -o @why --method occlusion --box 99, no such box of 0.3",
        "explain @detector.onnx --image @scene.npy -o @why --method occlusion --target-class blue, no class 'blue'",
        "explain @detector.onnx --image @scene.npy -o @why --method occlusion --person ann, --person: detector",
        "explain @embedder.onnx --image @scene.npy -o @why --method occlusion, give a folder a person",
        "explain @embedder.onnx --image @scene.npy -o @why --method occlusion --person ann, go together",
        "explain @embedder.onnx --image @scene.npy -o @why --method occlusion --box 1, --box: embedder",
        "explain @embedder.onnx --image @scene.npy -o @why --method occlusion --face @none, none does not exist",
        "explain @embedder.onnx --image @scene.npy -o @why --method occlusion --gallery @gallery.json --person a, another model",
    })
    void areRefusedWhereNothingCanBeExplained(String command, String word) {
        refused(command.replace(';', ','), word.replace(';', ','));
    }

    @ParameterizedTest
    @CsvSource({
        "simplify @model.onnx, '-o=OUT'",
        "simplify @model.onnx -o @empty, it is a folder",
        "simplify @model.onnx -o @file/out.onnx, is a file; not a folder",
        "simplify @model.onnx -o @file/deep/out.onnx, is a file; not a folder",
        "inspect @model.onnx --json=@empty, it is a folder",
        "inspect @model.onnx --json=@file/out.json, is a file; not a folder",
        "simplify @model.onnx -o @out.onnx --json=@empty, it is a folder",
        "data split @pictures -o @out --json=@file/out.json, is a file; not a folder",
        "data split @pictures -o @file, is a file; not a folder",
        "data split @pictures -o @file/out, is a file; not a folder",
        "data import @pictures -o @file, is a file",
        "data import @pictures -o @file/out, is a file; not a folder",
        "data frames @video.mp4 -o @file, file",
        "data frames @video.mp4 -o @file/out, is a file; not a folder",
        "data frames @video.mp4 -o @pictures, is not empty",
    })
    void areRefusedWhereTheOutputCannotBe(String command, String word) {
        refused(command, word.replace(';', ','));
    }

    @ParameterizedTest
    @CsvSource({
        "simplify @model.onnx -o @out.onnx --data @none.npy, none.npy does not exist",
        "simplify @model.onnx -o @out.onnx --data @wide.npz, input 'x' of model 'model' is given shape 1x3",
        "simplify @whole.onnx -o @out.onnx --data @x.npy, x.npy",
        "simplify @model.onnx -o @out.onnx --data @empty, is a folder",
        "simplify @model.onnx -o @out.onnx --without remove-noops, did you mean 'remove-no-ops'",
        "pack @model.onnx, '-o=OUT'",
        "pack @none.onnx -o @out.edz, none.onnx does not exist",
        "pack @file -o @out.edz, it is a text file",
        "pack @packed.edz -o @out.edz, run 'edgeopt unpack' to get the model",
        "pack @model.onnx -o @empty, it is a folder",
        "unpack @packed.edz, '-o=OUT'",
        "unpack @none.edz -o @out.onnx, none.edz does not exist",
        "unpack @model.onnx -o @out.onnx, model.onnx is not an archive of edgeopt's",
        "unpack @cut.edz -o @out.onnx, cut.edz is cut short",
        "unpack @newer.edz -o @out.onnx, newer.edz has version 9 of the format",
        "inspect @packed.edz, run 'edgeopt unpack' to get the model",
        "evaluate @model.onnx, '--data=DATA'",
        "evaluate @model.onnx --data @none, none does not exist",
        "evaluate @whole.onnx --data @x.npy, input is x int64",
        "evaluate @model.onnx --data @wide.npz, samples have the shape 3",
        "evaluate @model.onnx --data @beyond.npz, '7'",
        "evaluate @model.onnx --data @x.npy --split test, 'test'",
        "evaluate @model.onnx --data @x.npy --task classifcation, '--task'",
        "evaluate @model.onnx --data @x.npy --backend onnx-runtime, did you mean 'onnxruntime'",
        "evaluate @model.onnx --data @x.npy --against @none.onnx, none.onnx does not exist",
        "evaluate @model.onnx --data @x.npy --against @file, file",
        "evaluate @model.onnx --data @x.npy --batch 0, batch",
        "evaluate @model.onnx --data @x.npy --limit 0, limit",
        "evaluate @model.onnx --data @x.npy --topk 0, topk",
        "evaluate @model.onnx --data @x.npy --labels @none.txt, none.txt does not exist",
        "evaluate @model.onnx --data @x.npy --size 0x0, '0x0'",
        "evaluate @seen.onnx --data @pictures --std 0, std",
        "evaluate @seen.onnx --data @pictures --scale 0, scale",
        "evaluate @model.onnx --data @pictures, --size",
    })
    void areRefusedWhereAnInputDoesNotFit(String command, String word) {
        refused(command.replace(';', ','), word);
    }

    @ParameterizedTest
    @CsvSource({
        "replace @model.onnx -o @out.onnx, give some with --calib DATA",
        "replace @model.onnx -o @out.onnx --data @x.npy --steps 5 --epochs 2, both say how long",
        "replace @model.onnx -o @out.onnx --calib @x.npy --what gates, none of what is to be replaced (gates)",
        "replace @model.onnx -o @out.onnx --calib @x.npy --what swishes, '--what'",
        "replace @model.onnx -o @out.onnx --calib @x.npy, the model has none of what is to be replaced",
        "replace @model.onnx -o @out.onnx --calib @x.npy --calib-size 0, --calib-size is 0",
        "separate @model.onnx -o @out.onnx --form diagonal, '--form'",
        "separate @model.onnx -o @out.onnx --energy 0, energy is 0.0",
        "separate @model.onnx -o @out.onnx --energy 0.9 --rank 1, give one of them",
        "separate @model.onnx -o @out.onnx --rank 0, rank is 0",
        "separate @model.onnx -o @out.onnx --saving 1, expected above 1",
        "separate @model.onnx -o @out.onnx --layers conv, the model has no convolution 'conv'",
        "separate @model.onnx -o @out.onnx --epochs 1, give some with --data DATA",
        "separate @model.onnx -o @out.onnx --batch 4, nothing is trained without --steps or --epochs",
        "init @file, is there already",
        "run @none.yaml, none.yaml does not exist",
        "run @file, holds no study",
        "run --preset quik, did you mean 'quick'",
        "run --models nobody, there is no model 'nobody' in this study",
        "run --lang xx, 'xx'",
        "run -o @file --preset tiny, is a file",
        "run --register fire/int8, give --mlflow URI",
        "prune @model.onnx -o @out.onnx, give one of --ratio",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --target-macs 0.5, give one of --ratio",
        "prune @model.onnx -o @out.onnx --ratio 1.5, expected a share between 0 and 1",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --how holes, --how is 'holes'",
        "prune @model.onnx -o @out.onnx --how 4:2, --how 4:2 is no pattern",
        "prune @model.onnx -o @out.onnx --how 2:4 --ratio 0.5, follows from the pattern",
        "prune @model.onnx -o @out.onnx --how masks --target-macs 0.5, with --how masks give --ratio",
        "prune @model.onnx -o @out.onnx --how masks --ratio 0.5 --what fpgm, judges channels",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --what l3, there is no measure 'l3'",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --where @none, expected global",
        "prune @model.onnx -o @out.onnx --where @file, line 1 is",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --when later, there is no schedule 'later'",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --when iterative, nothing to learn from",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --when dsd, dsd makes a masked model dense",
        "prune @model.onnx -o @out.onnx --how masks --ratio 0.5 --where sensitivity, measures groups of channels",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --round 0, multiples of 0",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --max-ratio 1, expected between 0 and 1",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --epochs 1, give some with --data",
        "prune @model.onnx -o @out.onnx --ratio 0.5 --teacher self, --teacher is for a training",
        "prune @model.onnx -o @out.onnx --ratio 0.5, no channel of model",
        "distill --student fire-student -o @out.onnx, missing",
        "distill --teacher @model.onnx --student fire-student -o @out.onnx, say how long the student learns",
        "distill --teacher @model.onnx --student fire-student -o @out.onnx --steps 1, give some with --data DATA",
        "distill --teacher @model.onnx --student fire-student -o @out.onnx --loss hard, '--loss'",
        "distill --teacher @model.onnx --student fire-student -o @out.onnx --share 2, share is 2.0",
        "distill --teacher @seen.onnx --student fire-studnt -o @out.onnx --steps 1 --data @pictures --size 4x4 --task classification, did you mean 'fire-student'",
        "distill --teacher @seen.onnx --student @model.onnx -o @out.onnx --steps 1 --data @pictures --size 4x4 --task classification, has no card beside it",
        "tune @model.onnx -o @out.onnx --data @pictures, say how long to train",
        "tune @model.onnx -o @out.onnx --steps 1, give some with --data DATA",
        "tune @model.onnx -o @out.onnx --steps 1 --epochs 1 --data @pictures --size 4x4 --task classification, give one of them",
        "optimize @model.onnx -o @out.onnx, '--recipe=STEPS'",
        "optimize @model.onnx -o @out.onnx --recipe simplfy, did you mean 'simplify'",
        "optimize @model.onnx -o @out.onnx --recipe simplify(shap=1), did you mean '--shape'",
        "optimize @model.onnx -o @out.onnx --recipe simplify->, is no step",
        "optimize @model.onnx -o @out.onnx --recipe simplify->quantize(scheme=statc), did you mean 'static'",
        "tune @model.onnx -o @out.onnx --steps 1 --data @pictures --test @pictures --no-test, give one of them",
        "search @model.onnx -o @out, '--data=DATA'",
        "search @model.onnx -o @file --data @pictures, is a file",
        "search @model.onnx -o @out --data @pictures --max-size half, expected a share such as 0.5",
        "search @model.onnx -o @out --data @pictures --max-macs 3MB, 'or a number with k, M or G'",
        "search @model.onnx -o @out --data @pictures --max-latency 0, --max-latency cannot be 0.0; give more than 0",
        "search @model.onnx -o @out --data @pictures --max-latency 0.5 --no-latency, --max-latency needs times",
        "search @model.onnx -o @out --data @pictures --rungs 0, --rungs cannot be 0; give 1 to 10",
        "search @model.onnx -o @out --data @pictures --effort 2, --effort cannot be 2.0; give more than 0 and at most 1",
        "search @model.onnx -o @out --data @pictures --steps 2, --steps cannot be 2; give at least one step a rung",
        "search @model.onnx -o @out --data @pictures, has no card",
        "search @detector.onnx -o @out --data @pictures, have no part",
        "search @detector.onnx -o @out --data @pictures --space @none, none does not exist",
        "search @detector.onnx -o @out --data @pictures --space @space.yaml, did you mean 'recipes'",
        "quantize @model.onnx -o @out.onnx, give some with --calib DATA",
        "quantize @model.onnx --calib @x.npy, '-o=OUT'",
        "quantize @model.onnx -o @empty --calib @x.npy, it is a folder",
        "quantize @model.onnx -o @out.onnx --calib @none, none does not exist",
        "quantize @model.onnx -o @out.onnx --calib @wide.npz, samples have the shape 3",
        "quantize @model.onnx -o @out.onnx --calib @pictures, --size",
        "quantize @model.onnx -o @out.onnx --calib @x.npy, no layer of the model can compute on integers",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --scheme statik, did you mean 'static'",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --calibrator minmx, did you mean 'minmax'",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --target gpu, there is no target 'gpu'",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --effort much, '--effort'",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --without bias, did you mean 'biases'",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --calib-size 0, --calib-size takes a whole number above 0 or auto",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --calib-size many, --calib-size takes a whole number above 0 or auto",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --max-drop 0.1, belong together",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --data @x.npy, belong together",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --data @x.npy --max-drop -1, --max-drop cannot be -1.0",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --data @x.npy --max-drop NaN, --max-drop cannot be NaN",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --keep-float conv, no layer 'conv'",
        "quantize @model.onnx -o @out.onnx --scheme dynamic --bits 4, --scheme dynamic leaves no choice of bits",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --bits 4, --scheme auto leaves no choice of bits",
        "quantize @model.onnx -o @out.onnx --scheme weights --bits 40, cannot have 40 bits here; choose 2 to 8",
        "quantize @model.onnx -o @out.onnx --scheme clusters --bits mean:0, cannot have 0 bits here; choose 1 to 8",
        "quantize @model.onnx -o @out.onnx --scheme clusters --bits @none, none does not exist",
        "quantize @model.onnx -o @out.onnx --scheme clusters --bits @file, line 1: expected 'layer = bits'",
        "quantize @model.onnx -o @out.onnx --scheme fp16 --keep-float conv, no layer 'conv'",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --qat, give some with --train DATA",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --steps 5, nothing is trained without --qat",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --train @x.npy, nothing is trained without --qat",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --tune-centroids --train @x.npy, cannot be trained by --tune-centroids",
        "quantize @model.onnx -o @out.onnx --scheme clusters --qat --train @x.npy, --scheme clusters cannot be trained",
        "quantize @model.onnx -o @out.onnx --scheme fp16 --qat --train @x.npy, --scheme fp16 cannot be trained",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --qat --tune-centroids --train @x.npy, give one of them",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --qat --train @x.npy --steps 5 --epochs 1, both say how long",
        "quantize @model.onnx -o @out.onnx --calib @x.npy --qat --train @beyond.npz, have no part 'val'",
        "quantize @model.onnx -o @out.onnx --scheme fp16, fp16: the model has no layer that it changes",
    })
    void areRefusedByQuantization(String command, String word) {
        refused(command, word);
    }

    @ParameterizedTest
    @CsvSource({
        "data inspect @none, none does not exist",
        "data inspect @empty, is empty",
        "data inspect @pictures --format voc, unknown data format 'voc'",
        "data inspect @pictures --group-by (, '(' is neither a file nor a regular expression",
        "data inspect @pictures --group-by @none.csv, none.csv",
        "data split @pictures, '-o=DIR'",
        "data split @pictures -o @out --ratios 1, the ratios",
        "data split @pictures -o @out --ratios a;b, the ratios",
        "data split @pictures -o @out --ratios -1;2, the ratios",
        "data split @pictures -o @out --ratios 0;0;0, the ratios",
        "data split @pictures -o @out --materialize move, 'move'",
        "data split @pictures -o @out --alike 90, --alike is 90.0; pictures correlate by more than 0 and at most 1",
        "data split @pictures -o @out --alike=0, --alike is 0.0",
        "data split @pictures -o @out --group-by (, '(' is neither a file nor a regular expression",
        "data import @pictures -o @out --to voc, 'voc'",
        "data import @pictures -o @out --only bird, 'bird'",
        "data import @pictures -o @out --map bird=cat, 'bird'",
        "data import @pictures -o @out --map bird, --map",
        "data import @pictures -o @out --to coco, has no boxes",
        "data import @pictures -o @pictures, not empty",
        "data frames @video.mp4 -o @out, video.mp4 cannot be opened",
        "data split @pictures -o @out --group-by @file, file",
        "data frames @none.mp4 -o @out, none.mp4 does not exist",
        "data frames @pictures -o @out, is a folder",
        "data frames @video.mp4 -o @out --every x, '--every'",
        "data frames @video.mp4 -o @out --fps NaN, --fps",
        "data frames @video.mp4 -o @out --from -1, --from",
    })
    void areRefusedByTheDataCommands(String command, String word) {
        refused(command.replace(';', ','), word);
    }

    @ParameterizedTest
    @CsvSource({
        "models train fire-separable --data @pictures, '-o=DIR'",
        "models train fire-separable --data @none -o @out, none does not exist",
        "models train fire-separable --data @pictures -o @file, is a file; not a folder",
        "models train fire-separabel --data @pictures -o @out, did you mean 'fire-separable'",
        "models train @model.onnx --data @pictures -o @out, has no card beside it",
        "models train fire-separable --data @pictures -o @out --recipe @file, file",
        "models train fire-separable --data @pictures -o @out --size 48, WIDTHxHEIGHT",
        "models train fire-separable --data @pictures -o @out --labels bird;dog, has a class 'cat'",
        "models train fire-separable --data @pictures -o @out --augment flop:1, did you mean 'flip'",
        "models train fire-separable --data @pictures -o @out --optimizer sdg, did you mean 'sgd'",
        "models train fire-separable --data @pictures -o @out --epochs 0, epochs is 0",
        "models train fire-separable --data @pictures -o @out --freeze body., no weight's name begins with 'body.'",
        "models train fire-separable --data @pictures -o @out --first-size 32x32, --first-epochs",
        "models train fire-separable --data @pictures -o @out --first-size 32 --first-epochs 1, WIDTHxHEIGHT",
        "models train fire-separable --data @pictures -o @out --from @model.onnx, weights of fire-separable",
        "data import @pictures -o @out --presence cat, name two classes or more",
        "models adapt @model.onnx, '-o=OUT'",
        "models adapt @model.onnx -o @out.onnx, has no card beside it",
        "models blend @model.onnx @model.onnx, '-o=OUT'",
        "models blend @model.onnx @model.onnx -o @out.onnx, has no card beside it",
        "models blend @model.onnx @model.onnx -o @out.onnx --shares 1, expected one each",
        "models blend @model.onnx @model.onnx -o @out.onnx --shares 1;-1, expected numbers of 0 or more",
        "models blend @model.onnx @model.onnx -o @out.onnx --shares 1;half, 'half'",
    })
    void areRefusedByTraining(String command, String word) {
        refused(command.replace(';', ','), word.replace(';', ','));
    }

    @ParameterizedTest
    @CsvSource({
        "bench, missing 'MODEL'",
        "bench @none.onnx, none.onnx does not exist",
        "bench @model.onnx, cannot prepare frames for input",
        "bench @seen.onnx --source @none.mp4, none.mp4 does not exist",
        "bench @seen.onnx --source @video.mp4, video.mp4 cannot be opened",
        "bench @seen.onnx --source @pictures, for its pictures say images:",
        "bench @seen.onnx --source images:@empty, holds no JPEG",
        "bench @seen.onnx --source gst:no-such-element, gst:no-such-element gives no frames",
        "bench @seen.onnx --source csi:front, 'front' is not a number",
        "bench @seen.onnx --scenario camara, '--scenario'",
        "bench @seen.onnx --scenario single --fps 5, --fps is for the scenario camera",
        "bench @seen.onnx --policy oldest, it is newest or every",
        "bench @seen.onnx --prepare swscale, give a video or a camera",
        "bench @seen.onnx --fps 0, --fps cannot be 0",
        "bench @seen.onnx --duration soon, --duration cannot be 'soon'",
        "bench @seen.onnx --duration 0s, --duration cannot be 0s",
        "bench @seen.onnx --warmup -1, --warmup",
        "bench @seen.onnx --frames 0, --frames cannot be 0",
        "bench @seen.onnx --rounds 0, --rounds cannot be 0",
        "bench @seen.onnx --limit half, the limit 'half' cannot be read",
        "bench @seen.onnx --limit memory=1k, too little for Java",
        "bench @seen.onnx --device raspbery-pi-4, did you mean 'raspberry-pi-4'",
        "bench @seen.onnx --device jetson-nano --limit cpus=1, give one of them",
        "report @none -o @out, none does not exist",
        "report @empty -o @out, result.json does not exist",
        "report @file -o @out, file line 1",
        "report @file -o @out --format pdf, --format cannot be 'pdf'",
        "report @file -o @out --format htm, did you mean 'html'",
        "report @file -o @out --lang de, no report in the language 'de'",
        "compare @file -o @out, missing",
        "compare @empty @file -o @out, result.json does not exist",
        "watch, nothing to watch with",
        "watch --set hom, did you mean 'home'",
        "watch @seen.onnx --door @none.json, none.json does not exist",
        "watch @seen.onnx --door-open 5s, --door-open is of use with --door",
        "watch @seen.onnx --door @none.json --door-open 0s, --door-open cannot be 0s",
        "watch @seen.onnx --door @none.json --door-stride 0, --door-stride cannot be 0",
        "watch @seen.onnx --alert fire, the alert 'fire' cannot be read",
        "watch @seen.onnx --alert fire>0.5, no model has labels",
        "watch @seen.onnx --labels flame;fires --alert fire>0.5, did you mean 'fires'",
        "watch @seen.onnx --stride 0, --stride [0] does not fit",
        "watch @seen.onnx --stride 1;2, --stride [1; 2] does not fit",
        "watch @seen.onnx --duration soon, --duration cannot be 'soon'",
        "watch @seen.onnx --pictures @file, is a file",
        "watch @seen.onnx @seen.onnx, two of the models are called",
        "watch @seen.onnx --preview @out.gif, must end in .mjpeg",
        "watch @seen.onnx --preview-fps 3, --preview-fps is of use with --preview",
        "watch @seen.onnx --webhook ftp://x/, a webhook cannot be 'ftp://x/'",
        "watch @seen.onnx --log @empty, it is a folder",
        "bench @seen.onnx --on=-x, --on cannot be '-x'",
        "bench @seen.onnx --dist @file, --dist are of use with --on",
        "bench @seen.onnx --on pi --device jetson-nano, --device simulates one",
        "bench @seen.onnx --backend onnx-runtime, did you mean 'onnxruntime'",
    })
    void areRefusedBeforeACamera(String command, String word) {
        refused(command.replace(';', ','), word.replace(';', ','));
    }

    @ParameterizedTest
    @CsvSource({
        "gate, missing 'RESULT'",
        "gate @result.json, nothing is required",
        "gate @none.json --require fps>1, none.json does not exist",
        "gate @empty --require fps>1, result.json does not exist",
        "gate @file --require fps>1, file",
        "gate @result.json --require fps, the requirement 'fps' cannot be read",
        "gate @result.json --require fps>x --require size<1ms, cannot be in 'ms'",
        "gate @result.json --require-file @none.txt, none.txt does not exist",
        "gate @result.json --against @none.json, none.json does not exist",
        "gate @result.json --require fps>1 --tolerance latency=5%, --tolerance is for --against",
        "gate @result.json --against @result.json --tolerance latncy=5%, did you mean 'latency'",
        "gate @result.json --require fps>1 --junit @empty, it is a folder",
        "gate @result.json --require fps>1 --markdown @file/x.md, is a file; not a folder",
        "gate fire/x=@result.json --require fps>1, of which not all can be called 'x'",
        "merge @result.json, '-o=OUT'",
        "merge @result.json -o @empty, it is a folder",
        "merge @result.json =@result.json -o @out.json, has no name before '='",
    })
    void areRefusedByTheGate(String command, String word) {
        refused(command, word.replace(';', ','));
    }

    /** What root cannot do either: these files only look like files. */
    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource({
        "inspect /proc/self/mem, /proc/self/mem cannot be read",
        "simplify /proc/self/mem -o @out.onnx, /proc/self/mem cannot be read",
        "evaluate /proc/self/mem --data @x.npy, /proc/self/mem",
        "evaluate @model.onnx --data /proc/self/mem, /proc/self/mem",
        "data inspect /proc/self/mem, /proc/self/mem",
        "data inspect /proc/self/mem --format array, /proc/self/mem cannot be read",
        "data split /proc/self/mem -o @out, /proc/self/mem",
        "data frames /proc/self/mem -o @out, /proc/self/mem cannot be opened",
        "simplify @model.onnx -o /proc/nonexistent/out.onnx, cannot write /proc/nonexistent/out.onnx: nothing can be"
                + " made there",
        "simplify @model.onnx -o /proc/out.onnx, cannot write /proc/out.onnx",
        "simplify @model.onnx -o /sys/kernel/out.onnx, cannot write /sys/kernel/out.onnx",
        "models list --json=/proc/out.json, cannot write /proc/out.json",
        "data split @pictures -o /proc/out, cannot write /proc/out/train.txt: nothing can be made there",
        "data import @pictures -o /proc/out, cannot write /proc/out: nothing can be made there",
    })
    void areRefusedWhereNobodyMayReadOrWrite(String command, String word) {
        refused(command, word);
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource({"simplify @model.onnx -o @device.onnx", "inspect @model.onnx --json=@device.onnx"})
    void areRefusedWhereTheOutputIsADevice(String command) throws IOException {
        Path device = folder.resolve("device.onnx");
        Files.createSymbolicLink(device, Path.of("/dev/full"));
        try {
            refused(command, "device.onnx: it is a device");
        } finally {
            Files.delete(device);
        }
    }

    private static void refused(String command, String word) {
        String[] words = Arrays.stream(command.split(" "))
                .filter(text -> !text.isEmpty())
                .map(text -> text.replace("@", folder + "/"))
                .toArray(String[]::new);
        assertRefused(folder, List.of(word), words);
    }
}

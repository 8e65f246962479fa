package io.edgeopt.testkit;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.NpzArchive;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Data that is broken, each in one way, as users have it.
 *
 * @param name what is wrong, in words
 * @param place the folder or file to open
 * @param words what the message must hold: the file, and what was found or expected
 */
public record BrokenData(String name, Path place, List<String> words) {
    /** Makes each kind in a folder of its own below {@code root}. */
    public static List<BrokenData> make(Path root) throws IOException {
        List<BrokenData> all = new ArrayList<>();
        folders(root, all);
        tables(root, all);
        boxes(root, all);
        coco(root, all);
        arrays(root, all);
        lists(root, all);
        return all;
    }

    private static Path folder(Path root, List<BrokenData> all, String name, String... words) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name.replace(' ', '-')));
        all.add(new BrokenData(name, folder, List.of(words)));
        return folder;
    }

    private static void text(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    private static void picture(Path file) throws IOException {
        MadePictures.write(file, 20, 10, 1);
    }

    private static void folders(Path root, List<BrokenData> all) throws IOException {
        folder(root, all, "empty folder", "empty-folder", "the folder is empty");
        text(folder(root, all, "folder of text", "2 .doc").resolve("a.doc"), "");
        text(root.resolve("folder-of-text/b.doc"), "");
        Path foreign = folder(root, all, "pictures of another kind", "1 .webp", "convert");
        text(foreign.resolve("a.webp"), "");
        Path hollow = folder(root, all, "class without pictures", "dog", "holds no picture");
        picture(hollow.resolve("cat/1.png"));
        Files.createDirectories(hollow.resolve("dog"));
        Path corrupt = folder(root, all, "text named as picture", "b.jpg");
        picture(corrupt.resolve("cat/a.png"));
        text(corrupt.resolve("cat/b.jpg"), "this is not a picture");
        Path cut = folder(root, all, "picture cut off", "a.jpg");
        picture(cut.resolve("cat/whole.jpg"));
        byte[] bytes = Files.readAllBytes(cut.resolve("cat/whole.jpg"));
        Files.write(cut.resolve("cat/a.jpg"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.createFile(folder(root, all, "empty picture", "a.png").resolve("a.png"));
        all.add(new BrokenData("nothing there", root.resolve("nowhere"), List.of("nowhere", "does not exist")));
    }

    private static void table(Path root, List<BrokenData> all, String name, List<String> lines, String... words)
            throws IOException {
        Path folder = folder(root, all, name, words);
        picture(folder.resolve("a.png"));
        Files.write(folder.resolve("annotations.csv"), lines);
    }

    private static void tables(Path root, List<BrokenData> all) throws IOException {
        String header = "filename,width,height,class,xmin,ymin,xmax,ymax";
        table(root, all, "csv empty", List.of(), "annotations.csv", "empty");
        table(root, all, "csv without rows", List.of(header), "no sample");
        table(
                root,
                all,
                "csv without a column",
                List.of("filename,class,xmin,ymin,xmax", "a.png,key,1,2,3"),
                "annotations.csv line 1",
                "no column 'ymax'",
                "found filename,class");
        table(
                root,
                all,
                "csv with a short row",
                List.of(header, "a.png,20,10,key,1,2,3"),
                "line 2",
                "found 7 columns, expected 8");
        table(
                root,
                all,
                "csv with a word for a number",
                List.of(header, "a.png,20,10,key,1,two,3,4"),
                "line 2 column 'ymin'",
                "found 'two'",
                "expected a number");
        table(
                root,
                all,
                "csv with NaN",
                List.of(header, "a.png,20,10,key,NaN,2,3,4"),
                "column 'xmin'",
                "expected a finite number");
        table(
                root,
                all,
                "csv box outside",
                List.of(header, "a.png,20,10,key,1,2,30,4"),
                "line 2 column 'xmax'",
                "found '30'",
                "at most 'width'");
        table(
                root,
                all,
                "csv box outside without sizes",
                List.of("filename,class,xmin,ymin,xmax,ymax", "a.png,key,1,2,30,4"),
                "a.png",
                "outside the picture of 20x10");
        table(
                root,
                all,
                "csv box negative",
                List.of(header, "a.png,20,10,key,-1,2,3,4"),
                "column 'xmin'",
                "found '-1'",
                "at least 0");
        table(
                root,
                all,
                "csv box turned round",
                List.of(header, "a.png,20,10,key,9,2,3,4"),
                "column 'xmax'",
                "found '3'",
                "at least 'xmin', which is 9");
        table(
                root,
                all,
                "csv of a missing picture",
                List.of(header, "b.png,20,10,key,1,2,3,4"),
                "line 2 column 'filename'",
                "found 'b.png'",
                "none of that name");
        table(root, all, "csv with an open quote", List.of(header, "\"a.png,20,10,key,1,2,3,4"), "line 2", "quote");
    }

    private static void yolo(Path root, List<BrokenData> all, String name, String line, String... words)
            throws IOException {
        Path folder = folder(root, all, name, words);
        picture(folder.resolve("images/a.png"));
        text(folder.resolve("labels/a.txt"), line);
        text(folder.resolve("classes.txt"), "key", "bag");
    }

    private static void boxes(Path root, List<BrokenData> all) throws IOException {
        yolo(root, all, "yolo class unknown", "2 0.5 0.5 0.1 0.1", "a.txt line 1", "found '2'", "0 to 1");
        yolo(root, all, "yolo class a word", "key 0.5 0.5 0.1 0.1", "a.txt line 1", "found 'key'", "whole number");
        yolo(root, all, "yolo short line", "0 0.5 0.5 0.1", "a.txt line 1", "found 4 columns, expected 5");
        yolo(root, all, "yolo in pixels", "0 5 5 2 2", "column 2 'x'", "found '5'", "fraction");
        yolo(root, all, "yolo negative width", "0 0.5 0.5 -0.1 0.1", "column 4 'width'", "found '-0.1'");
        yolo(root, all, "yolo box outside", "0 0.9 0.5 0.9 0.1", "a.txt line 1", "outside the picture");
        Path alone = folder(root, all, "yolo text without picture", "b.txt", "picture that is missing");
        picture(alone.resolve("images/a.png"));
        text(alone.resolve("labels/b.txt"), "0 0.5 0.5 0.1 0.1");
        Path pairs = folder(root, all, "pairs without a verdict", "line 2 column 'decision'", "'maybe'", "yes or no");
        picture(pairs.resolve("a.png"));
        text(pairs.resolve("pairs.csv"), "file_x,file_y,decision", "a.png,a.png,maybe");
    }

    private static void coco(Path root, List<BrokenData> all, String name, String json, String... words)
            throws IOException {
        Path folder = folder(root, all, name, words);
        picture(folder.resolve("a.png"));
        text(folder.resolve("annotations.json"), json.split("\n"));
    }

    private static void coco(Path root, List<BrokenData> all) throws IOException {
        String images = "{\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"width\": 20, \"height\": 10}],\n";
        String categories = "\"categories\": [{\"id\": 1, \"name\": \"key\"}],\n";
        String start = images + categories + "\"annotations\": [";
        coco(root, all, "coco slip of the pen", start + "{\"id\": 1,}]}", "annotations.json line 3");
        coco(root, all, "coco cut off", start + "{\"id\": 1", "annotations.json line");
        coco(root, all, "coco without categories", images + "\"annotations\": []}", "field 'categories' is missing");
        coco(
                root,
                all,
                "coco without bbox",
                start + "{\"id\": 1, \"image_id\": 1, \"category_id\": 1}]}",
                "line 3 annotations[0]",
                "field 'bbox' is missing");
        coco(
                root,
                all,
                "coco unknown image",
                start + "{\"image_id\": 2, \"category_id\": 1, \"bbox\": [1, 1, 2, 2]}]}",
                "annotations[0]",
                "image_id 2");
        coco(
                root,
                all,
                "coco unknown category",
                start + "{\"image_id\": 1, \"category_id\": 5, \"bbox\": [1, 1, 2, 2]}]}",
                "annotations[0]",
                "category_id 5");
        coco(
                root,
                all,
                "coco negative size",
                start + "{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 1, -2, 2]}]}",
                "annotations.json annotations[0]",
                "-2.0");
        coco(
                root,
                all,
                "coco box outside",
                start + "{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 1, 40, 2]}]}",
                "annotations[0]",
                "outside the picture of 20x10");
        coco(root, all, "coco picture missing", start.replace("a.png", "z.png") + "]}", "picture 'z.png' is missing");
    }

    private static void array(
            Path root, List<BrokenData> all, String name, Map<String, Tensor> arrays, String... words) {
        Path file = root.resolve(name.replace(' ', '-') + ".npz");
        NpzArchive.write(file, arrays);
        all.add(new BrokenData(name, file, List.of(words)));
    }

    private static void arrays(Path root, List<BrokenData> all) throws IOException {
        Tensor x = Tensor.of(new float[6], 3, 2);
        Tensor y = Tensor.of(new long[] {0, 1, 0}, 3);
        array(root, all, "npz without x", Map.of("data", x, "y", y), "npz-without-x.npz", "no array 'x'", "[data, y]");
        array(
                root,
                all,
                "npz labels of fractions",
                Map.of("x", x, "y", Tensor.of(new float[3], 3)),
                "array 'y' holds float",
                "whole numbers");
        array(
                root,
                all,
                "npz too few labels",
                Map.of("x", x, "y", Tensor.of(new long[2], 2)),
                "'y' has 2 labels, expected 3");
        array(
                root,
                all,
                "npz negative label",
                Map.of("x", x, "y", Tensor.of(new long[] {0, -1, 0}, 3)),
                "holds -1 at item 1");
        array(
                root,
                all,
                "npz one hot",
                Map.of("x", x, "y", Tensor.allocate(ElementType.INT64, Shape.of(3, 2))),
                "shape 3x2",
                "one class index a sample");
        array(root, all, "npz flat x", Map.of("x", Tensor.of(new float[3], 3)), "array 'x' has the shape 3");
        raw(root, all, "cut.npy", header("<f4", "(3, 2)") + "12", "cut.npy", "needs 24 bytes, found 2");
        raw(root, all, "magic.npy", "not an array at all", "magic.npy", "not a NumPy array");
        raw(root, all, "objects.npy", header("|O", "(3,)"), "objects.npy", "Python objects");
        raw(root, all, "text.npz", "not a zip at all", "text.npz", "not a zip");
    }

    private static String header(String type, String shape) {
        String text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
        return "\u0093NUMPY\u0001\u0000" + (char) text.length() + "\u0000" + text;
    }

    private static void raw(Path root, List<BrokenData> all, String file, String content, String... words)
            throws IOException {
        Path place = Files.write(root.resolve(file), content.getBytes(StandardCharsets.ISO_8859_1));
        all.add(new BrokenData("raw " + file, place, List.of(words)));
    }

    private static void lists(Path root, List<BrokenData> all) throws IOException {
        Path ucf = folder(root, all, "ucf clip missing", "trainlist01.txt line 1", "v_Run_g01_c01", "missing");
        text(ucf.resolve("classInd.txt"), "1 Run");
        text(ucf.resolve("trainlist01.txt"), "Run/v_Run_g01_c01.avi 1");
        Path hmdb = folder(root, all, "hmdb line without a part", "wave_test_split1.txt line 1", "0, 1 or 2");
        text(hmdb.resolve("wave_test_split1.txt"), "a.avi");
        Path kinetics =
                folder(root, all, "kinetics end before start", "line 2 column 'time_end'", "more than time_start");
        text(kinetics.resolve("k.csv"), "label,youtube_id,time_start,time_end,split", "run,abc,9,3,train");
    }
}

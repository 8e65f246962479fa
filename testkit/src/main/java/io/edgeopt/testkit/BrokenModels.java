package io.edgeopt.testkit;

import static io.edgeopt.testkit.OnnxBytes.FLOAT;
import static io.edgeopt.testkit.OnnxBytes.STRING;
import static io.edgeopt.testkit.OnnxBytes.dims;
import static io.edgeopt.testkit.OnnxBytes.graph;
import static io.edgeopt.testkit.OnnxBytes.head;
import static io.edgeopt.testkit.OnnxBytes.initializer;
import static io.edgeopt.testkit.OnnxBytes.input;
import static io.edgeopt.testkit.OnnxBytes.model;
import static io.edgeopt.testkit.OnnxBytes.node;
import static io.edgeopt.testkit.OnnxBytes.opset;
import static io.edgeopt.testkit.OnnxBytes.output;
import static io.edgeopt.testkit.OnnxBytes.raw;
import static io.edgeopt.testkit.OnnxBytes.reading;
import static io.edgeopt.testkit.Wire.join;
import static io.edgeopt.testkit.Wire.message;
import static io.edgeopt.testkit.Wire.text;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every way that we know in which a model file can be wrong. Each must end in one line that names the file. */
public final class BrokenModels {
    private static final byte[] X = input("x", FLOAT);
    private static final byte[] W = initializer("w", FLOAT, dims(2), raw(8));
    private static final byte[] ADD = node("Add", "add", reading("x", "w"), "y");
    private static final byte[] Y = output("y");

    private BrokenModels() {}

    /** A file with nothing wrong in it, {@code y = x + w}, from which the others differ by one fault. */
    public static byte[] sound() {
        return model(ADD, W, X, Y);
    }

    public static List<BrokenModel> all() {
        return Stream.of(places(), otherFiles(), damage(), graphs(), tensors(), opsets(), externals())
                .flatMap(List::stream)
                .toList();
    }

    private static BrokenModel of(String name, String word, byte[] bytes) {
        return new BrokenModel(name, word, file -> Files.write(file, bytes));
    }

    private static BrokenModel of(String name, String word, String start) {
        byte[] bytes = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), start.length() + 100);
        return of(name, word, bytes);
    }

    private static List<BrokenModel> places() {
        return List.of(
                new BrokenModel("nonexistent", "does not exist", file -> {}),
                new BrokenModel("folder", "is a folder", Files::createDirectory),
                new BrokenModel("over-2-gigabytes", "2 GB", file -> {
                    // Sparse: it takes no room on disk, and must take none in memory.
                    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                        huge.setLength(3L << 30);
                    }
                }),
                of("empty", "is empty", new byte[0]));
    }

    private static List<BrokenModel> otherFiles() {
        return List.of(
                of("text", "text file", "this is no model\n".getBytes(StandardCharsets.UTF_8)),
                of("web-page", "text file", "<!DOCTYPE html><html></html>\n".getBytes(StandardCharsets.UTF_8)),
                of("zip", "zip archive", "PK\u0003\u0004"),
                of("pickle", "pickle", "\u0080\u0002}q"),
                of("png", "picture", "\u0089PNG\r\n\u001a\n"),
                of("jpeg", "picture", "\u00ff\u00d8\u00ff\u00e0"),
                of("hdf5", "HDF5", "\u0089HDF\r\n\u001a\n"),
                of("tflite", "TensorFlow Lite", "\u001c\0\0\0TFL3"),
                of("ort", "ORT format", " \0\0\0ORTM"),
                of("lfs-pointer", "git lfs pull", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
                of("zeros", "damaged", new byte[64]),
                of("all-ones", "damaged", "\u00ff".repeat(64)));
    }

    private static List<BrokenModel> damage() {
        byte[] sound = sound();
        byte[] wrongStart = sound.clone();
        wrongStart[0] = 0x0F;
        return List.of(
                of("cut-in-its-head", "not an ONNX model", Arrays.copyOf(sound, 2)),
                of("cut-in-its-graph", "cut short", Arrays.copyOf(sound, sound.length / 2)),
                of("cut-by-a-byte", "cut short", Arrays.copyOf(sound, sound.length - 1)),
                of("cut-before-the-opset", "operator set", join(head(), graph(ADD, W, X, Y))),
                of("wrong-first-byte", "damaged", wrongStart),
                of("no-graph", "not an ONNX model", join(head(), opset("", 17))));
    }

    private static List<BrokenModel> graphs() {
        byte[] there = node("Add", "there", reading("x", "b"), "a");
        byte[] back = node("Relu", "back", reading("a"), "b");
        return List.of(
                of("no-outputs", "no outputs", model(ADD, W, X)),
                of("output-of-no-node", "no node makes", model(ADD, W, X, Y, output("z"))),
                of("cycle", "cycle", model(ADD, there, back, W, X, Y)),
                of("cycle-of-one", "cycle", model(node("Add", "self", reading("x", "y"), "y"), X, Y)),
                of("missing-initialiser", "'w'", model(ADD, X, Y)),
                of("tensor-made-twice", "made twice", model(ADD, node("Relu", "again", reading("x"), "y"), W, X, Y)),
                of(
                        "node-makes-an-initialiser",
                        "made twice",
                        model(ADD, node("Relu", "r", reading("x"), "w"), W, X, Y)),
                of("node-makes-an-input", "made twice", model(ADD, node("Relu", "r", reading("w"), "x"), W, X, Y)),
                of("two-initialisers-of-one-name", "'w'", model(ADD, W, W, X, Y)),
                of("input-declared-twice", "declared twice", model(ADD, W, X, X, Y)),
                of("output-declared-twice", "declared twice", model(ADD, W, X, Y, Y)),
                of("input-without-name", "no name", model(ADD, W, X, input("", FLOAT), Y)),
                of("node-without-operator", "no operator", model(ADD, node("", "odd", reading("x"), "z"), W, X, Y)),
                of("node-without-outputs", "no outputs", model(ADD, node("Relu", "odd", reading("x")), W, X, Y)),
                of("input-of-unknown-type", "element type 99", model(ADD, W, input("x", 99), Y)),
                of("subgraph-reads-nothing", "'nowhere'", model(ADD, ifReading("nowhere"), W, X, Y)),
                of("name-of-two-lines", "reads tensor", model(node("Add", "a\nb", reading("x", "w"), "y"), X, Y)));
    }

    private static byte[] ifReading(String tensor) {
        byte[] branch = message(6, node("Relu", "inner", reading(tensor), "t"), text(2, "branch"), output("t"));
        return message(1, text(1, "x"), text(2, "z"), text(4, "If"), message(5, text(1, "then_branch"), branch));
    }

    private static List<BrokenModel> tensors() {
        return List.of(
                weight("unknown-element-type", "element type 77", initializer("w", 77, dims(2), raw(8))),
                weight("no-element-type", "element type 0", initializer("w", 0, dims(2), raw(8))),
                weight("negative-extent", "negative extent", initializer("w", FLOAT, dims(-2), raw(8))),
                weight("too-many-elements", "impossibly", initializer("w", FLOAT, dims(1L << 40, 1L << 40), raw(8))),
                weight("too-many-bits", "impossibly", initializer("w", FLOAT, dims(1L << 60), raw(0))),
                weight("raw-data-too-short", "shape needs", initializer("w", FLOAT, dims(2), raw(7))),
                weight("raw-data-too-long", "shape needs", initializer("w", FLOAT, dims(2), raw(12))),
                weight(
                        "typed-data-too-short",
                        "shape needs",
                        initializer("w", FLOAT, dims(2), message(4, new byte[4]))),
                weight("no-data", "holds 0 bytes", initializer("w", FLOAT, dims(2))),
                weight("too-few-texts", "holds 1 elements", initializer("w", STRING, dims(2), text(6, "one"))));
    }

    private static BrokenModel weight(String name, String word, byte[] initializer) {
        return of(name, word, model(ADD, initializer, X, Y));
    }

    private static List<BrokenModel> opsets() {
        byte[] graph = graph(ADD, W, X, Y);
        return List.of(
                of("opset-6", "operator set 6", join(head(), graph, opset("", 6))),
                of("opset-99", "operator set 99", join(head(), graph, opset("", 99))),
                of("opset-0", "operator set 0", join(head(), graph, opset("", 0))),
                of("opset-of-others-alone", "operator set", join(head(), graph, opset("org.example", 1))));
    }

    private static List<BrokenModel> externals() {
        return List.of(
                external("external-missing", "is missing", "gone.bin", "0", "8"),
                external("external-too-short", "which has 16", "weights.bin", "12", "8"),
                external("external-beyond-the-end", "which has 16", "weights.bin", "64", "8"),
                external("external-of-another-size", "shape needs", "weights.bin", "0", "16"),
                external("external-outside", "no place in", "../weights.bin", "0", "8"),
                external("external-outside-by-detour", "no place in", "a/../../weights.bin", "0", "8"),
                external("external-absolute", "no place in", "/etc/hostname", "0", "8"),
                external("external-nowhere", "no place in", "", "0", "8"),
                external("external-folder", "is missing", ".", "0", "8"),
                external("external-bad-offset", "'four'", "weights.bin", "four", "8"),
                external("external-negative-offset", "'-4'", "weights.bin", "-4", "8"),
                external("external-bad-length", "'1e3'", "weights.bin", "0", "1e3"),
                external("external-huge-length", "which has 16", "weights.bin", "8", "9223372036854775807"));
    }

    private static BrokenModel external(String name, String word, String location, String offset, String length) {
        byte[] elsewhere = initializer("w", FLOAT, dims(2), OnnxBytes.external(location, offset, length));
        byte[] bytes = model(ADD, elsewhere, X, Y);
        return new BrokenModel(name, word, file -> {
            Files.write(file.resolveSibling("weights.bin"), new byte[16]);
            Files.write(file, bytes);
        });
    }
}

package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** ONNX files to and from models, with every way in which a file can be wrong told apart. */
final class ModelFile {
    /** Protobuf's own bound on one message, less what an array's header may take. */
    private static final long LIMIT = Integer.MAX_VALUE - 8L;

    private ModelFile() {}

    static Model read(Path file) {
        long size = InputFile.size(file, "model");
        if (size > LIMIT) {
            throw new UnsupportedModelException(
                    "model %s is %.1f GB; edgeopt reads models up to 2 GB".formatted(file, size / 1e9));
        }
        ModelProto proto = decode(file.toString(), InputFile.bytes(file, "model"));
        return ModelCheck.checked(file.toString(), () -> Model.of(ExternalData.inlined(file, proto)));
    }

    static Model parse(String name, byte[] bytes) {
        ModelProto proto = decode(name, bytes);
        if (ExternalData.isUsedBy(proto)) {
            throw new InvalidModelException(
                    "model %s keeps weights in other files; read it from its file".formatted(name));
        }
        return ModelCheck.checked(name, () -> Model.of(proto));
    }

    static void write(Model model, Path file) {
        ModelProto proto = sizedProto(model);
        AtomicFile.write(file, out -> {
            CodedOutputStream coded = CodedOutputStream.newInstance(out, 1 << 16);
            proto.writeTo(coded);
            coded.flush();
        });
    }

    static byte[] bytes(Model model) {
        return sizedProto(model).toByteArray();
    }

    /** As much of the buffer is taken as {@link #size} says. */
    static void write(Model model, ByteBuffer buffer) {
        try {
            CodedOutputStream coded = CodedOutputStream.newInstance(buffer);
            sizedProto(model).writeTo(coded);
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long size(Model model) {
        return sizedProto(model).getSerializedSize();
    }

    private static ModelProto sizedProto(Model model) {
        // Protobuf keeps the sum in an int, which overflows.
        long weights = model.graph().initializerProtos().values().stream()
                .mapToLong(TensorProto::getSerializedSize)
                .sum();
        ModelProto proto = model.toProto();
        if (weights > LIMIT || proto.getSerializedSize() < 0) {
            throw new UnsupportedModelException("the model is larger than 2 GB, which one ONNX file cannot hold");
        }
        return proto;
    }

    private static ModelProto decode(String name, byte[] bytes) {
        if (bytes.length == 0) {
            throw new InvalidModelException("model %s is empty; export it again".formatted(name));
        }
        try {
            // Not copied: weights stay views of the file's bytes.
            CodedInputStream input = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
            input.enableAliasing(true);
            ModelProto proto = ModelProto.parseFrom(input);
            if (!proto.hasGraph()) {
                throw new InvalidModelException("%s is not an ONNX model: %s; name a file exported to ONNX"
                        .formatted(name, FileKind.of(bytes)));
            }
            return proto;
        } catch (IOException e) {
            String kind = FileKind.of(bytes);
            throw new InvalidModelException(
                    kind.equals(FileKind.UNKNOWN)
                            ? "model %s is damaged or cut short (%s); export or copy it again"
                                    .formatted(name, firstSentence(e))
                            : "%s is not an ONNX model: %s; name a file exported to ONNX".formatted(name, kind),
                    e);
        }
    }

    private static String firstSentence(IOException e) {
        return String.valueOf(e.getMessage()).split("\\.", 2)[0];
    }
}

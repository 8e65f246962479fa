package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Weights that a model keeps in files of their own. They are taken into the model when it is read, so that everything
 * after sees one kind of tensor; a model read so is written back as one file.
 */
final class ExternalData {
    private static final long LIMIT = Integer.MAX_VALUE - (1L << 20);

    private final Path folder;
    private long total;

    private ExternalData(Path folder) {
        this.folder = folder;
    }

    static boolean isUsedBy(ModelProto model) {
        return isUsedBy(model.getGraph());
    }

    private static boolean isUsedBy(GraphProto graph) {
        return graph.getInitializerList().stream().anyMatch(ExternalData::isExternal)
                || graph.getNodeList().stream()
                        .anyMatch(node -> node.getAttributeList().stream()
                                        .anyMatch(held -> held.hasT() && isExternal(held.getT()))
                                || Subgraphs.of(node).stream().anyMatch(ExternalData::isUsedBy));
    }

    private static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    }

    static ModelProto inlined(Path file, ModelProto model) {
        if (!isUsedBy(model)) {
            return model;
        }
        ModelProto.Builder inlined = model.toBuilder();
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            new ExternalData(folder).inline(inlined.getGraphBuilder());
        }
        return inlined.build();
    }

    private void inline(GraphProto.Builder graph) {
        for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            inline(tensor);
        }
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasT()) {
                    inline(attribute.getTBuilder());
                }
                if (attribute.hasG()) {
                    inline(attribute.getGBuilder());
                }
                attribute.getGraphsBuilderList().forEach(this::inline);
            }
        }
    }

    private void inline(TensorProto.Builder tensor) {
        if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL) {
            return;
        }
        Map<String, String> where = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            where.put(entry.getKey(), entry.getValue());
        }
        Path source = locate(tensor.getName(), where.getOrDefault("location", ""));
        ByteString bytes =
                read(tensor.getName(), source, number(tensor, where, "offset"), number(tensor, where, "length"));
        total += bytes.size();
        if (total > LIMIT) {
            throw new UnsupportedModelException(
                    "the model's weights in %s exceed 2 GB; edgeopt reads models up to 2 GB".formatted(source));
        }
        tensor.setRawData(bytes).clearExternalData().clearDataLocation();
    }

    private Path locate(String tensor, String location) {
        Path source = folder.resolve(location).normalize();
        // A model from elsewhere must not be able to read whatever it likes.
        if (location.isEmpty() || Path.of(location).isAbsolute() || !source.startsWith(folder)) {
            throw new InvalidModelException(
                    "tensor '%s' keeps its data at '%s', outside the model's folder".formatted(tensor, location));
        }
        if (!Files.isRegularFile(source)) {
            throw new InvalidModelException(
                    "tensor '%s' keeps its data in %s, which is missing; copy it beside the model"
                            .formatted(tensor, source));
        }
        return source;
    }

    /** The number under that key, or -1 where there is none. */
    private static long number(TensorProto.Builder tensor, Map<String, String> where, String key) {
        String text = where.get(key);
        if (text == null) {
            return -1;
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidModelException(
                    "tensor '%s' gives '%s' as the %s of its data".formatted(tensor.getName(), text, key), e);
        }
    }

    private static ByteString read(String tensor, Path source, long offset, long length) {
        try (FileChannel channel = FileChannel.open(source)) {
            long from = Math.max(0, offset);
            long size = length < 0 ? channel.size() - from : length;
            if (size < 0 || from + size > channel.size()) {
                throw new InvalidModelException("tensor '%s' wants bytes %d to %d of %s, which has %d; copy it again"
                        .formatted(tensor, from, from + size, source, channel.size()));
            }
            if (size > LIMIT) {
                throw new UnsupportedModelException("tensor '%s' in %s is larger than 2 GB".formatted(tensor, source));
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            int got = 0;
            // One read may bring less than was asked for.
            while (got >= 0 && bytes.hasRemaining()) {
                got = channel.read(bytes, from + bytes.position());
            }
            return UnsafeByteOperations.unsafeWrap(bytes.flip());
        } catch (IOException e) {
            throw new InvalidModelException(
                    "data of tensor '%s' cannot be read from %s: %s".formatted(tensor, source, e.getMessage()), e);
        }
    }
}

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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return isUsedBy(model.getGraph())
                || model.getFunctionsList().stream().anyMatch(function -> isUsedBy(function.getNodeList()));
    }

    private static boolean isUsedBy(GraphProto graph) {
        return graph.getInitializerList().stream().anyMatch(ExternalData::isExternal) || isUsedBy(graph.getNodeList());
    }

    private static boolean isUsedBy(List<NodeProto> nodes) {
        for (NodeProto node : nodes) {
            for (AttributeProto held : node.getAttributeList()) {
                if ((held.hasT() && isExternal(held.getT()))
                        || held.getTensorsList().stream().anyMatch(ExternalData::isExternal)) {
                    return true;
                }
            }
            if (Subgraphs.of(node).stream().anyMatch(ExternalData::isUsedBy)) {
                return true;
            }
        }
        return false;
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
            ExternalData data = new ExternalData(folder);
            data.inline(inlined.getGraphBuilder());
            inlined.getFunctionsBuilderList().forEach(function -> data.inline(function.getNodeBuilderList()));
        }
        return inlined.build();
    }

    private void inline(GraphProto.Builder graph) {
        for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            inline(tensor);
        }
        inline(graph.getNodeBuilderList());
    }

    private void inline(List<NodeProto.Builder> nodes) {
        for (NodeProto.Builder node : nodes) {
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasT()) {
                    inline(attribute.getTBuilder());
                }
                attribute.getTensorsBuilderList().forEach(this::inline);
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
        tensor.setRawData(bytes).clearExternalData().clearDataLocation();
    }

    private Path locate(String tensor, String location) {
        Path source = inFolder(location)
                .orElseThrow(() -> new InvalidModelException(
                        "tensor '%s' keeps its data at '%s', which is no place in the model's folder; export it again"
                                .formatted(tensor, location)));
        if (!Files.isRegularFile(source)) {
            throw new InvalidModelException(
                    "tensor '%s' keeps its data in %s, which is missing; copy it beside the model"
                            .formatted(tensor, source));
        }
        return source;
    }

    /** A model from elsewhere must not be able to read whatever it likes, so its names lead nowhere but down. */
    private Optional<Path> inFolder(String location) {
        try {
            Path source = folder.resolve(location).normalize();
            return location.isEmpty() || Path.of(location).isAbsolute() || !source.startsWith(folder.normalize())
                    ? Optional.empty()
                    : Optional.of(source);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The number under that key, or -1 where there is none. */
    private static long number(TensorProto.Builder tensor, Map<String, String> where, String key) {
        String text = where.get(key);
        if (text == null) {
            return -1;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw badNumber(tensor, text, key);
        }
        throw badNumber(tensor, text, key);
    }

    private static InvalidModelException badNumber(TensorProto.Builder tensor, String text, String key) {
        return new InvalidModelException("tensor '%s' gives '%s' as the %s of its data, not a number of bytes"
                .formatted(tensor.getName(), text, key));
    }

    private ByteString read(String tensor, Path source, long offset, long length) {
        try (FileChannel channel = FileChannel.open(source)) {
            long from = Math.max(0, offset);
            long size = length < 0 ? channel.size() - from : length;
            if (size < 0 || size > channel.size() - from) {
                throw new InvalidModelException(
                        "tensor '%s' wants %d bytes from byte %d of %s, which has %d; copy it again"
                                .formatted(tensor, Math.max(0, size), from, source, channel.size()));
            }
            if (size > LIMIT - total) {
                throw new UnsupportedModelException(
                        "the weights in %s exceed 2 GB; edgeopt reads models up to 2 GB".formatted(source));
            }
            total += size;
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

package io.edgeopt.core.graph;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.tensor.ElementType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in the bytes of a model file its initialisers keep their elements. Whoever codes those apart from the rest can
 * give the file back byte for byte, which writing a {@link Model} anew does not promise.
 */
public final class WeightSpans {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_RAW = 9;
    private static final int TENSOR_LOCATION = 14;
    private static final int EXTERNAL = 1;

    /** The elements of one initialiser. */
    public record Span(ElementType type, int offset, int length) {
        public int end() {
            return offset + length;
        }
    }

    private final CodedInputStream input;
    private final List<Span> spans = new ArrayList<>();

    private WeightSpans(byte[] file) {
        this.input = CodedInputStream.newInstance(file);
    }

    /** In the file's order; none where the bytes are no model. */
    public static List<Span> of(byte[] file) {
        WeightSpans walk = new WeightSpans(file);
        try {
            walk.each(MODEL_GRAPH, () -> walk.each(GRAPH_INITIALIZER, walk::tensor));
            return List.copyOf(walk.spans);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A part of the walk. */
    private interface Part {
        void walk() throws IOException;
    }

    /** Walks into every message that the field of that number holds, and past all else. */
    private void each(int field, Part part) throws IOException {
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (tag != ((field << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                input.skipField(tag);
                continue;
            }
            int outer = input.pushLimit(input.readRawVarint32());
            part.walk();
            input.popLimit(outer);
        }
    }

    private void tensor() throws IOException {
        int code = 0;
        int offset = 0;
        int length = 0;
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case TENSOR_TYPE -> code = input.readInt32();
                case TENSOR_RAW -> {
                    length = input.readRawVarint32();
                    offset = input.getTotalBytesRead();
                    input.skipRawBytes(length);
                }
                case TENSOR_LOCATION -> {
                    if (input.readEnum() == EXTERNAL) {
                        throw new UnsupportedModelException(
                                "the model keeps weights in other files; 'edgeopt simplify' writes it as one");
                    }
                }
                default -> input.skipField(tag);
            }
        }
        int found = length;
        int start = offset;
        if (length > 0) {
            type(code).ifPresent(type -> spans.add(new Span(type, start, found)));
        }
    }

    private static Optional<ElementType> type(int code) {
        try {
            return Optional.of(ElementType.ofOnnxCode(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The name of a tensor and what the file declares of its type. */
public final class ValueInfo {
    private final ValueInfoProto proto;

    private ValueInfo(ValueInfoProto proto) {
        this.proto = proto;
    }

    static ValueInfo of(ValueInfoProto proto) {
        return new ValueInfo(proto);
    }

    /** A tensor of which nothing but the name is said; the runtime works out the rest. */
    public static ValueInfo named(String name) {
        return new ValueInfo(ValueInfoProto.newBuilder().setName(name).build());
    }

    public static ValueInfo of(String name, ElementType type, List<Dim> dims) {
        TypeProto.Builder typeProto = TypeProto.newBuilder();
        typeProto.getTensorTypeBuilder().setElemType(type.onnxCode()).setShape(shapeOf(dims));
        return new ValueInfo(
                ValueInfoProto.newBuilder().setName(name).setType(typeProto).build());
    }

    private static TensorShapeProto shapeOf(List<Dim> dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Dim dim : dims) {
            if (dim instanceof Dim.Fixed fixed) {
                shape.addDimBuilder().setDimValue(fixed.extent());
            } else if (dim instanceof Dim.Free free) {
                TensorShapeProto.Dimension.Builder extent = shape.addDimBuilder();
                if (!free.name().isEmpty()) {
                    extent.setDimParam(free.name());
                }
            }
        }
        return shape.build();
    }

    public static ValueInfo of(String name, ElementType type, Shape shape) {
        List<Dim> dims = new ArrayList<>();
        for (long extent : shape.toArray()) {
            dims.add(new Dim.Fixed(extent));
        }
        return of(name, type, dims);
    }

    public String name() {
        return proto.getName();
    }

    /** Empty where the file does not say, or where the value is no tensor (a sequence, a map). */
    public Optional<ElementType> type() {
        int code = proto.getType().getTensorType().getElemType();
        return proto.getType().hasTensorType() && code != 0
                ? Optional.of(ElementType.ofOnnxCode(code))
                : Optional.empty();
    }

    /** Empty where even the rank is not declared. */
    public Optional<List<Dim>> dims() {
        if (!proto.getType().hasTensorType() || !proto.getType().getTensorType().hasShape()) {
            return Optional.empty();
        }
        List<Dim> dims = new ArrayList<>();
        for (TensorShapeProto.Dimension dim :
                proto.getType().getTensorType().getShape().getDimList()) {
            dims.add(
                    dim.hasDimValue() && dim.getDimValue() >= 0
                            ? new Dim.Fixed(dim.getDimValue())
                            : new Dim.Free(dim.getDimParam()));
        }
        return Optional.of(List.copyOf(dims));
    }

    /** The shape, where every extent of it is fixed. */
    public Optional<Shape> shape() {
        return dims().flatMap(dims -> {
            long[] extents = new long[dims.size()];
            for (int i = 0; i < extents.length; i++) {
                if (!(dims.get(i) instanceof Dim.Fixed fixed)) {
                    return Optional.empty();
                }
                extents[i] = fixed.extent();
            }
            return Optional.of(Shape.of(extents));
        });
    }

    /** The same tensor declared with other extents. */
    public ValueInfo withDims(List<Dim> dims) {
        if (!proto.getType().hasTensorType()) {
            throw new IllegalStateException(name() + " is declared without an element type");
        }
        ValueInfoProto.Builder changed = proto.toBuilder();
        changed.getTypeBuilder().getTensorTypeBuilder().setShape(shapeOf(dims));
        return new ValueInfo(changed.build());
    }

    /** Fails where the declared type is none of ONNX's. */
    void check() {
        try {
            type();
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException("tensor '%s' is declared with element type %d, which ONNX does not define"
                    .formatted(name(), proto.getType().getTensorType().getElemType()));
        }
    }

    ValueInfoProto proto() {
        return proto;
    }

    /** As users read it: {@code images float [N, 3, 224, 224]}. */
    @Override
    public String toString() {
        return "%s %s [%s]"
                .formatted(
                        name(),
                        type().map(ElementType::toString).orElse("?"),
                        dims().map(dims -> dims.stream().map(Dim::toString).collect(Collectors.joining(", ")))
                                .orElse("..."));
    }
}

package io.edgeopt.core.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Elements of one type in one buffer, row-major.
 *
 * <ul>
 *   <li>The buffer is little-endian, which is also the native order of every machine that we run on and the order in
 *       ONNX files: native code reads it as it is. (A big-endian direct buffer, Java's default, would be misread
 *       silently.)
 *   <li>A tensor made by {@link #allocate} is direct and writable: it is meant to be bound to a session and reused.
 *   <li>Tensors that come from a model file are read-only views of the file's bytes.
 *   <li>String tensors have no buffer; their elements are in {@link #strings()}.
 * </ul>
 */
public final class Tensor {
    private final ElementType type;
    private final Shape shape;
    private final ByteBuffer bytes;
    private final List<String> strings;

    private Tensor(ElementType type, Shape shape, ByteBuffer bytes, List<String> strings) {
        this.type = type;
        this.shape = shape;
        this.bytes = bytes;
        this.strings = strings;
    }

    /** A writable tensor of zeros in direct memory. */
    public static Tensor allocate(ElementType type, Shape shape) {
        return new Tensor(type, shape, direct(type.bytesFor(shape.size())), List.of());
    }

    /** A tensor over the remaining bytes of {@code bytes}, which are not copied. */
    public static Tensor over(ElementType type, Shape shape, ByteBuffer bytes) {
        long expected = type.bytesFor(shape.size());
        if (type == ElementType.STRING || bytes.remaining() != expected) {
            throw new IllegalArgumentException(
                    "%s tensor of shape %s needs %d bytes, got %d".formatted(type, shape, expected, bytes.remaining()));
        }
        return new Tensor(type, shape, bytes.slice().order(ByteOrder.LITTLE_ENDIAN), List.of());
    }

    public static Tensor of(float[] values, long... dims) {
        Tensor tensor = allocate(ElementType.FLOAT, checked(values.length, dims));
        tensor.floats().put(values);
        return tensor;
    }

    public static Tensor of(long[] values, long... dims) {
        Tensor tensor = allocate(ElementType.INT64, checked(values.length, dims));
        tensor.longs().put(values);
        return tensor;
    }

    public static Tensor of(int[] values, long... dims) {
        Tensor tensor = allocate(ElementType.INT32, checked(values.length, dims));
        tensor.ints().put(values);
        return tensor;
    }

    /** 8-bit elements, signed or not as {@code type} says; also booleans. */
    public static Tensor of(ElementType type, byte[] values, long... dims) {
        if (type.bits() != 8) {
            throw new IllegalArgumentException(type + " elements are not bytes");
        }
        Tensor tensor = allocate(type, checked(values.length, dims));
        tensor.bytes().put(values);
        return tensor;
    }

    public static Tensor of(List<String> values, long... dims) {
        return new Tensor(
                ElementType.STRING, checked(values.size(), dims), ByteBuffer.allocate(0), List.copyOf(values));
    }

    public static Tensor scalar(float value) {
        return of(new float[] {value});
    }

    public static Tensor scalar(long value) {
        return of(new long[] {value});
    }

    private static Shape checked(long count, long[] dims) {
        Shape shape = Shape.of(dims);
        if (shape.size() != count) {
            throw new IllegalArgumentException("shape %s does not hold %d values".formatted(shape, count));
        }
        return shape;
    }

    private static ByteBuffer direct(long size) {
        return ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    public ElementType type() {
        return type;
    }

    public Shape shape() {
        return shape;
    }

    /** How many elements there are. */
    public long size() {
        return shape.size();
    }

    /** How many bytes the elements fill. */
    public long byteSize() {
        return bytes.capacity();
    }

    public boolean isReadOnly() {
        return bytes.isReadOnly();
    }

    /** A view of the elements as bytes, from the first; moving its position does not disturb other views. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).clear();
    }

    public FloatBuffer floats() {
        require(ElementType.FLOAT);
        return bytes().asFloatBuffer();
    }

    public IntBuffer ints() {
        require(ElementType.INT32);
        return bytes().asIntBuffer();
    }

    public LongBuffer longs() {
        require(ElementType.INT64);
        return bytes().asLongBuffer();
    }

    /** The elements of a string tensor; empty for every other type. */
    public List<String> strings() {
        return strings;
    }

    /** The same elements under another shape of the same size; the buffer is shared. */
    public Tensor reshape(long... dims) {
        return new Tensor(type, checked(size(), dims), bytes, strings);
    }

    /** A writable copy in direct memory. */
    public Tensor copy() {
        if (type == ElementType.STRING) {
            return this;
        }
        ByteBuffer copy = direct(byteSize());
        copy.put(bytes()).clear();
        return new Tensor(type, shape, copy, strings);
    }

    /** The same elements, which nobody can change through this tensor. */
    public Tensor readOnly() {
        return new Tensor(type, shape, bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN), strings);
    }

    /** Every element as a float, whatever numeric type it has; 64-bit values may lose digits. */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(size())];
        if (type == ElementType.FLOAT) {
            bytes().asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Elements.toDouble(type, bytes, i);
        }
        return values;
    }

    /** Every element as a double, whatever numeric type it has. */
    public double[] toDoubles() {
        double[] values = new double[Math.toIntExact(size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = Elements.toDouble(type, bytes, i);
        }
        return values;
    }

    /** Every element of an integer or boolean tensor. */
    public long[] toLongs() {
        long[] values = new long[Math.toIntExact(size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = Elements.toLong(type, bytes, i);
        }
        return values;
    }

    private void require(ElementType expected) {
        if (type != expected) {
            throw new IllegalStateException("tensor holds %s, not %s".formatted(type, expected));
        }
    }

    /** Whether type, shape and every byte agree. */
    public boolean contentEquals(Tensor other) {
        return type == other.type
                && shape.equals(other.shape)
                && bytes().equals(other.bytes())
                && strings.equals(other.strings);
    }

    @Override
    public String toString() {
        return "%s %s".formatted(type, shape);
    }
}

package io.edgeopt.core.tensor;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * An {@code .npy} array on disk, read item by item along its first axis.
 *
 * <ul>
 *   <li>The file is mapped, not loaded: an item in C order and little-endian is a view of the file.
 *   <li>Big-endian arrays and arrays in Fortran order are converted as they are read.
 *   <li>Whatever the file promises and does not hold is an {@link InvalidDataException} that gives both counts.
 * </ul>
 */
public final class Npy {
    private static final long WINDOW = 1L << 30;

    private final String name;
    private final NpyHeader header;
    private final FileChannel channel;
    private final ByteBuffer[] windows;
    private final long windowItems;
    private final long itemBytes;

    private Npy(String name, NpyHeader header, FileChannel channel, long itemBytes) {
        this.name = name;
        this.header = header;
        this.channel = channel;
        this.itemBytes = itemBytes;
        this.windowItems = header.fortranOrder() ? Long.MAX_VALUE : Math.max(1, WINDOW / Math.max(1, itemBytes));
        long items = header.shape().rank() == 0 ? 1 : header.shape().dim(0);
        this.windows = new ByteBuffer[header.fortranOrder() ? 1 : (int) ((items + windowItems - 1) / windowItems)];
    }

    /** Opens an array for {@link #item}; the file must stay in place while the result is used. */
    public static Npy open(Path file) {
        InputFile.check(file, "array");
        return open(file, "array " + file);
    }

    static Npy open(Path file, String what) {
        NpyHeader header;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            header = NpyHeader.read(in, what);
        } catch (IOException e) {
            throw unreadable(what, e);
        }
        long expected = header.dataBytes(what);
        long items = header.shape().rank() == 0 ? 1 : header.shape().dim(0);
        long itemBytes = items == 0 ? 0 : expected / items;
        long mapped = header.fortranOrder() ? expected : itemBytes;
        if (mapped > Integer.MAX_VALUE || items > Integer.MAX_VALUE) {
            throw new InvalidDataException("%s has the shape %s%s: more than 2 GB at once; save it in smaller parts"
                    .formatted(what, header.shape(), header.fortranOrder() ? " in Fortran order" : ""));
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            long found = channel.size() - header.dataOffset();
            if (found < expected) {
                channel.close();
                throw truncated(what, header, expected, found);
            }
            return new Npy(what, header, channel, itemBytes);
        } catch (IOException e) {
            throw unreadable(what, e);
        }
    }

    public ElementType type() {
        return header.type();
    }

    /** The whole array's shape; its first axis counts the items. */
    public Shape shape() {
        return header.shape();
    }

    /** How many items there are along the first axis. */
    public int items() {
        if (header.shape().rank() == 0) {
            throw new InvalidDataException(
                    "%s is a single number, expected an array whose first axis counts the samples".formatted(name));
        }
        return (int) header.shape().dim(0);
    }

    /** One item, without the first axis; possibly a read-only view of the file. */
    public Tensor item(int index) {
        if (index < 0 || index >= items()) {
            throw new IndexOutOfBoundsException("item %d of %d in %s".formatted(index, items(), name));
        }
        long[] dims = header.shape().toArray();
        Shape shape = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
        if (header.fortranOrder()) {
            return NpyOrder.fortranItem(header.type(), header.bigEndian(), header.shape(), index, window(0));
        }
        ByteBuffer window = window((int) (index / windowItems));
        int at = (int) (index % windowItems * itemBytes);
        return NpyOrder.littleEndian(header.type(), header.bigEndian(), shape, window.slice(at, (int) itemBytes));
    }

    private synchronized ByteBuffer window(int number) {
        ByteBuffer window = windows[number];
        if (window == null) {
            long start = number * (header.fortranOrder() ? 0 : windowItems * itemBytes);
            long length = Math.min(
                    header.dataBytes(name) - start,
                    windowItems == Long.MAX_VALUE ? Long.MAX_VALUE : windowItems * itemBytes);
            try {
                window = channel.map(FileChannel.MapMode.READ_ONLY, header.dataOffset() + start, length);
            } catch (IOException e) {
                throw unreadable(name, e);
            }
            windows[number] = window;
        }
        return window;
    }

    /** The whole array in memory. */
    public static Tensor read(Path file) {
        InputFile.check(file, "array");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in, "array " + file);
        } catch (IOException e) {
            throw unreadable("array " + file, e);
        }
    }

    /** The whole array from a stream; {@code what} names it in messages. */
    public static Tensor read(InputStream in, String what) {
        NpyHeader header = NpyHeader.read(in, what);
        long expected = header.dataBytes(what);
        if (expected > Integer.MAX_VALUE) {
            throw new InvalidDataException(
                    "%s fills %d bytes: more than 2 GB at once; save it in smaller parts".formatted(what, expected));
        }
        byte[] bytes;
        try {
            // Not allocated in one go: a damaged header may promise what the stream does not hold.
            bytes = in.readNBytes((int) expected);
        } catch (IOException e) {
            throw unreadable(what, e);
        }
        if (bytes.length < expected) {
            throw truncated(what, header, expected, bytes.length);
        }
        ByteBuffer data = ByteBuffer.wrap(bytes);
        if (header.fortranOrder()) {
            return NpyOrder.fortran(header.type(), header.bigEndian(), header.shape(), data);
        }
        Tensor tensor = Tensor.allocate(header.type(), header.shape());
        tensor.bytes()
                .put(NpyOrder.littleEndian(header.type(), header.bigEndian(), header.shape(), data)
                        .bytes());
        return tensor;
    }

    public static void write(Path file, Tensor tensor) {
        AtomicFile.write(file, out -> write(out, tensor));
    }

    /** In C order, little-endian, format version 1: what {@code numpy.save} writes. */
    public static void write(OutputStream out, Tensor tensor) throws IOException {
        out.write(NpyHeader.bytesFor(tensor));
        WritableByteChannel channel = Channels.newChannel(out);
        ByteBuffer bytes = tensor.bytes().order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static InvalidDataException truncated(String what, NpyHeader header, long expected, long found) {
        return new InvalidDataException("%s is truncated: %s of shape %s needs %d bytes, found %d"
                .formatted(what, header.type(), header.shape(), expected, found));
    }

    private static InvalidDataException unreadable(String what, IOException e) {
        return new InvalidDataException("%s cannot be read: %s".formatted(what, e.getMessage()), e);
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(name, header.type(), header.shape());
    }
}

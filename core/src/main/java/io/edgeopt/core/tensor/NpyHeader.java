package io.edgeopt.core.tensor;

import io.edgeopt.core.InvalidDataException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands before the elements of an {@code .npy} array: NumPy's format, versions 1 to 3. */
record NpyHeader(ElementType type, boolean bigEndian, boolean fortranOrder, Shape shape, long dataOffset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*('([^']*)'|\\[)");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    /** Leaves {@code in} at the first element; {@code what} names the array in messages. */
    static NpyHeader read(InputStream in, String what) {
        try {
            DataInputStream data = new DataInputStream(in);
            byte[] magic = data.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new InvalidDataException(
                        "%s is not a NumPy array: it begins with %s, expected 93 'NUMPY'; save it with numpy.save"
                                .formatted(what, HexFormat.ofDelimiter(" ").formatHex(magic)));
            }
            int major = data.readUnsignedByte();
            data.readUnsignedByte();
            if (major < 1 || major > 3) {
                throw new InvalidDataException(
                        "%s has NumPy format version %d, expected 1, 2 or 3".formatted(what, major));
            }
            long length = major == 1
                    ? Short.toUnsignedLong(Short.reverseBytes(data.readShort()))
                    : Integer.toUnsignedLong(Integer.reverseBytes(data.readInt()));
            if (length > LONGEST) {
                throw new InvalidDataException("%s has a header of %d bytes, expected at most %d: the file is damaged"
                        .formatted(what, length, LONGEST));
            }
            byte[] text = new byte[(int) length];
            data.readFully(text);
            int before = MAGIC.length + 2 + (major == 1 ? 2 : 4);
            return parse(new String(text, StandardCharsets.UTF_8), before + length, what);
        } catch (EOFException e) {
            throw new InvalidDataException("%s is truncated within its header".formatted(what), e);
        } catch (IOException e) {
            throw new InvalidDataException("%s cannot be read: %s".formatted(what, e.getMessage()), e);
        }
    }

    private static NpyHeader parse(String text, long dataOffset, String what) {
        Matcher descr = DESCR.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !order.find() || !shape.find()) {
            throw new InvalidDataException("%s has the header %s, expected 'descr', 'fortran_order' and 'shape'"
                    .formatted(what, text.strip()));
        }
        if (descr.group(2) == null) {
            throw new InvalidDataException(
                    "%s holds records with fields, expected plain numbers; save one field of it".formatted(what));
        }
        String code = descr.group(2);
        if (code.length() < 2) {
            throw unknownType(code, what);
        }
        return new NpyHeader(
                type(code, what),
                code.charAt(0) == '>',
                order.group(1).equals("True"),
                shape(shape.group(1), what),
                dataOffset);
    }

    private static ElementType type(String code, String what) {
        return switch (code.substring(1)) {
            case "f4" -> ElementType.FLOAT;
            case "f8" -> ElementType.DOUBLE;
            case "f2" -> ElementType.FLOAT16;
            case "u1" -> ElementType.UINT8;
            case "i1" -> ElementType.INT8;
            case "u2" -> ElementType.UINT16;
            case "i2" -> ElementType.INT16;
            case "u4" -> ElementType.UINT32;
            case "i4" -> ElementType.INT32;
            case "u8" -> ElementType.UINT64;
            case "i8" -> ElementType.INT64;
            case "b1" -> ElementType.BOOL;
            default -> throw unknownType(code, what);
        };
    }

    private static InvalidDataException unknownType(String code, String what) {
        String advice = code.contains("O") ? "it holds Python objects" : "its dtype is '%s'".formatted(code);
        return new InvalidDataException(
                "%s cannot be used: %s, expected float16/32/64, int8/16/32/64, uint8/16/32/64 or bool; convert with astype"
                        .formatted(what, advice));
    }

    private static Shape shape(String text, String what) {
        try {
            return Shape.of(Arrays.stream(text.replace("L", "").split(",", -1))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray());
        } catch (NumberFormatException e) {
            throw new InvalidDataException("%s has the shape (%s), expected whole numbers".formatted(what, text), e);
        }
    }

    /** How many bytes the elements fill; fails where that is more than can be. */
    long dataBytes(String what) {
        try {
            return Math.multiplyExact(shape.size(), type.bits() / 8);
        } catch (ArithmeticException e) {
            throw new InvalidDataException("%s claims the shape %s, which no file can hold".formatted(what, shape), e);
        }
    }

    /** The header of a little-endian array in C order, padded so that the elements begin at a multiple of 64. */
    static byte[] bytesFor(Tensor tensor) {
        StringBuilder dims = new StringBuilder();
        for (long dim : tensor.shape().toArray()) {
            dims.append(dims.isEmpty() ? "" : " ").append(dim).append(',');
        }
        if (tensor.shape().rank() > 1) {
            dims.setLength(dims.length() - 1);
        }
        String dict = String.format(
                Locale.ROOT, "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", code(tensor.type()), dims);
        int length = (MAGIC.length + 4 + dict.length() + 1 + 63) / 64 * 64;
        byte[] header = new byte[length];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[6] = 1;
        header[7] = 0;
        int text = length - MAGIC.length - 4;
        header[8] = (byte) text;
        header[9] = (byte) (text >> 8);
        byte[] ascii = dict.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, 10, ascii.length);
        header[length - 1] = '\n';
        return header;
    }

    private static String code(ElementType type) {
        return switch (type) {
            case FLOAT -> "<f4";
            case DOUBLE -> "<f8";
            case FLOAT16 -> "<f2";
            case UINT8 -> "|u1";
            case INT8 -> "|i1";
            case UINT16 -> "<u2";
            case INT16 -> "<i2";
            case UINT32 -> "<u4";
            case INT32 -> "<i4";
            case UINT64 -> "<u8";
            case INT64 -> "<i8";
            case BOOL -> "|b1";
            default -> throw new IllegalArgumentException("NumPy has no type for %s elements".formatted(type));
        };
    }
}

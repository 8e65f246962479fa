package io.edgeopt.testkit;

import static io.edgeopt.testkit.Wire.join;
import static io.edgeopt.testkit.Wire.message;
import static io.edgeopt.testkit.Wire.number;
import static io.edgeopt.testkit.Wire.text;

/** The parts of an ONNX file as bytes, right or wrong; the numbers are those of ONNX's own fields. */
final class OnnxBytes {
    static final int FLOAT = 1;
    static final int STRING = 8;

    private OnnxBytes() {}

    static byte[] model(byte[]... graphParts) {
        return join(head(), graph(graphParts), opset("", 17));
    }

    static byte[] head() {
        return join(number(1, 8), text(2, "testkit"));
    }

    static byte[] graph(byte[]... parts) {
        return message(7, join(parts), text(2, "g"));
    }

    static byte[] opset(String domain, long version) {
        return message(8, text(1, domain), number(2, version));
    }

    static byte[] node(String op, String name, String[] inputs, String... outputs) {
        byte[] node = new byte[0];
        for (String input : inputs) {
            node = join(node, text(1, input));
        }
        for (String output : outputs) {
            node = join(node, text(2, output));
        }
        return message(1, node, text(3, name), op.isEmpty() ? new byte[0] : text(4, op));
    }

    static String[] reading(String... inputs) {
        return inputs;
    }

    static byte[] input(String name, long elementType) {
        return message(11, declared(name, elementType));
    }

    static byte[] output(String name) {
        return message(12, declared(name, FLOAT));
    }

    private static byte[] declared(String name, long elementType) {
        byte[] shape = message(2, message(1, number(1, 2)));
        return join(text(1, name), message(2, message(1, number(1, elementType), shape)));
    }

    /** An initialiser; {@code data} are fields that hold its value. */
    static byte[] initializer(String name, long type, long[] dims, byte[]... data) {
        byte[] tensor = new byte[0];
        for (long dim : dims) {
            tensor = join(tensor, number(1, dim));
        }
        return message(5, tensor, number(2, type), text(8, name), join(data));
    }

    static byte[] raw(int size) {
        return message(9, new byte[size]);
    }

    /** Says that the value is in another file. */
    static byte[] external(String location, String offset, String length) {
        return join(
                message(13, text(1, "location"), text(2, location)),
                message(13, text(1, "offset"), text(2, offset)),
                message(13, text(1, "length"), text(2, length)),
                number(14, 1));
    }

    static long[] dims(long... dims) {
        return dims;
    }
}

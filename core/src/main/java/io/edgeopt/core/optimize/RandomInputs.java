package io.edgeopt.core.optimize;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Float16;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Drawn values for a model's inputs, the same for the same seed: floats between -1 and 1, bytes over their whole range,
 * wider integers 0 or 1, which every index into a table can be.
 */
final class RandomInputs {
    private RandomInputs() {}

    static Map<String, Tensor> of(List<ValueInfo> inputs, Map<String, Shape> shapes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (ValueInfo input : inputs) {
            ElementType type = input.type().orElseThrow(() -> unsupported(input, "no tensor type"));
            Tensor tensor = type == ElementType.STRING
                    ? null
                    : Tensor.allocate(type, java.util.Objects.requireNonNull(shapes.get(input.name())));
            if (tensor == null || !fill(tensor, random)) {
                throw unsupported(input, "type " + type);
            }
            tensors.put(input.name(), tensor);
        }
        return tensors;
    }

    private static UnsupportedModelException unsupported(ValueInfo input, String found) {
        return new UnsupportedModelException(
                "cannot draw values for input '%s': it has %s; give data".formatted(input.name(), found));
    }

    private static boolean fill(Tensor tensor, SplittableRandom random) {
        ByteBuffer bytes = tensor.bytes();
        for (long i = 0; i < tensor.size(); i++) {
            switch (tensor.type()) {
                case FLOAT -> bytes.putFloat((float) (2 * random.nextDouble() - 1));
                case DOUBLE -> bytes.putDouble(2 * random.nextDouble() - 1);
                case FLOAT16 -> bytes.putShort(Float16.fromFloat((float) (2 * random.nextDouble() - 1)));
                case UINT8, INT8 -> bytes.put((byte) random.nextInt(256));
                case BOOL -> bytes.put((byte) random.nextInt(2));
                case INT16, UINT16 -> bytes.putShort((short) random.nextInt(2));
                case INT32, UINT32 -> bytes.putInt(random.nextInt(2));
                case INT64, UINT64 -> bytes.putLong(random.nextInt(2));
                default -> {
                    return false;
                }
            }
        }
        return true;
    }
}

package io.edgeopt.core.task.head;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A network's outputs, asked for by name and item, with words for what is not as the card says. */
record Outputs(Map<String, Tensor> byName) {
    static Outputs of(Map<String, Tensor> byName) {
        return new Outputs(byName);
    }

    Tensor named(String name) {
        Tensor output = byName.get(name);
        if (output == null) {
            throw new InvalidDataException(
                    "the card's head reads output '%s', but the model gives %s".formatted(name, byName.keySet()));
        }
        return output;
    }

    /** The first output, where none is named. */
    String name(Optional<String> name) {
        return name.orElseGet(() -> byName.keySet().iterator().next());
    }

    Tensor named(Optional<String> name) {
        return named(name(name));
    }

    float[] floats(Optional<String> name, int item) {
        return item(named(name), item);
    }

    /** One item of the batch, without the batch axis, as floats. */
    static float[] item(Tensor output, int item) {
        if (output.shape().rank() < 2) {
            return output.toFloats();
        }
        int batch = Math.toIntExact(output.shape().dim(0));
        if (item >= batch) {
            throw new InvalidDataException(
                    "output of shape %s holds no item %d; run with --batch 1".formatted(output.shape(), item));
        }
        if (batch == 1) {
            return output.toFloats();
        }
        int size = Math.toIntExact(output.size() / batch);
        if (output.type() == ElementType.FLOAT) {
            float[] values = new float[size];
            output.floats().position(item * size).get(values);
            return values;
        }
        return Arrays.copyOfRange(output.toFloats(), item * size, (item + 1) * size);
    }

    static InvalidDataException unexpected(String what, Shape found, String expected) {
        return new InvalidDataException("%s has the shape %s, expected %s; correct the head in the model's card"
                .formatted(what, found, expected));
    }
}

package io.edgeopt.autograd.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All weights that learn, end to end in one array, so that an optimizer's step is a handful of operations on one array
 * instead of a handful for each of hundreds. A step's network sees views of it; what flows back lands in one gradient.
 *
 * <p>Those that decay stand first.
 */
final class FlatWeights {
    private record Place(String name, Shape shape, long offset) {}

    private final List<Place> places = new ArrayList<>();
    private final long[] sizes;
    private final long decaying;
    private final NDArray array;

    /**
     * @param root owns the array
     * @param weights where they begin
     */
    FlatWeights(NDManager root, Map<String, Tensor> weights) {
        long offset = 0;
        long decays = 0;
        for (boolean decay : new boolean[] {true, false}) {
            for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
                Tensor value = weight.getValue();
                if (value.shape().rank() >= 2 == decay) {
                    places.add(
                            new Place(weight.getKey(), new Shape(value.shape().toArray()), offset));
                    offset += value.size();
                }
            }
            decays = decay ? offset : decays;
        }
        this.decaying = decays;
        this.sizes = places.stream().mapToLong(place -> place.shape().size()).toArray();
        this.array = root.create(flat(weights), new Shape(Math.max(1, offset)));
        this.array.setRequiresGradient(true);
    }

    private float[] flat(Map<String, Tensor> weights) {
        int total =
                places.stream().mapToInt(place -> (int) place.shape().size()).sum();
        float[] values = new float[Math.max(1, total)];
        for (Place place : places) {
            Tensor weight = weights.get(place.name());
            if (weight != null) {
                float[] one = weight.toFloats();
                System.arraycopy(one, 0, values, (int) place.offset(), one.length);
            }
        }
        return values;
    }

    NDArray array() {
        return array;
    }

    /** An array of the same extent, by name; ones where a name is not given. */
    NDArray aligned(NDManager owner, Map<String, Tensor> values) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (Place place : places) {
            Tensor value = values.get(place.name());
            all.put(place.name(), value == null ? ones(place.shape()) : value);
        }
        return owner.create(flat(all), array.getShape());
    }

    private static Tensor ones(Shape shape) {
        float[] ones = new float[(int) shape.size()];
        Arrays.fill(ones, 1);
        return Tensor.of(ones, shape.getShape());
    }

    /** The stretch of weights, or of anything laid out like them, that decay; a view. */
    NDArray decaying(NDArray alike) {
        return JniUtils.slice((PtNDArray) alike, 0, 0, decaying, 1);
    }

    boolean hasDecaying() {
        return decaying > 0;
    }

    /** A step's views of each weight, through which gradients flow back into the one array. */
    Map<String, NDArray> views(NDManager scope) {
        Map<String, NDArray> views = new LinkedHashMap<>();
        if (places.isEmpty()) {
            return views;
        }
        NDList parts = JniUtils.split((PtNDArray) array, sizes, 0);
        parts.attach(scope);
        for (int i = 0; i < sizes.length; i++) {
            views.put(places.get(i).name(), parts.get(i).reshape(places.get(i).shape()));
        }
        return views;
    }

    /** The values now of {@code alike}, which is laid out like the weights, by name. */
    Map<String, Tensor> read(NDArray alike) {
        FloatBuffer all = alike.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Place place : places) {
            int size = (int) place.shape().size();
            float[] one = new float[size];
            all.get((int) place.offset(), one);
            values.put(place.name(), Tensor.of(one, place.shape().getShape()));
        }
        return values;
    }

    /** All values of an array laid out like the weights. */
    static Tensor whole(NDArray alike) {
        return Tensor.over(
                        ElementType.FLOAT,
                        io.edgeopt.core.tensor.Shape.of(alike.getShape().getShape()),
                        alike.toType(DataType.FLOAT32, false).toByteBuffer().order(ByteOrder.LITTLE_ENDIAN))
                .copy();
    }
}

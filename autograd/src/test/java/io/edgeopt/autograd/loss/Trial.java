package io.edgeopt.autograd.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.autograd.Program;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** One batch put before a loss, in double precision where finite differences are taken. */
record Trial(
        Loss loss,
        Map<String, Tensor> values,
        Map<String, Tensor> teacher,
        Targets targets,
        Map<String, Tensor> weights) {
    /** Of single precision, for values and slopes alike, relative to the largest. */
    private static final double SAME = 2e-5;

    private static final double STEP = 1e-5;
    private static final double SAME_SLOPE = 1e-5;
    private static final int SLOPES = 24;

    /** Starts PyTorch and owns the managers of all trials. */
    private static final Program ENGINE = Program.of(Model.empty("none", 17)
            .edit()
            .addInput(ValueInfo.of("x", ElementType.FLOAT, io.edgeopt.core.tensor.Shape.of(1)))
            .set("w", Tensor.of(new float[] {1}, 1))
            .add(Node.of("Mul", List.of("x", "w"), List.of("y")))
            .addOutput(ValueInfo.of("y", ElementType.FLOAT, io.edgeopt.core.tensor.Shape.of(1)))
            .model());

    record Result(double value, Map<String, double[]> gradients) {
        double[] of(String name) {
            return Objects.requireNonNull(gradients.get(name), name);
        }
    }

    static Trial of(Loss loss, Map<String, Tensor> values, Targets targets) {
        return new Trial(loss, values, Map.of(), targets, loss.weights());
    }

    /** Beside a teacher's answers. */
    Trial taught(Map<String, Tensor> answers) {
        return new Trial(loss, values, answers, targets, weights);
    }

    /** With the loss's own weights as given, where any are. */
    Trial with(Map<String, Tensor> given) {
        return given.isEmpty() ? this : new Trial(loss, values, teacher, targets, given);
    }

    static NDManager scope() {
        return Objects.requireNonNull(ENGINE.weights().get("w")).getManager().newSubManager();
    }

    /** Value and gradients, in single precision, as training takes them. */
    Result run() {
        return run(false, "", 0, 0);
    }

    private Result run(boolean doubles, String nudged, int at, double by) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try (NDManager scope = scope()) {
            Map<String, NDArray> sources = new LinkedHashMap<>();
            Map<String, NDArray> given = arrays(scope, values, doubles, nudged, at, by);
            Map<String, NDArray> own = arrays(scope, weights, doubles, nudged, at, by);
            sources.putAll(given);
            sources.putAll(own);
            sources.values().forEach(array -> array.setRequiresGradient(true));
            NDArray result =
                    loss.of(new Outcome(given, arrays(scope, teacher, doubles, "", 0, 0), targets, own, scope));
            assertThat(result.getShape().dimension()).isZero();
            assertThat(result.getManager()).isSameAs(scope);
            JniUtils.backward((PtNDArray) result, (PtNDArray) result.onesLike(), false, false);
            Map<String, double[]> gradients = new LinkedHashMap<>();
            sources.forEach((name, array) -> gradients.put(name, doubles(array.getGradient())));
            return new Result(doubles(result)[0], gradients);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static Map<String, NDArray> arrays(
            NDManager scope, Map<String, Tensor> tensors, boolean doubles, String nudged, int at, double by) {
        Map<String, NDArray> arrays = new HashMap<>();
        tensors.forEach((name, tensor) -> {
            Shape shape = new Shape(tensor.shape().toArray());
            double[] numbers = tensor.toDoubles();
            if (name.equals(nudged)) {
                numbers[at] += by;
            }
            arrays.put(name, doubles ? scope.create(numbers, shape) : scope.create(tensor.toFloats(), shape));
        });
        return arrays;
    }

    private static double[] doubles(NDArray array) {
        Number[] numbers = array.toArray();
        return IntStream.range(0, numbers.length)
                .mapToDouble(i -> numbers[i].doubleValue())
                .toArray();
    }

    /** Holds value and gradients to those of a reference case. */
    void isAs(GoldenCases.Case golden) {
        Result found = run();

        assertThat(found.value()).isCloseTo(golden.expected(), byAtMost(SAME * Math.max(1, golden.expected())));
        golden.all("gradient").forEach((name, expected) -> {
            double[] wanted = expected.toDoubles();
            double[] got = found.of(name);
            double allowed = SAME * Math.max(1e-2, largest(wanted));
            for (int i = 0; i < wanted.length; i++) {
                assertThat(got[i]).as("slope of %s[%d]", name, i).isCloseTo(wanted[i], byAtMost(allowed));
            }
        });
    }

    /** Holds gradients to finite differences, in double precision. */
    void hasTheSlopeOfFiniteDifferences() {
        Result found = run(true, "", 0, 0);
        found.gradients().forEach((name, slopes) -> {
            int stride = Math.max(1, slopes.length / SLOPES);
            for (int at = 0; at < slopes.length; at += stride) {
                double up = run(true, name, at, STEP).value();
                double down = run(true, name, at, -STEP).value();
                assertThat(slopes[at])
                        .as("slope of %s[%d]", name, at)
                        .isCloseTo((up - down) / (2 * STEP), byAtMost(SAME_SLOPE * Math.max(1, largest(slopes))));
            }
        });
    }

    /** Runs without a number that is not one. */
    void isFinite() {
        Result found = run();

        assertThat(found.value()).isFinite();
        found.gradients()
                .forEach((name, slopes) ->
                        assertThat(slopes).as(name).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY));
    }

    private static org.assertj.core.data.Offset<Double> byAtMost(double difference) {
        return org.assertj.core.data.Offset.offset(difference);
    }

    private static double largest(double[] numbers) {
        double largest = 0;
        for (double number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }
}

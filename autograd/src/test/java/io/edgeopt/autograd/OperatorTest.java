package io.edgeopt.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.autograd.op.KernelTable;
import io.edgeopt.autograd.op.Tensors;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorTest {
    /** Relative to the output's largest value. */
    private static final double SAME_OUTPUT = 1e-4;

    /** Central differences in single precision, relative to the largest slope of the array. */
    private static final double SAME_SLOPE = 2e-2;

    static Stream<OperatorCase> cases() {
        return OperatorCases.all();
    }

    static Stream<OperatorCase> differentiableCases() {
        return OperatorCases.all().filter(OperatorCase::isDifferentiable);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesWhatOnnxRuntimeGives(OperatorCase given) {
        Map<String, Tensor> expected = reference(given, given.inputs());

        Map<String, Tensor> found = interpreted(given);

        expected.forEach((name, tensor) -> {
            assertThat(named(found, name).shape()).isEqualTo(tensor.shape());
            double[] wanted = tensor.toDoubles();
            double[] got = named(found, name).toDoubles();
            double scale = largest(wanted);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(Math.abs(got[i] - wanted[i]))
                        .as("%s[%d] %f, expected %f", name, i, got[i], wanted[i])
                        .isLessThanOrEqualTo(SAME_OUTPUT * scale);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiableCases")
    void hasTheSlopeOfFiniteDifferences(OperatorCase given) {
        Map<String, double[]> gradients = gradients(given);

        gradients.forEach((name, gradient) -> {
            double scale = Math.max(largest(gradient), 1e-3);
            for (int at : steepest(gradient)) {
                double measured = slope(given, name, at);
                assertThat(Math.abs(gradient[at] - measured))
                        .as("slope of %s[%d]: %f, measured %f", name, at, gradient[at], measured)
                        .isLessThanOrEqualTo(SAME_SLOPE * scale);
            }
        });
        assertThat(gradients.values())
                .anySatisfy(gradient -> assertThat(largest(gradient)).isPositive());
    }

    @Test
    void hasACaseForEveryOperatorItKnows() {
        Set<String> covered = OperatorCases.all()
                .map(given -> given.model().graph().nodes().get(0).op())
                .collect(Collectors.toSet());

        Set<String> missing = new TreeSet<>(KernelTable.names());
        missing.removeAll(covered);

        // What a Constant holds is read when the model is loaded; its kernel only refuses what it cannot hold.
        assertThat(missing).containsExactly("Constant");
    }

    /** What 'inspect' says beforehand rests on the traits. */
    @Test
    void knowsTheOperatorsThatAreSaidToBeDifferentiable() {
        Set<String> said = Operators.all().stream()
                .filter(row -> row.domain().isEmpty() && row.isDifferentiable())
                .map(Operator::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(KernelTable.names())).isEqualTo(said);
    }

    private static Map<String, Tensor> reference(OperatorCase given, Map<String, Tensor> inputs) {
        try (Session session = new OrtBackend()
                .open(
                        given.model(),
                        SessionOptions.DEFAULT.withThreads(1).withOptimization(SessionOptions.Optimization.NONE))) {
            return session.run(inputs);
        }
    }

    private static Map<String, Tensor> interpreted(OperatorCase given) {
        try (Program program = Program.of(given.model());
                NDManager scope = program.root().newSubManager()) {
            JniUtils.setGradMode(false);
            Map<String, NDArray> inputs = new HashMap<>();
            given.inputs().forEach((name, tensor) -> inputs.put(name, Tensors.of(scope, tensor)));
            Map<String, NDArray> values = program.forward(inputs, scope, false);
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            given.model()
                    .graph()
                    .outputs()
                    .forEach(output -> outputs.put(output.name(), Tensors.of(named(values, output.name()))));
            return outputs;
        }
    }

    /** Gradients of a weighted sum of all float outputs; the weights differ, so that no error can hide in a sum. */
    private static Map<String, double[]> gradients(OperatorCase given) {
        try (Program program = Program.of(given.model());
                NDManager scope = program.root().newSubManager()) {
            JniUtils.setGradMode(true);
            Map<String, NDArray> inputs = new HashMap<>();
            given.inputs().forEach((name, tensor) -> {
                NDArray array = Tensors.of(scope, tensor);
                array.setRequiresGradient(true);
                inputs.put(name, array);
            });
            Map<String, NDArray> values = program.forward(inputs, scope, false);
            NDArray total = scope.create(0f);
            for (var output : given.model().graph().outputs()) {
                NDArray flat = named(values, output.name()).flatten();
                NDArray weights = scope.create(mix((int) flat.size())).toType(flat.getDataType(), false);
                total = total.add(flat.mul(weights).sum());
            }
            JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
            Map<String, double[]> gradients = new LinkedHashMap<>();
            inputs.forEach((name, array) ->
                    gradients.put(name, Tensors.of(array.getGradient()).toDoubles()));
            JniUtils.setGradMode(false);
            return gradients;
        }
    }

    private static float[] mix(int count) {
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (float) Math.cos(1 + 0.7 * i);
        }
        return weights;
    }

    private static double slope(OperatorCase given, String input, int at) {
        double step = 1e-3;
        return (shifted(given, input, at, step) - shifted(given, input, at, -step)) / (2 * step);
    }

    private static double shifted(OperatorCase given, String input, int at, double by) {
        Map<String, Tensor> inputs = new HashMap<>(given.inputs());
        float[] values = named(inputs, input).toFloats();
        values[at] += (float) by;
        inputs.put(input, Tensor.of(values, named(inputs, input).shape().toArray()));
        Map<String, Tensor> outputs = reference(given, inputs);
        double total = 0;
        for (Tensor output : outputs.values()) {
            double[] got = output.toDoubles();
            float[] weights = mix(got.length);
            for (int i = 0; i < got.length; i++) {
                total += got[i] * weights[i];
            }
        }
        return total;
    }

    private static <T> T named(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    /** Places where the slope is large, and a few others. */
    private static int[] steepest(double[] gradient) {
        return java.util.stream.IntStream.range(0, gradient.length)
                .boxed()
                .sorted((a, b) -> Double.compare(Math.abs(gradient[b]), Math.abs(gradient[a])))
                .limit(6)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}

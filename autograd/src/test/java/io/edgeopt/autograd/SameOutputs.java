package io.edgeopt.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A model's outputs as ONNX Runtime and as the interpreter give them, and what counts as the same. */
final class SameOutputs {
    private SameOutputs() {}

    static Map<String, Tensor> ofOnnxRuntime(Model model, Map<String, Tensor> inputs) {
        SessionOptions asInTheFile = SessionOptions.DEFAULT.withThreads(1).withOptimization(Optimization.NONE);
        try (Session session = new OrtBackend().open(model, asInTheFile)) {
            return session.run(inputs);
        }
    }

    static Map<String, Tensor> ofProgram(Model model, Map<String, Tensor> inputs) {
        try (Program program = Program.of(model)) {
            return new Gradients(program)
                    .of(inputs, outputs -> Map.of(), Set.of())
                    .values();
        }
    }

    /** Fails where an element is further off than {@code tolerance} times the largest of its output. */
    static void assertSame(Map<String, Tensor> found, Map<String, Tensor> expected, double tolerance) {
        assertThat(found.keySet()).containsAll(expected.keySet());
        expected.forEach((name, tensor) -> {
            Tensor ours = Objects.requireNonNull(found.get(name), name);
            assertThat(ours.shape()).as(name).isEqualTo(tensor.shape());
            double[] wanted = tensor.toDoubles();
            double[] got = ours.toDoubles();
            double bound =
                    tolerance * Arrays.stream(wanted).map(Math::abs).max().orElse(0);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(Math.abs(got[i] - wanted[i]))
                        .as("%s[%d] %f, expected %f", name, i, got[i], wanted[i])
                        .isLessThanOrEqualTo(bound);
            }
        });
    }
}

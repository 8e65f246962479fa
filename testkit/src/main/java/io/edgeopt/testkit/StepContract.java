package io.edgeopt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.HashWeights;
import io.edgeopt.testkit.net.Networks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What must hold of every step from model to model. A test of a step extends this and says which step, and what it
 * promises.
 */
public abstract class StepContract {
    /** A new step with settings under which it changes something; each call gives an equal one. */
    protected abstract Step step();

    /** The networks to try it on. */
    protected List<Networks.Network> networks() {
        return List.of(Networks.named("squeezenet1_1"), Networks.named("mobilenet_v3_small"));
    }

    /** The largest difference of any output from the source's, relative to the source's largest; empty to promise none. */
    protected OptionalDouble drift() {
        return OptionalDouble.empty();
    }

    /** Whether the result's file is never larger than the source's. */
    protected boolean neverGrows() {
        return false;
    }

    @TestFactory
    Stream<DynamicTest> leavesTheModelItIsGivenAsItWas() {
        return onEach(model -> {
            byte[] before = model.toBytes();

            step().apply(model);

            assertArrayEquals(before, model.toBytes());
        });
    }

    @TestFactory
    Stream<DynamicTest> givesEqualBytesEachTime() {
        return onEach(model -> assertArrayEquals(
                step().apply(model).toBytes(), step().apply(model).toBytes()));
    }

    @TestFactory
    Stream<DynamicTest> keepsInputsAndOutputs() {
        return onEach(model -> {
            Model changed = step().apply(model);

            assertEquals(faces(model.graph().inputs()), faces(changed.graph().inputs()));
            assertEquals(faces(model.graph().outputs()), faces(changed.graph().outputs()));
        });
    }

    @TestFactory
    Stream<DynamicTest> givesAModelThatIsReadAndRuns() {
        return onEach(model -> {
            Model changed = Model.parse("changed", step().apply(model).toBytes());

            run(changed, 1).forEach((name, output) -> assertTrue(isFinite(output), "output " + name));
        });
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheSourceDoesWithinItsPromise() {
        return onEach(model -> drift().ifPresent(bound -> {
            Map<String, Tensor> expected = run(model, 7);

            Map<String, Tensor> actual = run(step().apply(model), 7);

            assertEquals(expected.keySet(), actual.keySet());
            actual.forEach((name, tensor) -> {
                double found = difference(Objects.requireNonNull(expected.get(name)), tensor);
                assertTrue(found <= bound, () -> "output %s differs by %s, more than %s".formatted(name, found, bound));
            });
        }));
    }

    @TestFactory
    Stream<DynamicTest> neverGrowsWhereItPromisesSo() {
        return onEach(model -> assertTrue(
                !neverGrows() || step().apply(model).toBytes().length <= model.toBytes().length, "the file grew"));
    }

    private interface Check {
        void on(Model model);
    }

    private Stream<DynamicTest> onEach(Check check) {
        return networks().stream()
                .map(network -> DynamicTest.dynamicTest(network.name(), () -> check.on(network.small())));
    }

    /** Name, type and rank: what a caller relies on. */
    private static List<String> faces(List<ValueInfo> values) {
        return values.stream()
                .map(value -> "%s %s rank %s"
                        .formatted(value.name(), value.type(), value.dims().map(List::size)))
                .toList();
    }

    private static Map<String, Tensor> run(Model model, long seed) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (ValueInfo input : model.graph().inputs()) {
            long[] dims = input.dims().orElseThrow().stream()
                    .mapToLong(dim -> dim instanceof Dim.Fixed fixed ? fixed.extent() : 1)
                    .toArray();
            if (input.type().filter(type -> type == ElementType.FLOAT).isEmpty()) {
                throw new IllegalArgumentException("the contract feeds float inputs only, not " + input);
            }
            inputs.put(input.name(), HashWeights.of(input.name() + seed, 0, 1, dims));
        }
        SessionOptions options = SessionOptions.DEFAULT.withThreads(1);
        try (Session session = new OrtBackend().open(model, options)) {
            return session.run(inputs);
        }
    }

    private static boolean isFinite(Tensor tensor) {
        for (double value : tensor.toDoubles()) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static double difference(Tensor expected, Tensor actual) {
        double[] wanted = expected.toDoubles();
        double[] found = actual.toDoubles();
        double largest = 0;
        double scale = Double.MIN_NORMAL;
        for (int i = 0; i < wanted.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i] - found[i]));
            scale = Math.max(scale, Math.abs(wanted[i]));
        }
        return largest / scale;
    }
}

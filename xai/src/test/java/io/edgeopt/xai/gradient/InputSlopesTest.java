package io.edgeopt.xai.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That memory does not grow with the steps of a method, whatever is explained. */
class InputSlopesTest {
    private static Subject network(long[] shape) {
        GraphEditor editor = Model.empty("net", 17)
                .edit()
                .addInput(ValueInfo.of(
                        "input",
                        ElementType.FLOAT,
                        LongStream.range(0, shape.length)
                                .mapToObj(i -> i == 0 ? new Dim.Free("N") : (Dim) new Dim.Fixed(shape[(int) i]))
                                .toList()))
                .addOutput(ValueInfo.of("scores", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(3))));
        editor.add(Node.of("Relu", List.of("input"), List.of("lit")))
                .add(Node.of("ReduceMean", List.of("lit"), List.of("scores"))
                        .with("axes", LongStream.range(2, shape.length).toArray())
                        .with("keepdims", 0));
        return ExplainerContract.subject(editor.model());
    }

    @ParameterizedTest(name = "{0}: {2} at once")
    @CsvSource({"picture, 1x3x224x224, 8", "large picture, 1x3x448x448, 2", "clip, 1x3x8x112x112, 4"})
    void sendsAFewInputsThroughTheNetworkAtOnceHoweverManyStepsThereAre(String what, String size, int expected) {
        long[] shape = Arrays.stream(size.split("x")).mapToLong(Long::parseLong).toArray();
        Subject subject = network(shape);
        Tensor input = Tensor.allocate(ElementType.FLOAT, Shape.of(shape));
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        try (InputSlopes slopes = new InputSlopes(subject)) {
            slopes.visit(
                    input,
                    300,
                    (item, index) -> most.accumulateAndGet(waiting.incrementAndGet(), Math::max),
                    subject.classTarget(0),
                    (index, found) -> waiting.decrementAndGet());
        }

        assertThat(most).hasValue(expected);
        assertThat(waiting).hasValue(0);
    }
}

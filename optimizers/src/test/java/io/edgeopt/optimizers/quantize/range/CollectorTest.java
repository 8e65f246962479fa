package io.edgeopt.optimizers.quantize.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.HashWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectorTest {
    /** Writes down what it is asked to open. */
    private static final class Watched implements Backend {
        private final OrtBackend runtime = new OrtBackend();
        private final List<Model> opened = new ArrayList<>();

        @Override
        public String name() {
            return runtime.name();
        }

        @Override
        public Optional<String> unavailable() {
            return runtime.unavailable();
        }

        @Override
        public Session open(Path file, SessionOptions options) {
            return runtime.open(file, options);
        }

        @Override
        public Session open(Model model, SessionOptions options) {
            opened.add(model);
            return runtime.open(model, options);
        }
    }

    private final Watched backend = new Watched();
    private final Collector collector = new Collector(backend, SessionOptions.DEFAULT.withThreads(1));

    /** Convolutions whose values are cut off at zero, between -1 and 2, between 0 and 6, and not at all. */
    private static Model network() {
        return Model.empty("cuts", 13)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 4, 9, 7)))
                .set("w", HashWeights.of("w", 0, 2, 4, 4, 3, 3))
                .set("minus", Tensor.scalar(-1f))
                .set("zero", Tensor.scalar(0f))
                .set("two", Tensor.scalar(2f))
                .set("six", Tensor.scalar(6f))
                .add(Node.of("Conv", List.of("x", "w"), List.of("a")).with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Relu", List.of("a"), List.of("relu")))
                .add(Node.of("Conv", List.of("relu", "w"), List.of("b")).with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Clip", List.of("b", "minus", "two"), List.of("between")))
                .add(Node.of("Conv", List.of("between", "w"), List.of("c")).with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Clip", List.of("c", "zero", "six"), List.of("relu6")))
                .add(Node.of("Conv", List.of("relu6", "w"), List.of("d")).with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Add", List.of("relu6", "d"), List.of("sum")))
                .add(Node.of("Relu", List.of("sum"), List.of("joined")))
                .add(Node.of("Flatten", List.of("joined"), List.of("rows")))
                .add(Node.of("Relu", List.of("rows"), List.of("row")))
                .add(Node.of("Add", List.of("row", "minus"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 252)))
                .model();
    }

    /** Those that the runtime finds itself, some of them by other operators, are those of all values. */
    @Test
    void findsTheSameExtremesInTheRuntimeAsInAllValues() {
        List<String> tensors = List.of("x", "a", "relu", "between", "relu6", "joined", "row", "y");
        InputSource data = InputSource.of(
                "drawn",
                List.of(
                        Map.of("x", HashWeights.of("one", 0, 1, 1, 4, 9, 7)),
                        Map.of("x", HashWeights.of("two", 0.3f, 3, 1, 4, 9, 7))));

        Map<String, Statistics> found = collector.extremes(network(), tensors, data, Progress.NONE);
        Map<String, Statistics> wanted = collector.values(network(), tensors, data, Progress.NONE);

        assertThat(found.keySet()).containsExactlyElementsOf(tensors);
        for (String tensor : tensors) {
            assertThat(widths(found, tensor)).as(tensor).containsExactly(widths(wanted, tensor), within(1e-5));
        }
        assertThat(backend.opened.get(0).graph().nodes())
                .filteredOn(node -> node.is("GlobalMaxPool"))
                .extracting(node -> node.inputs().get(0))
                .containsExactly("relu", "relu6", "joined");
        assertThat(widths(found, "relu6")[1]).isEqualTo(6);
        assertThat(widths(found, "between")[0]).isEqualTo(-1);
    }

    /** The ends of all values, and the mean upper end of a sample's. */
    private static double[] widths(Map<String, Statistics> statistics, String tensor) {
        Statistics held = Objects.requireNonNull(statistics.get(tensor));
        Range range = held.extremes();
        return new double[] {range.low(), range.high(), held.meanExtremes().high()};
    }
}

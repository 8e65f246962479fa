package io.edgeopt.core.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.graph.rewrite.Facts;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObservationTest {
    private static final OrtBackend BACKEND = new OrtBackend();

    /** Two rows of pictures, flattened, as a file declares it that was exported for a batch of one. */
    private static GraphEditor flattened(Dim batch) {
        GraphEditor editor = Model.empty("flattened", 17).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(batch, new Dim.Fixed(2), new Dim.Fixed(3))));
        editor.add(Node.of("Relu", List.of("x"), List.of("positive")));
        editor.add(Node.of("Flatten", List.of("positive"), List.of("y")));
        editor.addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 6)));
        return editor;
    }

    @Test
    void believesWhatComesOfTheInputsAndNotWhatTheFileDeclares() {
        Facts facts =
                Observation.of(flattened(new Dim.Free("N")).model(), BACKEND).facts();

        assertThat(facts.shapes("y")).containsExactly(Shape.of(1, 6), Shape.of(2, 6), Shape.of(3, 6));
        assertThat(facts.shapes("positive")).containsExactly(Shape.of(1, 2, 3), Shape.of(2, 2, 3), Shape.of(3, 2, 3));
        assertThat(facts.type("y")).contains(ElementType.FLOAT);
    }

    @Test
    void knowsTheValuesOfConstants() {
        GraphEditor editor = flattened(new Dim.Fixed(1));
        editor.add(Node.of("Constant", List.of(), List.of("two")).with("value", Tensor.of(new float[] {2}, 1)));

        Facts facts = Observation.of(editor.model(), BACKEND).facts();

        assertThat(facts.constant("two"))
                .hasValueSatisfying(two -> assertThat(two.toFloats()).containsExactly(2));
    }

    @Test
    void knowsValuesThatShapesDecide() {
        GraphEditor editor = flattened(new Dim.Free("N"));
        editor.add(Node.of("Shape", List.of("positive"), List.of("extents")));

        Facts facts = Observation.of(editor.model(), BACKEND).facts();

        assertThat(facts.values("extents"))
                .extracting(Tensor::toLongs)
                .containsExactly(new long[] {1, 2, 3}, new long[] {2, 2, 3}, new long[] {3, 2, 3});
    }

    @Test
    void saysThatAModelRunsWithNoExtentThatItClaimsToTake() {
        GraphEditor editor = flattened(new Dim.Free("N"));
        String target = editor.constant("target", Tensor.of(new long[] {3, 2}, 2));
        editor.add(Node.of("Reshape", List.of("positive", target), List.of("z")));
        editor.addOutput(ValueInfo.named("z"));

        Observation observation = Observation.of(editor.model(), BACKEND);

        assertThat(observation.problem()).isPresent();
        assertThat(observation.facts().shapes("z")).isEmpty();
    }

    /** A convolution with more weights than a shape has extents, and what is made of its channels. */
    private static GraphEditor pictures(Dim batch) {
        GraphEditor editor = Model.empty("pictures", 17).edit();
        editor.addInput(ValueInfo.of(
                "x", ElementType.FLOAT, List.of(batch, new Dim.Fixed(3), new Dim.Fixed(9), new Dim.Fixed(9))));
        float[] weights = new float[4 * 3 * 3 * 3];
        Arrays.fill(weights, 0.01f);
        editor.set("w", Tensor.of(weights, 4, 3, 3, 3));
        editor.add(Node.of("Conv", List.of("x", "w"), List.of("maps")));
        editor.add(Node.of("GlobalAveragePool", List.of("maps"), List.of("means")));
        editor.add(Node.of("Flatten", List.of("means"), List.of("y")));
        editor.addOutput(ValueInfo.named("y"));
        return editor;
    }

    private static GraphEditor strided(long roundsUp) {
        GraphEditor editor = pictures(new Dim.Fixed(1));
        editor.add(Node.of("MaxPool", List.of("maps"), List.of("pooled"))
                .with("kernel_shape", new long[] {2, 2})
                .with("strides", new long[] {2, 2})
                .with("pads", new long[] {1, 1, 1, 1})
                .with("ceil_mode", roundsUp));
        editor.addOutput(ValueInfo.named("pooled"));
        return editor;
    }

    private static GraphEditor scalar() {
        GraphEditor editor = pictures(new Dim.Fixed(1));
        editor.add(Node.of("ReduceMax", List.of("maps"), List.of("largest")).with("keepdims", 0));
        editor.addOutput(ValueInfo.named("largest"));
        return editor;
    }

    /** Which boxes are found depends on the weights. */
    private static GraphEditor found() {
        GraphEditor editor = pictures(new Dim.Fixed(1));
        String boxes = editor.constant("boxes", Tensor.of(new float[4], 1, 1, 4));
        String first = editor.constant("first", Tensor.of(new long[] {1, 1, 4}, 3));
        editor.add(Node.of("Reshape", List.of("y", first), List.of("scores")));
        editor.add(Node.of("ReduceMax", List.of("scores"), List.of("score")).with("axes", new long[] {2}));
        editor.add(Node.of("NonMaxSuppression", List.of(boxes, "score"), List.of("chosen")));
        editor.addOutput(ValueInfo.named("chosen"));
        return editor;
    }

    static List<Named<Model>> models() {
        return List.of(
                Named.of("a fixed batch", pictures(new Dim.Fixed(1)).model()),
                Named.of("a free batch", pictures(new Dim.Free("N")).model()),
                Named.of("a pooling", strided(0).model()),
                Named.of("a pooling that rounds up", strided(1).model()),
                Named.of("a scalar", scalar().model()),
                Named.of("boxes", found().model()),
                Named.of("flattened", flattened(new Dim.Free("N")).model()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void isToldWhatRunsShow(Model model) {
        ShapeDependence dependence = ShapeDependence.of(model.graph());

        Facts told = Observation.of(model, BACKEND).facts();

        Facts seen = Observation.seen(model, dependence, FreeExtents.of(model.graph()), BACKEND)
                .facts();
        assertThat(dependence.shaped()).isNotEmpty().allSatisfy(tensor -> {
            assertThat(told.shapes(tensor)).isNotEmpty().isEqualTo(seen.shapes(tensor));
            assertThat(told.type(tensor)).isEqualTo(seen.type(tensor));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "a fixed batch, 0",
        "a free batch, 0",
        "a pooling, 0",
        "a pooling that rounds up, 1",
        "a scalar, 1",
        "boxes, 0"
    })
    void runsAModelOnlyWhereTheBackendDoesNotTellAll(String name, int runs) {
        Model model = models().stream()
                .filter(named -> named.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getPayload();
        Counting backend = new Counting();

        Observation observation = Observation.of(model, backend);

        assertThat(observation.problem()).isEmpty();
        assertThat(backend.runs).isEqualTo(runs);
    }

    /** Counts how often models run. */
    private static final class Counting implements Backend {
        private int runs;

        @Override
        public String name() {
            return BACKEND.name();
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public Session open(Path file, SessionOptions options) {
            throw new AssertionError("nothing here is a file");
        }

        @Override
        public Session open(Model model, SessionOptions options) {
            Session session = BACKEND.open(model, options);
            return new Session() {
                @Override
                public List<ValueInfo> inputs() {
                    return session.inputs();
                }

                @Override
                public List<ValueInfo> outputs() {
                    return session.outputs();
                }

                @Override
                public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                    runs++;
                    return session.run(inputs);
                }

                @Override
                public Binding bind(Map<String, Tensor> inputs) {
                    return session.bind(inputs);
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }
    }
}

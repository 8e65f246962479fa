package io.edgeopt.core.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.graph.rewrite.Facts;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}

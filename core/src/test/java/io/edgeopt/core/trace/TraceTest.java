package io.edgeopt.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final Backend BACKEND = new OrtBackend();

    @Test
    void tellsTheShapeOfEveryTensor() {
        Model model = pictures(new Dim.Free("N"), new Dim.Fixed(8), new Dim.Fixed(8));

        Trace trace = Trace.ofShapes(model, BACKEND, Map.of());

        assertThat(trace.shape("x")).contains(Shape.of(1, 3, 8, 8));
        assertThat(trace.shape("weight")).contains(Shape.of(4, 3, 3, 3));
        assertThat(trace.shape("conv")).contains(Shape.of(1, 4, 6, 6));
        assertThat(trace.type("conv")).contains(ElementType.FLOAT);
        assertThat(trace.bytes("conv")).contains(4L * 4 * 6 * 6);
    }

    @Test
    void runsOnceWhereAShapeDependsOnTheValues() {
        Model model = nonZero();

        Trace trace = Trace.of(model, BACKEND, Map.of("x", Tensor.of(new float[] {0, 2, 0, 3}, 4)));

        assertThat(trace.shape("places")).contains(Shape.of(1, 2));
        assertThat(trace.shape("count")).contains(Shape.of());
        assertThat(trace.type("places")).contains(ElementType.INT64);
    }

    @Test
    void asksForASpatialExtentThatIsFree() {
        Model model = pictures(new Dim.Fixed(1), new Dim.Free("H"), new Dim.Free("W"));

        assertThatThrownBy(() -> Trace.ofShapes(model, BACKEND, Map.of()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("axis 2 of input 'x' is free in [1, 3, H, W]; give it an extent: --shape x=1,3,224,224");
    }

    @Test
    void takesTheExtentsThatTheUserChose() {
        Model model = pictures(new Dim.Free("N"), new Dim.Free("H"), new Dim.Free("W"));

        Trace trace = Trace.ofShapes(model, BACKEND, Map.of("x", Shape.of(2, 3, 10, 12)));

        assertThat(trace.shape("conv")).contains(Shape.of(2, 4, 8, 10));
    }

    @Test
    void refusesAShapeThatTheModelCannotTake() {
        Model model = pictures(new Dim.Free("N"), new Dim.Fixed(8), new Dim.Fixed(8));

        assertThatThrownBy(() -> Trace.ofShapes(model, BACKEND, Map.of("x", Shape.of(1, 3, 9, 8))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("input 'x' cannot have shape 1x3x9x8: the model takes [N, 3, 8, 8]");
        assertThatThrownBy(() -> Trace.ofShapes(model, BACKEND, Map.of("image", Shape.of(1, 3, 8, 8))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no input 'image'")
                .hasMessageContaining("x float [N, 3, 8, 8]");
    }

    @Test
    void looksPastWhatIsNoTensor() {
        GraphEditor editor = Model.empty("sequence", 13).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(4)));
        editor.add(Node.of("SequenceConstruct", List.of("x", "x"), List.of("pair")));
        editor.add(Node.of("ConcatFromSequence", List.of("pair"), List.of("y")).with("axis", 0));
        editor.addOutput(ValueInfo.named("y"));

        Trace trace = Trace.ofShapes(editor.model(), BACKEND, Map.of());

        assertThat(trace.shape("pair")).isEmpty();
        assertThat(trace.shape("y")).contains(Shape.of(8));
    }

    @Test
    void tellsWhatTheFileDeclaresWhereNothingCanLoadIt() {
        GraphEditor editor = Model.empty("custom", 13).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(4)));
        editor.add(Node.of("Mystery", List.of("x"), List.of("y")).inDomain("com.example"));
        editor.addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(7)));

        Trace trace = Trace.declared(editor.model());

        assertThat(trace.shape("y")).contains(Shape.of(7));
    }

    private static Model pictures(Dim batch, Dim height, Dim width) {
        GraphEditor editor = Model.empty("pictures", 13).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(batch, new Dim.Fixed(3), height, width)));
        editor.set("weight", Tensor.of(new float[108], 4, 3, 3, 3));
        editor.add(Node.of("Conv", List.of("x", "weight"), List.of("conv")).withName("conv"));
        editor.add(Node.of("Relu", List.of("conv"), List.of("y")));
        editor.addOutput(ValueInfo.named("y"));
        return editor.model();
    }

    private static Model nonZero() {
        GraphEditor editor = Model.empty("places", 13).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"))));
        editor.add(Node.of("NonZero", List.of("x"), List.of("places")));
        editor.add(Node.of("Size", List.of("places"), List.of("count")));
        editor.addOutput(ValueInfo.named("count"));
        return editor.model();
    }
}

package io.edgeopt.core.graph.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.optimize.Observation;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A small graph being drawn: one float input {@code x} with a free batch, and what rewriting makes of it. */
final class Sketch {
    private static final OrtBackend BACKEND = new OrtBackend();

    private final GraphEditor editor;
    private final SplittableRandom random = new SplittableRandom(5);

    private Sketch(GraphEditor editor) {
        this.editor = editor;
    }

    /** The extents are those after the batch. */
    static Sketch of(int opset, long... extents) {
        List<Dim> dims = new ArrayList<>(List.of(new Dim.Free("N")));
        Arrays.stream(extents).forEach(extent -> dims.add(new Dim.Fixed(extent)));
        GraphEditor editor = Model.empty("sketch", opset).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, dims));
        return new Sketch(editor);
    }

    String add(Node node) {
        String output = editor.freshName("t");
        editor.add(node.withOutputs(List.of(output)));
        return output;
    }

    String add(String op, String... inputs) {
        return add(Node.of(op, List.of(inputs), List.of()));
    }

    void addNamed(String output, Node node) {
        editor.add(node.withOutputs(List.of(output)));
    }

    /** A node with several outputs. */
    List<String> addMany(int count, Node node) {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outputs.add(editor.freshName("t"));
        }
        editor.add(node.withOutputs(outputs));
        return outputs;
    }

    String number(float value) {
        return editor.constant("c", Tensor.scalar(value));
    }

    String constant(Tensor value) {
        return editor.constant("k", value);
    }

    String integers(long... values) {
        return editor.constant("i", Tensor.of(values, values.length));
    }

    /** Drawn numbers between 1/2 and 3/2, as scales and variances are. */
    String floats(long... dims) {
        float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 + random.nextDouble());
        }
        return editor.constant("w", Tensor.of(values, dims));
    }

    Model model(String... outputs) {
        for (String output : outputs) {
            editor.addOutput(ValueInfo.named(output));
        }
        return editor.model();
    }

    /** All rewrites. */
    static Model rewritten(Model model) {
        return rewritten(model, Set.copyOf(Rewrites.names()));
    }

    /** The named rewrites, after which the model must answer as before for every batch. */
    static Model rewritten(Model model, Set<String> names) {
        List<Rewrite> rewrites = Rewrites.forOpset(model.opset()).stream()
                .filter(rewrite -> names.contains(rewrite.name()))
                .toList();
        assertThat(names).allMatch(Rewrites.names()::contains);
        return rewritten(model, rewrites);
    }

    /** These rewrites, after which the model must answer as before for every batch. */
    static Model rewritten(Model model, List<Rewrite> rewrites) {
        Fixpoint.Result result = Fixpoint.of(
                model, rewrites, seen -> Observation.of(seen, BACKEND).facts());
        Verification verification = Verification.onRandomInputs(model, BACKEND, 3, 11, Verification.DEFAULT_TOLERANCE);
        assertThat(verification.samples()).isGreaterThan(3);
        assertThat(verification.check(result.model()).problem()).isEmpty();
        return result.model();
    }

    static List<String> ops(Model model) {
        return model.graph().nodes().stream().map(Node::op).toList();
    }
}

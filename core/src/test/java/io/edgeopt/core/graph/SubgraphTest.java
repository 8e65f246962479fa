package io.edgeopt.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubgraphTest {
    private static GraphProto branch(Node... nodes) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("branch");
        String last = "";
        for (Node node : nodes) {
            graph.addNode(node.proto());
            last = node.output();
        }
        return graph.addOutput(ValueInfo.named(last).proto()).build();
    }

    private static Node choice(GraphProto then, GraphProto otherwise, String output) {
        return Node.of(NodeProto.newBuilder()
                .setName("choice")
                .setOpType("If")
                .addInput("condition")
                .addOutput(output)
                .addAttribute(graph("then_branch", then))
                .addAttribute(graph("else_branch", otherwise))
                .build());
    }

    private static AttributeProto graph(String name, GraphProto graph) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(graph)
                .build();
    }

    private static Node node(String op, String input, String output) {
        return Node.of(op, List.of(input), List.of(output)).withName(output + "_node");
    }

    /** An If whose branches read a and, one level further down, b. */
    private static Model model() {
        Node inner = choice(branch(node("Abs", "b", "p")), branch(node("Neg", "b", "q")), "r");
        return Model.empty("g", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(2)))
                .addInput(ValueInfo.of("condition", ElementType.BOOL, Shape.of()))
                .add(node("Relu", "x", "a"))
                .add(node("Identity", "x", "b"))
                .add(choice(branch(node("Exp", "a", "t")), branch(inner), "y"))
                .addOutput(ValueInfo.named("y"))
                .model();
    }

    private static Node last(Graph graph) {
        return graph.nodes().get(graph.nodes().size() - 1);
    }

    @Test
    void countTensorsThatTheyReadAsUses() {
        Graph graph = model().graph();
        Node choice = last(graph);

        assertThat(choice.captured()).containsExactlyInAnyOrder("a", "b", "condition");
        assertThat(choice.uses()).containsExactlyInAnyOrder("condition", "a", "b");
        assertThat(graph.consumersOf("a")).containsExactly(choice);
        assertThat(graph.hasSingleUse("a")).isFalse();
    }

    @Test
    void keepTheirTensorsAlive() {
        Graph graph = model().edit().removeDead().model().graph();

        assertThat(graph.nodes()).hasSize(3);
    }

    @Test
    void keepConstantsAliveThatTheyAlsoGiveAsOutputs() {
        GraphProto passes = GraphProto.newBuilder()
                .setName("passes")
                .addOutput(ValueInfo.named("w").proto())
                .build();
        Graph graph = Model.empty("g", 17)
                .edit()
                .addInput(ValueInfo.of("condition", ElementType.BOOL, Shape.of()))
                .set("w", Tensor.scalar(1f))
                .add(choice(passes, passes, "y"))
                .addOutput(ValueInfo.named("y"))
                .removeDead()
                .model()
                .graph();

        assertThat(graph.isInitializer("w")).isTrue();
    }

    @Test
    void followWhenATensorIsRedirected() {
        Model changed = model().edit().redirect("b", "x").removeDead().model();

        assertThat(last(changed.graph()).captured()).containsExactlyInAnyOrder("a", "x", "condition");
        assertThat(changed.graph().nodes()).hasSize(2);
    }

    @Test
    void followWhenTheNodeThatTheyReadFromIsTakenOut() {
        Model model = model();
        GraphEditor editor = model.edit();

        assertThat(editor.bypass(model.graph().producerOf("b").orElseThrow(), 0))
                .isTrue();

        assertThat(last(editor.model().graph()).captured()).contains("x").doesNotContain("b");
    }

    @Test
    void keepARedirectionOutThatWouldMeanSomethingElseInside() {
        Model model = model();
        GraphEditor editor = model.edit().add(node("Tanh", "x", "t2"));
        byte[] before = editor.model().toBytes();

        assertThatThrownBy(() -> editor.redirect("b", "p"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'p'");
        assertThat(editor.model().toBytes()).isEqualTo(before);
    }

    @Test
    void keepTheirNamesFromBeingTaken() {
        GraphEditor editor = model().edit();

        assertThat(editor.freshName("t")).isEqualTo("t_1");
        assertThat(editor.freshName("q")).isEqualTo("q_1");
    }

    @Test
    void standBehindTheNodesThatTheyReadFromWhenSorted() {
        Model model = model();
        GraphEditor editor = model.edit();
        Node producer = model.graph().producerOf("b").orElseThrow();
        editor.remove(producer).add(producer);

        List<Node> sorted = editor.sort().model().graph().nodes();

        assertThat(sorted).extracting(Node::op).containsExactly("Relu", "Identity", "If");
    }

    @Test
    void mustNotReadWhatNobodyMakes() {
        GraphEditor editor = Model.empty("g", 17)
                .edit()
                .addInput(ValueInfo.of("condition", ElementType.BOOL, Shape.of()))
                .add(choice(branch(node("Exp", "nowhere", "t")), branch(node("Exp", "nowhere", "u")), "y"))
                .addOutput(ValueInfo.named("y"));

        assertThatThrownBy(editor::model)
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("'choice' (If) reads tensor 'nowhere'");
    }

    @Test
    void hideTheInputsOfALoopsBody() {
        GraphProto body = GraphProto.newBuilder()
                .setName("body")
                .addInput(ValueInfo.named("i").proto())
                .addInput(ValueInfo.named("go").proto())
                .addInput(ValueInfo.named("state").proto())
                .addNode(Node.of("Add", List.of("state", "x"), List.of("next")).proto())
                .addNode(node("Identity", "go", "again").proto())
                .addOutput(ValueInfo.named("again").proto())
                .addOutput(ValueInfo.named("next").proto())
                .build();
        Node loop = Node.of(NodeProto.newBuilder()
                .setOpType("Loop")
                .addInput("n")
                .addInput("")
                .addInput("x")
                .addOutput("y")
                .addAttribute(graph("body", body))
                .build());

        assertThat(loop.captured()).containsExactly("x");
        assertThat(loop.uses()).containsExactly("n", "x");
    }
}

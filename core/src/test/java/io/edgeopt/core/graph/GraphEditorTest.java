package io.edgeopt.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphEditorTest {
    private static final ValueInfo X = ValueInfo.of("x", ElementType.FLOAT, Shape.of(2));

    private static GraphEditor editor() {
        return Model.empty("g", 17).edit().addInput(X);
    }

    private static Node node(String op, String input, String output) {
        return Node.of(op, List.of(input), List.of(output)).withName(output + "_node");
    }

    private static List<String> names(Graph graph) {
        return graph.nodes().stream().map(Node::label).toList();
    }

    private static Node named(Graph graph, String name) {
        return graph.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** x → a → b → y. */
    private static Model chain() {
        return editor().add(node("Relu", "x", "a"))
                .add(node("Identity", "a", "b"))
                .add(node("Sigmoid", "b", "y"))
                .addOutput(ValueInfo.named("y"))
                .model();
    }

    @Test
    void leavesTheModelItBeganWithAlone() {
        Model model = chain();
        byte[] before = model.toBytes();

        model.edit().redirect("a", "x").removeDead().set("w", Tensor.scalar(1f)).model();

        assertThat(model.toBytes()).isEqualTo(before);
    }

    @Test
    void leavesAnEarlierViewAlone() {
        GraphEditor editor = editor().set("w", Tensor.scalar(1f)).set("v", Tensor.scalar(1f));
        Graph view = editor.graph();

        editor.removeInitializer("w").set("v", Tensor.scalar(2f)).add(node("Relu", "x", "a"));

        assertThat(view.isInitializer("w")).isTrue();
        assertThat(view.initializer("v").orElseThrow().toFloats()).containsExactly(1f);
        assertThat(view.nodes()).isEmpty();
        assertThat(editor.graph().isInitializer("w")).isFalse();
    }

    @Test
    void knowsProducersAndConsumers() {
        Graph graph = chain().graph();

        assertThat(graph.producerOf("b").orElseThrow().label()).isEqualTo("b_node");
        assertThat(graph.consumersOf("a")).containsExactly(named(graph, "b_node"));
        assertThat(graph.producerOf("x")).isEmpty();
        assertThat(graph.isInput("x")).isTrue();
        assertThat(graph.isOutput("y")).isTrue();
        assertThat(graph.hasSingleUse("a")).isTrue();
        assertThat(graph.hasSingleUse("y")).isFalse();
        assertThat(graph.intermediates()).containsExactly("a", "b", "y");
    }

    @Test
    void countsANodeThatReadsATensorTwiceAsTwoUses() {
        Graph graph = editor().add(Node.of("Mul", List.of("x", "x"), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model()
                .graph();

        assertThat(graph.consumersOf("x")).hasSize(1);
        assertThat(graph.hasSingleUse("x")).isFalse();
    }

    @Test
    void takesANodeOutOfTheMiddle() {
        Model model = chain();
        GraphEditor editor = model.edit();

        boolean done = editor.bypass(named(model.graph(), "b_node"), 0);

        assertThat(done).isTrue();
        assertThat(names(editor.model().graph())).containsExactly("a_node", "y_node");
        assertThat(named(editor.graph(), "y_node").inputs()).containsExactly("a");
    }

    @Test
    void givesTheProducerTheNameOfAnOutputThatGoes() {
        Model model = editor().add(node("Relu", "x", "a"))
                .add(node("Identity", "a", "y"))
                .add(node("Sigmoid", "a", "z"))
                .addOutput(ValueInfo.named("y"))
                .addOutput(ValueInfo.named("z"))
                .model();
        GraphEditor editor = model.edit();

        boolean done = editor.bypass(named(model.graph(), "y_node"), 0);

        assertThat(done).isTrue();
        Graph graph = editor.model().graph();
        assertThat(named(graph, "a_node").outputs()).containsExactly("y");
        assertThat(named(graph, "z_node").inputs()).containsExactly("y");
    }

    @Test
    void refusesToMakeAnInputOrAnotherOutputAnOutput() {
        Model model = editor().add(node("Identity", "x", "y"))
                .add(node("Relu", "x", "a"))
                .add(node("Identity", "a", "b"))
                .addOutput(ValueInfo.named("y"))
                .addOutput(ValueInfo.named("a"))
                .addOutput(ValueInfo.named("b"))
                .model();
        GraphEditor editor = model.edit();

        assertThat(editor.bypass(named(model.graph(), "y_node"), 0)).isFalse();
        assertThat(editor.bypass(named(model.graph(), "b_node"), 0)).isFalse();
        assertThat(editor.model().toBytes()).isEqualTo(model.toBytes());
    }

    @Test
    void refusesToTakeOutANodeWhoseOtherOutputIsRead() {
        Node dropout = Node.of("Dropout", List.of("x"), List.of("a", "mask")).withName("dropout");
        Model model = editor().add(dropout)
                .add(node("Relu", "a", "y"))
                .add(node("Not", "mask", "z"))
                .addOutput(ValueInfo.named("y"))
                .addOutput(ValueInfo.named("z"))
                .model();

        assertThat(model.edit().bypass(named(model.graph(), "dropout"), 0)).isFalse();
    }

    @Test
    void keepsTheNamesOfOutputsWhenReadersAreRedirected() {
        Graph graph = editor().add(node("Relu", "x", "y"))
                .add(node("Sigmoid", "x", "b"))
                .add(node("Tanh", "y", "z"))
                .addOutput(ValueInfo.named("y"))
                .addOutput(ValueInfo.named("z"))
                .redirect("y", "b")
                .model()
                .graph();

        assertThat(named(graph, "z_node").inputs()).containsExactly("b");
        assertThat(graph.outputs()).extracting(ValueInfo::name).containsExactly("y", "z");
        assertThat(graph.producerOf("y")).isPresent();
    }

    @Test
    void removesWhatNoOutputDependsOn() {
        Graph graph = editor().add(node("Relu", "x", "y"))
                .set("w", Tensor.scalar(1f))
                .add(Node.of("Add", List.of("x", "w"), List.of("unused")))
                .add(node("Relu", "unused", "unused2"))
                .addOutput(ValueInfo.named("y"))
                .removeDead()
                .model()
                .graph();

        assertThat(names(graph)).containsExactly("y_node");
        assertThat(graph.initializerNames()).isEmpty();
        assertThat(graph.inputs()).hasSize(1);
    }

    @Test
    void findsNamesThatNobodyBears() {
        GraphEditor editor = chain().edit();

        assertThat(editor.freshName("a")).isEqualTo("a_1");
        assertThat(editor.freshName("a")).isEqualTo("a_2");
        assertThat(editor.freshName("a_node")).isEqualTo("a_node_1");
        assertThat(editor.constant("new", Tensor.scalar(1f))).isEqualTo("new");
        assertThat(editor.freshName("x")).isEqualTo("x_1");
    }

    @Test
    void putsNodesWhereTheOldOneStood() {
        Model model = chain();
        GraphEditor editor = model.edit();
        Node middle = named(model.graph(), "b_node");

        editor.replace(middle, node("Neg", "a", "c"), node("Abs", "c", "b"));
        editor.addBefore(named(editor.graph(), "y_node"), node("Exp", "b", "side"));

        assertThat(names(editor.model().graph())).containsExactly("a_node", "c_node", "b_node", "side_node", "y_node");
        assertThatThrownBy(() -> editor.remove(middle)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sortsNodesBehindThoseTheyReadFrom(long seed) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>();
        List<String> tensors = new ArrayList<>(List.of("x"));
        for (int i = 0; i < 60; i++) {
            String first = tensors.get(random.nextInt(tensors.size()));
            String second = tensors.get(random.nextInt(tensors.size()));
            nodes.add(Node.of("Add", List.of(first, second), List.of("t" + i)));
            tensors.add("t" + i);
        }
        Collections.shuffle(nodes, random);
        GraphEditor editor = editor().addOutput(ValueInfo.named("t59"));
        nodes.forEach(editor::add);

        List<Node> sorted = editor.sort().model().graph().nodes();

        List<String> made = new ArrayList<>(List.of("x"));
        for (Node node : sorted) {
            assertThat(made).containsAll(node.inputs());
            made.add(node.output());
        }
        assertThat(made).hasSize(61);
    }

    @Test
    void keepsTheFilesOrderWhereThatIsFree() {
        Model model = editor().add(node("Relu", "x", "b"))
                .add(node("Relu", "x", "a"))
                .addOutput(ValueInfo.named("a"))
                .addOutput(ValueInfo.named("b"))
                .model();

        assertThat(model.edit().sort().model().toBytes()).isEqualTo(model.toBytes());
    }

    @Test
    void refusesToMakeABrokenModel() {
        assertThatThrownBy(
                        () -> chain().edit().add(node("Relu", "nowhere", "n")).model())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("'nowhere'");
        assertThatThrownBy(() -> chain().edit().add(node("Relu", "x", "a")).model())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("'a' is made twice");
        assertThatThrownBy(() -> chain().edit().set("a", Tensor.scalar(1f)).model())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("'a' is made twice");
    }

    @Test
    void namesANodeOfTheCycleNotOneBehindIt() {
        GraphEditor editor = editor().add(node("Relu", "b", "y"))
                .add(node("Neg", "a", "b"))
                .add(node("Abs", "b", "a"))
                .addOutput(ValueInfo.named("y"));

        assertThatThrownBy(editor::model)
                .isInstanceOf(InvalidModelException.class)
                .hasMessageMatching(".*cycle through node '[ab]_node'.*");
    }

    @Test
    void exposesTensorsOnceAndOnlyThoseThatNodesMake() {
        Model model = chain();

        Model exposed = model.exposing(List.of("a", "y", "a", "b"));

        assertThat(exposed.graph().outputs()).extracting(ValueInfo::name).containsExactly("y", "a", "b");
        assertThat(model.graph().outputs()).hasSize(1);
        assertThatThrownBy(() -> model.exposing(List.of("nothing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
    }

    /** Before IR version 4 every initialiser is declared as an input too. */
    private static Model old() {
        Model model = editor().addInput(ValueInfo.of("w", ElementType.FLOAT, Shape.of(2)))
                .set("w", Tensor.of(new float[] {1, 2}, 2))
                .add(Node.of("Add", List.of("x", "w"), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model();
        ModelProto proto = model.toProto().toBuilder().setIrVersion(3).build();
        return Model.parse("old", proto.toByteArray());
    }

    @Test
    void takesDeclaredInitialisersOfOldFilesForConstants() {
        Graph graph = old().graph();

        assertThat(graph.inputs()).extracting(ValueInfo::name).containsExactly("x");
        assertThat(graph.isInput("w")).isFalse();
        assertThat(graph.constant("w")).isPresent();
    }

    @Test
    void keepsDeclarationsOfOldFilesInStep() {
        GraphEditor editor = old().edit().set("w", Tensor.of(new float[] {3}, 1));
        String added = editor.constant("v", Tensor.scalar(1f));

        Graph graph = editor.add(Node.of("Mul", List.of("y", added), List.of("z")))
                .addOutput(ValueInfo.named("z"))
                .model()
                .graph();

        assertThat(graph.declaredInputs())
                .extracting(ValueInfo::toString)
                .containsExactly("x float [2]", "w float [1]", "v float []");
        assertThat(graph.inputs()).hasSize(1);
        assertThat(editor.removeInitializer("v").graph().declaredInputs()).hasSize(2);
    }

    @Test
    void takesReplaceableWeightsOffTheInputs() {
        Model newer = Model.parse(
                "newer", old().toProto().toBuilder().setIrVersion(4).build().toByteArray());

        assertThat(old().replaceableWeights()).isEmpty();
        assertThat(newer.replaceableWeights()).containsExactly("w");
        Model edited = newer.edit().model();
        assertThat(edited.replaceableWeights()).isEmpty();
        assertThat(edited.graph().declaredInputs()).extracting(ValueInfo::name).containsExactly("x");
        assertThat(edited.graph().constant("w")).isPresent();
    }

    @Test
    void declaresInputsAndOutputsAnew() {
        Graph graph = chain().edit()
                .declareInput(X.withDims(List.of(new Dim.Free("N"))))
                .declareOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(new Dim.Free(""))))
                .model()
                .graph();

        assertThat(graph.inputs().get(0)).hasToString("x float [N]");
        assertThat(graph.outputs().get(0)).hasToString("y float [?]");
        assertThat(graph.inputs().get(0).shape()).isEmpty();
    }
}

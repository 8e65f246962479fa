package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.rewrite.ClipForms.Extents;
import io.edgeopt.core.graph.rewrite.ClipForms.Form;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does what a clip network does within frames frame by frame, and what it does over time place by place, with
 * convolutions and poolings of two axes: runtimes have their best layout and their integer kernels for those alone.
 * What lies between them (activations, sums) stays in the axes that it came in; all else sees clips as before. Kernels
 * over time and space at once stay as they are.
 */
final class ByFrames implements Rewrite {
    /** From this operator set on, {@code Slice} takes a step, which leaving frames out needs. */
    private static final int STEPPED_SLICES = 10;

    private final int opset;

    ByFrames(int opset) {
        this.opset = opset;
    }

    @Override
    public String name() {
        return Rewrites.BY_FRAMES;
    }

    @Override
    public int apply(GraphEditor editor, Facts facts) {
        Graph graph = editor.graph();
        Pass pass = new Pass(editor, new Look(graph, facts), new ClipForms(editor, facts));
        for (Node node : graph.topological()) {
            if (!pass.tookApart(node)) {
                node.uses().forEach(pass::keep);
            }
        }
        graph.outputs().forEach(output -> pass.keep(output.name()));
        pass.gone.forEach(editor::remove);
        pass.forms.added().forEach(editor::add);
        return pass.fired;
    }

    /** One walk through a graph. */
    private final class Pass {
        private final GraphEditor editor;
        private final Look look;
        private final ClipForms forms;
        private final List<Node> gone = new ArrayList<>();
        private int fired;

        Pass(GraphEditor editor, Look look, ClipForms forms) {
            this.editor = editor;
            this.look = look;
            this.forms = forms;
        }

        /** Somebody reads it as the clip that it was. */
        void keep(String tensor) {
            if (forms.isApart(tensor)) {
                forms.in(Form.CLIP, tensor);
            }
        }

        boolean tookApart(Node node) {
            boolean slides = slid(node);
            if (slides) {
                fired++;
            } else if (!carried(node)) {
                return false;
            }
            gone.add(node);
            return true;
        }

        private boolean slid(Node node) {
            if (!node.isAnyOf("Conv", "AveragePool", "MaxPool")
                    || node.outputs().size() != 1
                    || Extents.of(look.facts(), node.inputs().get(0)).isEmpty()
                    || Extents.of(look.facts(), node.output()).isEmpty()) {
                return false;
            }
            return node.is("Conv") ? convolved(node) : pooled(node);
        }

        private boolean convolved(Node node) {
            String input = node.inputs().get(0);
            // The shape first: most kernels are left as they are, and weights are dear to decode.
            Optional<Window> window = look.graph()
                    .initializerShape(node.inputs().get(1))
                    .or(() -> look.constant(node, 1).map(Tensor::shape))
                    .flatMap(shape -> Window.of(node, shape));
            if (window.isEmpty()) {
                return false;
            }
            Window slides = window.get();
            boolean lines = slides.staysInPlaces();
            boolean frames = slides.staysInFrames() && (slides.timeStep() == 1 || opset >= STEPPED_SLICES);
            if (lines && !(frames && forms.has(Form.FRAMES, input) && slides.timeStep() == 1)) {
                Node along = slides.alongTime(weighted(node, slides.kernel(0), 1));
                forms.make(node.output(), Form.LINES, along.withInput(0, forms.in(Form.LINES, input)));
            } else if (frames) {
                Node within = slides.withinFrames(weighted(node, slides.kernel(1), slides.kernel(2)));
                forms.make(node.output(), Form.FRAMES, within.withInput(0, some(input, slides.timeStep())));
            }
            return lines || frames;
        }

        /** Every {@code step}-th frame, each a picture. */
        private String some(String input, long step) {
            String frames = forms.in(Form.FRAMES, input);
            if (step == 1) {
                return frames;
            }
            Extents e = Extents.of(look.facts(), input).orElseThrow();
            String clips =
                    forms.add(frames, forms.reshaped(frames, -1, e.frames(), e.channels() * e.height() * e.width()));
            Node slice = Node.of(
                    "Slice",
                    List.of(clips, number("from", 0), number("to", e.frames()), number("axis", 1), number("by", step)),
                    List.of("?"));
            String taken = forms.add(clips, slice);
            return forms.add(taken, forms.reshaped(taken, -1, e.channels(), e.height(), e.width()));
        }

        private String number(String hint, long value) {
            return editor.constant(hint, Tensor.of(new long[] {value}, 1));
        }

        /** The node with its weights for two axes; under the name that they had, where nothing else reads them. */
        private Node weighted(Node node, long height, long width) {
            String name = node.inputs().get(1);
            Tensor weight = look.constant(name).orElseThrow();
            Shape shape = weight.shape();
            Tensor flat = weight.reshape(shape.dim(0), shape.dim(1), height, width);
            if (look.graph().isInitializer(name) && look.graph().hasSingleUse(name)) {
                editor.set(name, flat);
                return node;
            }
            return node.withInput(1, editor.constant(name, flat));
        }

        private boolean pooled(Node node) {
            String input = node.inputs().get(0);
            Optional<Window> window = node.integers("kernel_shape").flatMap(kernel -> Window.of(node, kernel));
            if (window.isEmpty()) {
                return false;
            }
            Window slides = window.get();
            if (slides.staysInPlaces()) {
                forms.make(node.output(), Form.LINES, slides.alongTime(node).withInput(0, forms.in(Form.LINES, input)));
                return true;
            }
            if (!slides.staysInFrames() || slides.timeStep() != 1) {
                return false;
            }
            Node within = slides.withinFrames(node);
            if (forms.has(Form.FRAMES, input)) {
                forms.make(node.output(), Form.FRAMES, within.withInput(0, forms.in(Form.FRAMES, input)));
            } else {
                pooledByChannel(node, within);
            }
            return true;
        }

        /** A pooling does not mix channels, so they may stand where the batch does, and nothing need be turned. */
        private void pooledByChannel(Node node, Node within) {
            String clip = forms.in(Form.CLIP, node.inputs().get(0));
            Extents from = Extents.of(look.facts(), node.inputs().get(0)).orElseThrow();
            Extents to = Extents.of(look.facts(), node.output()).orElseThrow();
            String channels = forms.add(clip, forms.reshaped(clip, -1, from.frames(), from.height(), from.width()));
            String pooled = forms.add(node.output(), within.withInput(0, channels));
            forms.makeAsItWas(
                    node.output(),
                    forms.reshaped(pooled, -1, to.channels(), to.frames(), to.height(), to.width())
                            .withName(editor.freshName(node.output() + "_clip")));
        }

        /** Whether it stays in the axes that what it reads came in. */
        private boolean carried(Node node) {
            if (node.outputs().size() != 1 || !isPointwise(node)) {
                return false;
            }
            List<String> operands = node.inputs().stream()
                    .filter(input -> !input.isEmpty() && !isAside(node, input))
                    .toList();
            boolean apart = operands.stream().anyMatch(forms::isApart);
            boolean same = Extents.of(look.facts(), node.output()).isPresent()
                    && operands.stream().allMatch(input -> look.facts().sameShape(input, node.output()));
            if (!apart || !same) {
                return false;
            }
            Form form = operands.stream().anyMatch(input -> forms.has(Form.FRAMES, input)) ? Form.FRAMES : Form.LINES;
            List<String> inputs = node.inputs().stream()
                    .map(input -> operands.contains(input) ? forms.in(form, input) : input)
                    .toList();
            forms.make(node.output(), form, node.withInputs(inputs));
            return true;
        }

        private boolean isPointwise(Node node) {
            return isFixedNorm(node) || Operators.of(node).isElementwise();
        }

        private static boolean isFixedNorm(Node node) {
            return node.is("BatchNormalization")
                    && node.integer("spatial", 1) != 0
                    && node.integer("training_mode", 0) == 0;
        }

        /** What is one number, or one a channel, whatever the axes. */
        private boolean isAside(Node node, String input) {
            return node.is("BatchNormalization")
                    ? !input.equals(node.inputs().get(0))
                    : look.scalar(input).isPresent()
                            && look.constant(input).orElseThrow().shape().rank() < 5;
        }
    }
}

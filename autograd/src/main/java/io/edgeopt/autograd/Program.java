package io.edgeopt.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import io.edgeopt.autograd.op.Call;
import io.edgeopt.autograd.op.Fixed;
import io.edgeopt.autograd.op.Kernel;
import io.edgeopt.autograd.op.KernelTable;
import io.edgeopt.autograd.op.Snippets;
import io.edgeopt.autograd.op.Tensors;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.rewrite.QOperators;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A model made ready to be run under autograd: its weights as arrays, what does not depend on inputs or weights
 * evaluated once, the rest as a list of calls.
 */
public final class Program implements AutoCloseable {
    private final Model model;
    private final PtNDManager root;
    private final Snippets snippets;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final Map<String, NDArray> constants = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    /** Those constants that are still read when the program runs. */
    private final Set<String> readConstants = new HashSet<>();

    private final Layout layout;
    private Fixed fixed = Fixed.nothing();

    private record Step(Node node, Kernel kernel) {}

    private Program(Model model, Layout layout, PtNDManager root) {
        this.model = model;
        this.layout = layout;
        this.root = root;
        this.snippets = new Snippets(root);
    }

    public static Program of(Model given) {
        return of(given, Layout.CHANNELS_FIRST);
    }

    /**
     * Operators on integers are first written as float operators between {@code DequantizeLinear} and {@code
     * QuantizeLinear}. Fails where an operator has no gradient here, naming all such nodes at once.
     */
    public static Program of(Model given, Layout layout) {
        Model model = QOperators.toQdq(given);
        List<String> missing = unknown(model);
        if (!missing.isEmpty()) {
            throw new UnsupportedModelException(
                    "cannot differentiate %s; simplify the model first, or use a method without gradients"
                            .formatted(String.join(", ", missing)));
        }
        Program program = new Program(model, layout, Torch.manager());
        program.load();
        return program;
    }

    /** Nodes that have no counterpart here, as text for a message; empty where the model can be differentiated. */
    public static List<String> missing(Model model) {
        return unknown(QOperators.toQdq(model));
    }

    private static List<String> unknown(Model model) {
        return model.graph().nodes().stream()
                .filter(node ->
                        !node.domain().isEmpty() || KernelTable.of(node.op()).isEmpty())
                .map(node -> "node '%s' (%s)".formatted(node.label(), node.op()))
                .toList();
    }

    private void load() {
        Graph graph = model.graph();
        for (String name : graph.initializerNames()) {
            Tensor value = graph.initializer(name).orElseThrow();
            NDArray array = Tensors.of(root, value);
            if (value.type().isFloatingPoint()) {
                weights.put(name, array);
            } else {
                constants.put(name, array);
            }
        }
        Set<String> known = new HashSet<>(constants.keySet());
        for (Node node : graph.topological()) {
            Optional<Tensor> constant = graph.constant(node.outputs().isEmpty() ? "" : node.output());
            if (node.is("Constant") && constant.isPresent()) {
                constants.put(node.output(), Tensors.of(root, constant.orElseThrow()));
                known.add(node.output());
                continue;
            }
            Step step = new Step(node, KernelTable.of(node.op()).orElseThrow());
            if (known.containsAll(node.uses()) && !node.uses().isEmpty()) {
                run(step, constants, root, false, Fixed.nothing());
                known.addAll(node.outputs());
            } else {
                steps.add(step);
                readConstants.addAll(node.inputs());
            }
        }
        graph.outputs().forEach(output -> readConstants.add(output.name()));
        readConstants.retainAll(constants.keySet());
        Set<String> numbers = new HashSet<>(readConstants);
        weights.forEach((name, weight) -> {
            if (weight.size() == 1) {
                numbers.add(name);
            }
        });
        fixed = new Fixed(numbers);
    }

    /** The model that runs: the one given, with its operators on integers rewritten. */
    public Model model() {
        return model;
    }

    /** The float initialisers by name: what training may change. Owned by this program. */
    public Map<String, NDArray> weights() {
        return weights;
    }

    /** Owns what outlives a step. */
    public NDManager root() {
        return root;
    }

    /**
     * Places in the graph whose gradient is wanted: weights themselves, and between nodes zeros that are added there,
     * because PyTorch keeps gradients only of what nothing made.
     */
    static final class Probes {
        private final Set<String> places;
        private final Map<String, NDArray> arrays = new LinkedHashMap<>();

        private Probes(Set<String> places) {
            this.places = places;
        }

        Map<String, NDArray> arrays() {
            return arrays;
        }

        private NDArray added(String name, NDArray value) {
            if (!places.contains(name)) {
                return value;
            }
            NDArray zeros = value.stopGradient().zerosLike();
            zeros.setRequiresGradient(true);
            arrays.put(name, zeros);
            return value.add(zeros);
        }
    }

    /** Probes at every wanted tensor but those in {@code inputs}; fails where there is no such tensor. */
    Probes probes(Collection<String> wanted, Collection<String> inputs) {
        Set<String> places = new HashSet<>(wanted);
        places.removeAll(inputs);
        for (String place : places) {
            if (!weights.containsKey(place) && model.graph().producerOf(place).isEmpty()) {
                throw new InvalidPlanException("the model has no tensor '%s'%s"
                        .formatted(place, model.graph().isInput(place) ? " among the given inputs" : ""));
            }
        }
        return new Probes(places);
    }

    /** Runs the graph without probes. */
    public Map<String, NDArray> forward(Map<String, NDArray> inputs, NDManager scope, boolean training) {
        return forward(inputs, scope, node -> training);
    }

    /**
     * Runs the graph without probes.
     *
     * @param inputs arrays by name, owned by {@code scope}: inputs, and weights that stand in for the program's own
     * @param training which batch norms and dropouts behave as in training
     */
    public Map<String, NDArray> forward(Map<String, NDArray> inputs, NDManager scope, Predicate<Node> training) {
        return forward(inputs, scope, training, new Probes(Set.of()));
    }

    /**
     * Runs the graph. What is made belongs to {@code scope}, which must not outlive this program.
     *
     * @param inputs arrays by name, owned by {@code scope}
     * @param scope one step's manager
     * @param training which batch norms and dropouts behave as in training
     * @return every tensor of the graph by name
     */
    Map<String, NDArray> forward(
            Map<String, NDArray> inputs, NDManager scope, Predicate<Node> training, Probes probes) {
        Map<String, NDArray> values = new HashMap<>();
        for (String name : readConstants) {
            values.put(name, view(Objects.requireNonNull(constants.get(name)), scope));
        }
        weights.forEach((name, weight) -> {
            if (!inputs.containsKey(name)) {
                values.put(name, probes.added(name, view(weight, scope)));
            }
        });
        inputs.forEach(values::put);
        Fixed unchanged = fixed.containsAny(inputs.keySet()) ? Fixed.nothing() : fixed;
        for (Step step : steps) {
            run(step, values, scope, training.test(step.node()), unchanged);
            for (String output : step.node().outputs()) {
                values.computeIfPresent(output, probes::added);
            }
        }
        return values;
    }

    /**
     * An operation's result belongs to the manager of its first operand: were that an array of ours, every step would
     * leave arrays behind. So ours join the step as views, through which gradients still flow.
     */
    private static NDArray view(NDArray array, NDManager scope) {
        NDArray view = array.reshape(array.getShape());
        view.attach(scope);
        return view;
    }

    /**
     * What a convolution reads. Its result lies as that does, and so does what is made of the result, until something
     * gives it another shape: a shuffle of channels leaves them first, and all that follows would stay so, at several
     * times the cost. Nothing is moved where channels lie last already.
     */
    private NDArray laidOut(NDArray array) {
        return layout == Layout.CHANNELS_LAST && array.getShape().dimension() == 4
                ? snippets.call("torch.contiguous(a, memory_format=2)", array)
                : array;
    }

    /** Runs one node alone on the values that it reads; what it makes joins them. */
    void runAlone(Node node, Map<String, NDArray> values, NDManager scope) {
        Step step = new Step(node, KernelTable.of(node.op()).orElseThrow());
        run(step, values, scope, /* training= */ false, Fixed.nothing());
    }

    private void run(Step step, Map<String, NDArray> values, NDManager scope, boolean training, Fixed unchanged) {
        Node node = step.node();
        List<Optional<NDArray>> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            inputs.add(Optional.ofNullable(values.get(input)));
        }
        if (node.is("Conv")) {
            inputs.set(0, inputs.get(0).map(this::laidOut));
        }
        Call call = new Call(node, inputs, model.opset(), training, scope, unchanged, snippets);
        List<NDArray> outputs = step.kernel().run(call);
        for (int i = 0; i < Math.min(outputs.size(), node.outputs().size()); i++) {
            values.put(node.outputs().get(i), outputs.get(i));
        }
    }

    @Override
    public void close() {
        snippets.close();
        root.close();
    }
}

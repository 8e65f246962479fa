package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.rewrite.OpsetThirteen;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;

/** A float model made ready: norms and constants folded, biases apart, and an operator set with scales by channel. */
final class Preparation {
    private static final int SCALES_BY_CHANNEL = 13;
    private static final int OLD = 11;

    private Preparation() {}

    static Model of(Model model, Backend backend, Effort effort) {
        for (Node node : model.graph().nodes()) {
            Operator operator = Operators.of(node);
            boolean quantized = operator.quantized().isPresent()
                    || operator.kind() == OperatorKind.QUANTIZE
                    || operator.kind() == OperatorKind.DEQUANTIZE;
            if (quantized) {
                throw new InvalidModelException("the model is quantized already: '%s' is a %s; give the float model"
                        .formatted(node.label(), node.op()));
            }
        }
        Model source = model.opset() < OLD ? raised(model, backend) : model;
        Model ready = OpsetThirteen.raised(new Simplify(backend, settings(source, effort)).apply(source));
        if (ready.opset() < SCALES_BY_CHANNEL) {
            throw refusal(model, OpsetThirteen.obstacle(ready).orElse("nobody can raise it"));
        }
        return BiasesApart.in(SwishesApart.in(ready), backend);
    }

    /** What rewrites leave for the runtime to find is mostly graphs within nodes. */
    private static SimplifySettings settings(Model source, Effort effort) {
        SimplifySettings settings = SimplifySettings.DEFAULT.withSamples(effort.drawn());
        boolean alone = effort == Effort.FAST && source.graph().nodes().stream().noneMatch(Node::hasSubgraphs);
        return alone ? settings.byRewritesAlone() : settings;
    }

    /** Sets so old changed the meaning of more operators on their way: the raised model must give the same answers. */
    private static Model raised(Model model, Backend backend) {
        Model raised = OpsetThirteen.raised(model);
        SimplifySettings usual = SimplifySettings.DEFAULT;
        Verification.onRandomInputs(model, backend, usual.samples(), usual.seed(), usual.tolerance())
                .check(raised)
                .problem()
                .ifPresent(problem -> {
                    throw refusal(model, problem);
                });
        return raised;
    }

    private static UnsupportedModelException refusal(Model model, String why) {
        return new UnsupportedModelException(
                "the model is written in operator set %d, and scales by channel need %d, to which it cannot be raised: %s; export it anew with opset %d or later"
                        .formatted(model.opset(), SCALES_BY_CHANNEL, why, SCALES_BY_CHANNEL));
    }
}

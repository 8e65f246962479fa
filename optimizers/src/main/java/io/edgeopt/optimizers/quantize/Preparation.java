package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.rewrite.OpsetThirteen;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;

/** A float model made ready: batch norms folded, constants folded, and an operator set with scales by channel. */
final class Preparation {
    private static final int SCALES_BY_CHANNEL = 13;

    private Preparation() {}

    static Model of(Model model, Backend backend) {
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
        Model ready = OpsetThirteen.raised(new Simplify(backend, SimplifySettings.DEFAULT).apply(model));
        if (ready.opset() < SCALES_BY_CHANNEL) {
            throw new UnsupportedModelException(
                    "the model is written in operator set %d, and scales by channel need %d; export it anew with opset %d or later"
                            .formatted(model.opset(), SCALES_BY_CHANNEL, SCALES_BY_CHANNEL));
        }
        return ready;
    }
}

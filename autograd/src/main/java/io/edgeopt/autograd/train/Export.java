package io.edgeopt.autograd.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.autograd.Program;
import io.edgeopt.autograd.op.Tensors;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.graph.rewrite.Fixpoint;
import io.edgeopt.core.graph.rewrite.Rewrites;
import io.edgeopt.core.optimize.Observation;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** From a network that has learnt to the file that is deployed: batch norms folded, and checked against PyTorch. */
public final class Export {
    /** PyTorch and ONNX Runtime add up in other orders: small scores of a detector that was right were 1.1e-4 apart. */
    private static final double TOLERANCE = 3e-4;

    private Export() {}

    /**
     * The model with its batch norms folded into the convolutions before them, and whatever else can be written with
     * fewer nodes.
     *
     * @param trained as the trainer gave it
     * @param inputs on which it must answer as the trained network does under PyTorch
     * @param backend what runs the exported model for that
     */
    public static Model folded(Model trained, List<Map<String, Tensor>> inputs, Backend backend) {
        Model folded = Fixpoint.of(
                        trained,
                        Rewrites.forOpset(trained.opset()),
                        model -> Observation.of(model, backend).facts())
                .model();
        return checked(folded, trained, inputs, backend);
    }

    /** The model as it is, checked in the same way. */
    public static Model plain(Model trained, List<Map<String, Tensor>> inputs, Backend backend) {
        return checked(trained, trained, inputs, backend);
    }

    static Model checked(Model exported, Model trained, List<Map<String, Tensor>> inputs, Backend backend) {
        List<Map<String, Tensor>> expected = answers(trained, inputs);
        Optional<String> problem = Verification.expecting(expected, inputs, trained, backend, TOLERANCE)
                .check(exported)
                .problem();
        if (problem.isPresent()) {
            throw new IllegalStateException("the exported model is not what was trained: " + problem.get());
        }
        return exported;
    }

    private static List<Map<String, Tensor>> answers(Model model, List<Map<String, Tensor>> inputs) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (Program program = Program.of(model)) {
            return inputs.stream().map(each -> answer(program, each)).toList();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static Map<String, Tensor> answer(Program program, Map<String, Tensor> input) {
        try (NDManager scope = program.root().newSubManager()) {
            Map<String, NDArray> fed = new HashMap<>();
            input.forEach((name, tensor) -> fed.put(name, Tensors.of(scope, tensor)));
            Map<String, NDArray> values = program.forward(fed, scope, false);
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            for (ValueInfo output : program.model().graph().outputs()) {
                outputs.put(output.name(), Tensors.of(Objects.requireNonNull(values.get(output.name()))));
            }
            return outputs;
        }
    }
}

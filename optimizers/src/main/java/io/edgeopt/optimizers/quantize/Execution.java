package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a runtime really executed of a quantized model, from the record of a run: the proof that integers are computed
 * with, which the file alone is not.
 *
 * @param operators how many nodes of each operator ran
 * @param convolutions how many of the executed convolutions computed on integers
 * @param products the same of matrix products
 */
public record Execution(Map<String, Integer> operators, Share convolutions, Share products) {
    /** So many of so many. */
    public record Share(int integer, int all) {
        @Override
        public String toString() {
            return "%d of %d".formatted(integer, all);
        }
    }

    /** Kernels of integers that the table of operators counts as something else, or does not know as such. */
    private static final java.util.Set<String> INTEGER_PRODUCTS =
            java.util.Set.of("MatMulIntegerToFloat", "DynamicQuantizeMatMul", "MatMulInteger", "ConvInteger");

    /** Runs the model once and looks; empty where the backend keeps no record. */
    public static Optional<Execution> of(Model model, Map<String, Tensor> inputs, Backend backend, int threads) {
        SessionOptions options = SessionOptions.DEFAULT.withThreads(threads).withProfile(true);
        try (Session session = backend.open(model, options)) {
            session.run(inputs);
            return session.profile().map(profile -> count(profile.operators()));
        }
    }

    private static Execution count(Iterable<OperatorTime> executed) {
        Map<String, Integer> operators = new TreeMap<>();
        int[] convolutions = new int[2];
        int[] products = new int[2];
        for (OperatorTime time : executed) {
            operators.merge(time.op(), 1, Integer::sum);
            Operator operator = known(time.op());
            if (operator.macs() == MacRule.NONE) {
                continue;
            }
            boolean convolution = operator.kind() == OperatorKind.CONVOLUTION
                    || operator.kind() == OperatorKind.TRANSPOSED_CONVOLUTION;
            int[] counted = convolution ? convolutions : products;
            counted[0] += operator.quantized().isPresent() || INTEGER_PRODUCTS.contains(time.op()) ? 1 : 0;
            counted[1]++;
        }
        return new Execution(
                operators, new Share(convolutions[0], convolutions[1]), new Share(products[0], products[1]));
    }

    /** A record names no domains. */
    private static Operator known(String op) {
        Operator standard = Operators.of("", op);
        return standard.isKnown() ? standard : Operators.of("com.microsoft", op);
    }
}

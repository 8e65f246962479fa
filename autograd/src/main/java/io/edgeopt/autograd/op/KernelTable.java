package io.edgeopt.autograd.op;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every operator that the interpreter knows, by its ONNX name. */
public final class KernelTable {
    private static final Map<String, Kernel> KERNELS = build();

    private KernelTable() {}

    private static Map<String, Kernel> build() {
        Map<String, Kernel> table = new TreeMap<>();
        Activations.addTo(table);
        Arithmetic.addTo(table);
        Convolutions.addTo(table);
        Normalizations.addTo(table);
        Pools.addTo(table);
        Quantization.addTo(table);
        Recurrences.addTo(table);
        Reductions.addTo(table);
        Resizes.addTo(table);
        Selections.addTo(table);
        Shapes.addTo(table);
        return table;
    }

    public static Optional<Kernel> of(String op) {
        return Optional.ofNullable(KERNELS.get(op));
    }

    public static Set<String> names() {
        return KERNELS.keySet();
    }
}

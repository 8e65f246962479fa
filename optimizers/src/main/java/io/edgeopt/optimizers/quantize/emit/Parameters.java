package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;

/** How weights, biases and other constants lie in a file; each method gives the name of the floats to compute with. */
interface Parameters {
    String weight(Node layer, Tensor weight, StoredWeight stored);

    String bias(Node layer, float[] bias, float inputScale, StoredWeight stored);

    /**
     * A constant that an integer operator computes with.
     *
     * @param names of the scale and the zero point
     */
    String constant(String name, Tensor value, Grid grid, Pair names);

    /**
     * What makes a gate of the integers that open it.
     *
     * @param gate a hard sigmoid
     * @param integers the name of the integers of its input
     * @param grid of these
     */
    Node gate(Node gate, String integers, Grid grid);

    /** The same floats behind something that keeps a runtime from putting what makes them into integers. */
    String aside(String floats);

    /** The names of a scale and a zero point. */
    record Pair(String scale, String zeroPoint) {}
}

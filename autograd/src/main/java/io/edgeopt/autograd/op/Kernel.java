package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** One ONNX operator as PyTorch operations; what it gives is differentiable where its inputs are. */
@FunctionalInterface
public interface Kernel {
    /** The node's outputs in order; trailing ones that the node does not name may be left out. */
    List<NDArray> run(Call call);

    /** A kernel with one output. */
    @FunctionalInterface
    interface Single {
        NDArray run(Call call);
    }

    static Kernel of(Single single) {
        return call -> List.of(single.run(call));
    }
}

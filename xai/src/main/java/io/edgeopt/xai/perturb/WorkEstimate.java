package io.edgeopt.xai.perturb;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;

/** About what things take on one thread, from runs of ONNX Runtime: good enough to tell which way is shorter. */
final class WorkEstimate {
    private static final double NANOS_A_PRODUCT = 0.03;
    private static final double NANOS_AN_ELEMENT = 0.5;
    /** Most activations are computed in passing by the convolution before them. */
    private static final double NANOS_AN_ACTIVATION = 0.1;

    private static final double NANOS_A_COPY = 0.3;
    private static final double NANOS_A_RUN = 30_000;

    private WorkEstimate() {}

    static double nanos(Node node, long macs, long bytes) {
        boolean activation = Operators.of(node).kind() == OperatorKind.ACTIVATION;
        return NANOS_A_PRODUCT * macs + (activation ? NANOS_AN_ACTIVATION : NANOS_AN_ELEMENT) * bytes / Float.BYTES;
    }

    /** One more run of a part, for each of {@code batch} windows that go through it at once. */
    static double run(int batch) {
        return NANOS_A_RUN / batch;
    }

    static double copy(long elements) {
        return NANOS_A_COPY * elements;
    }
}

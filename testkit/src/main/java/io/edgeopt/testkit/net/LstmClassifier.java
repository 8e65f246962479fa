package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;

/** A stack of LSTM layers over a sequence, and a linear layer over the last state. */
public final class LstmClassifier {
    private LstmClassifier() {}

    /** The setup's size is the number of features of one step. Weights are in ONNX's order of gates: i, o, f, c. */
    public static Model of(Setup setup, int steps, int hidden, int layers) {
        Net net = new Net("lstm", setup);
        Value sequence = net.input("input", steps, setup.size());
        // ONNX wants time first: from here on the batch is the second axis.
        Value x = net.emit(
                Node.of("Transpose", List.of(sequence.name()), List.of()).with("perm", new long[] {1, 0, 2}),
                sequence.dims());
        Value state = x;
        for (int layer = 0; layer < layers; layer++) {
            String at = "lstm.%d".formatted(layer);
            double spread = 1 / Math.sqrt(hidden);
            List<String> read = List.of(
                    x.name(),
                    net.weight(at + ".W", HashWeights.of(at + ".W", 0, spread, 1, 4L * hidden, x.last())),
                    net.weight(at + ".R", HashWeights.of(at + ".R", 0, spread, 1, 4L * hidden, hidden)),
                    net.weight(at + ".B", HashWeights.of(at + ".B", 0, spread, 1, 8L * hidden)));
            net.add(Node.of("LSTM", read, List.of(at, at + ".h")).withName(at).with("hidden_size", hidden));
            state = new Value(at + ".h", List.of(hidden));
            x = net.along("Squeeze", new Value(at, List.of(steps, hidden)), 1);
        }
        Value last = net.along("Squeeze", state, 0);
        return net.output("logits", net.linear(last, "fc", setup.classes(), 8)).model();
    }
}

package io.edgeopt.core.study.run;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What can be told of a variant's file without running it on data. */
final class VariantFiles {
    private VariantFiles() {}

    /** {@code named} is how the result calls the file. */
    static VariantFile of(Path file, String named, String digest, Optional<Long> packedBytes, Backend backend) {
        Model model = Model.read(file);
        Cost cost = Cost.of(model, Trace.ofShapes(model, backend, Map.of()));
        return new VariantFile(
                named,
                digest,
                InputFile.size(file, "model"),
                packedBytes,
                Optional.of(cost.parameters()),
                Optional.of(cost.macs()).filter(macs -> macs > 0),
                zeros(model));
    }

    /** Of the weights in float: whoever prunes by masks leaves zeros there. */
    private static Optional<Double> zeros(Model model) {
        long all = 0;
        long zero = 0;
        Graph graph = model.graph();
        for (String name : graph.initializerNames()) {
            boolean weights = graph.initializerType(name).equals(Optional.of(ElementType.FLOAT))
                    && graph.initializerShape(name)
                            .filter(shape -> shape.rank() >= 2)
                            .isPresent();
            if (weights) {
                for (float value : graph.initializer(name).orElseThrow().toFloats()) {
                    all++;
                    zero += value == 0 ? 1 : 0;
                }
            }
        }
        return all == 0 ? Optional.empty() : Optional.of((double) zero / all);
    }
}

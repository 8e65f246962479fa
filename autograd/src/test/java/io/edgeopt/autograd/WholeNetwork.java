package io.edgeopt.autograd;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.HashWeights;
import io.edgeopt.testkit.net.LstmClassifier;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.Setup;
import io.edgeopt.testkit.net.VideoResNet;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A network of testkit at a small size with its batch free, and a made batch of two to run it on. */
record WholeNetwork(String name, Supplier<Model> model) {
    private static final int BATCH = 2;

    static Stream<WholeNetwork> all() {
        Stream<WholeNetwork> pictures = Networks.all().stream()
                .map(network ->
                        new WholeNetwork(network.name(), () -> network.builder().apply(setup(network.smallest()))));
        return Stream.concat(
                pictures,
                Stream.of(
                        new WholeNetwork("r2plus1d_18", () -> VideoResNet.r2plus1d18(setup(32), 8)),
                        new WholeNetwork("lstm", () -> LstmClassifier.of(setup(16), 12, 32, 2))));
    }

    static WholeNetwork named(String name) {
        return all().filter(network -> network.name().equals(name)).findFirst().orElseThrow();
    }

    private static Setup setup(int size) {
        return Setup.size(size).withClasses(10).withFreeBatch();
    }

    static Map<String, Tensor> batch(Model model) {
        long[] dims = model.graph().inputs().get(0).dims().orElseThrow().stream()
                .mapToLong(dim -> dim instanceof Dim.Fixed fixed ? fixed.extent() : BATCH)
                .toArray();
        return Map.of("input", HashWeights.of("picture", 0, 1, dims));
    }

    /** What a parametrised test is called. */
    @Override
    public String toString() {
        return name;
    }
}

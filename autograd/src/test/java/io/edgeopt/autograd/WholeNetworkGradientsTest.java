package io.edgeopt.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.HashWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against gradients by another autograd in double precision; {@code network-gradients.txt} says how they were made. */
class WholeNetworkGradientsTest {
    /** Of a gradient's length; single precision, and rectifiers near zero that fall on the other side. */
    private static final double SAME_NORM = 1e-3;

    /** Length of the difference of the samples, relative to their own length or to what that of so many is on average. */
    private static final double SAME_SAMPLES = 5e-3;

    private static final int SAMPLES = 16;

    /** What the file says of one tensor; without samples, of all learnt weights together. */
    private record Reference(String network, String tensor, int elements, double norm, List<Double> samples) {
        static Reference parse(String line) {
            String[] words = line.split(" ", -1);
            List<Double> samples =
                    Arrays.stream(words).skip(4).map(Double::valueOf).toList();
            return new Reference(words[0], words[1], Integer.parseInt(words[2]), Double.parseDouble(words[3]), samples);
        }
    }

    static Stream<WholeNetwork> networks() {
        return WholeNetwork.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void areThoseOfAnotherAutogradOnTheSameGraph(WholeNetwork network) throws IOException {
        Model model = network.model().get();
        Collection<String> learnt = learnt(model);
        Collection<String> wanted = new TreeSet<>(learnt);
        wanted.add("input");

        Map<String, Tensor> found;
        try (Program program = Program.of(model)) {
            found = new Gradients(program)
                    .of(WholeNetwork.batch(model), WholeNetworkGradientsTest::slopes, wanted)
                    .gradients();
        }

        List<Reference> references = references(network.name());
        assertThat(references).hasSize(10);
        for (Reference reference : references) {
            if (reference.samples().isEmpty()) {
                assertSameNorm(reference, learnt, found);
            } else {
                assertSameNorm(reference, List.of(reference.tensor()), found);
                assertSameSamples(reference, named(found, reference.tensor()));
            }
        }
    }

    private static Collection<String> learnt(Model model) {
        return model.graph().initializerNames().stream()
                .filter(name -> !name.contains(".running_"))
                .filter(name -> model.graph()
                        .initializer(name)
                        .filter(value ->
                                value.type().isFloatingPoint() && value.shape().rank() > 0)
                        .isPresent())
                .toList();
    }

    private static Map<String, Tensor> slopes(Map<String, Tensor> outputs) {
        Map<String, Tensor> slopes = new HashMap<>();
        outputs.forEach((name, output) -> slopes.put(
                name, HashWeights.of("slopes of " + name, 0, 1, output.shape().toArray())));
        return slopes;
    }

    private static void assertSameNorm(Reference reference, Collection<String> tensors, Map<String, Tensor> found) {
        double squares = 0;
        long elements = 0;
        for (String tensor : tensors) {
            float[] gradient = named(found, tensor).toFloats();
            elements += gradient.length;
            for (double slope : gradient) {
                squares += slope * slope;
            }
        }
        assertThat(elements).isEqualTo(reference.elements());
        assertThat(Math.abs(Math.sqrt(squares) / reference.norm() - 1))
                .as("norm of %s: %f, expected %f", reference.tensor(), Math.sqrt(squares), reference.norm())
                .isLessThan(SAME_NORM);
    }

    private static void assertSameSamples(Reference reference, Tensor found) {
        float[] gradient = found.toFloats();
        float[] places = HashWeights.of("samples of " + reference.tensor(), 0, 1, SAMPLES)
                .toFloats();
        double off = 0;
        double length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double expected = reference.samples().get(i);
            int at = (int) Math.floor((places[i] + 1.0) / 2 * gradient.length);
            off += (gradient[at] - expected) * (gradient[at] - expected);
            length += expected * expected;
        }
        double usual = reference.norm() * Math.sqrt((double) SAMPLES / reference.elements());
        assertThat(Math.sqrt(off) / Math.max(Math.sqrt(length), usual))
                .as("samples of %s", reference.tensor())
                .isLessThan(SAME_SAMPLES);
    }

    private static List<Reference> references(String network) throws IOException {
        try (InputStream file = WholeNetworkGradientsTest.class.getResourceAsStream("network-gradients.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith(network + " "))
                    .map(Reference::parse)
                    .toList();
        }
    }

    private static Tensor named(Map<String, Tensor> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }
}

package io.edgeopt.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.models.architecture.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that come with edgeopt. */
class ZooTest {
    private static final Path ZOO = Path.of("zoo");
    private static final long MOST_BYTES = 60_000_000;

    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(ZOO)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    private static Path beside(Path model, String ending) {
        return model.resolveSibling(model.getFileName().toString().replaceAll("onnx$", ending));
    }

    @ParameterizedTest
    @MethodSource("models")
    void comesWithACardThatSaysWhereItIsFromAndHowGoodItIs(Path file) {
        ModelCard card = ModelCard.read(beside(file, "json"));

        card.checkDigest(file);
        assertThat(file).hasFileName(card.name() + ".onnx");
        assertThat(card.digest()).isPresent();
        assertThat(card.licence()).isPresent();
        assertThat(card.data()).isNotEmpty();
        assertThat(card.metrics()).isNotEmpty().allMatch(metric -> metric.low() <= metric.value() && metric.n() > 0);
        assertThat(card.limits()).isNotEmpty();
        assertThat(card.date()).isPresent();
        assertThat(card.seed()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("models")
    void canBeTrainedAgainByItsRecipe(Path file) throws IOException {
        String recipe = Files.readString(beside(file, "recipe.json"));
        ModelCard card = ModelCard.read(beside(file, "json"));

        String architecture = recipe.replaceAll("(?s).*\"architecture\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        if (architecture.equals(card.name())) {
            assertThat(card.recipe())
                    .hasValueSatisfying(made -> assertThat(made).contains("adapt"));
        } else {
            assertThat(new Architectures().names()).contains(architecture);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void hasNoWeightThatMightBeReplacedWhichWouldMakeItSlow(Path file) {
        assertThat(Model.read(file).replaceableWeights()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void answersInNumbers(Path file) {
        ModelCard card = ModelCard.read(beside(file, "json"));

        try (Session session = new OrtBackend().open(file, SessionOptions.DEFAULT.withThreads(1))) {
            ValueInfo input = session.inputs().get(0);
            assertThat(card.inputs().get(0).name()).isEqualTo(input.name());
            Shape one = Shape.of(input.dims().orElseThrow().stream()
                    .mapToLong(dim -> dim instanceof Dim.Fixed fixed ? fixed.extent() : 1)
                    .toArray());
            Tensor grey = Tensor.allocate(ElementType.FLOAT, one);
            session.run(Map.of(input.name(), grey))
                    .values()
                    .forEach(output -> assertThat(output.toFloats()).doesNotContain(Float.NaN));
        }
    }

    @Test
    void isSmallEnoughForAClone() throws IOException {
        long bytes = 0;
        for (Path file : models()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isPositive().isLessThan(MOST_BYTES);
    }
}

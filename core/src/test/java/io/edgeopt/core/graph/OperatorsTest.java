package io.edgeopt.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.QuantizedForm.Operand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {
    static Stream<String> onnxOperators() throws IOException {
        try (InputStream list = OperatorsTest.class.getResourceAsStream("onnx-operators.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("onnxOperators")
    void knowsEveryOperatorOfOnnx(String name) {
        assertThat(Operators.of("", name).isKnown()).isTrue();
    }

    @Test
    void namesNoOperatorThatOnnxDoesNotHave() throws IOException {
        List<String> ours = Operators.all().stream()
                .filter(row -> row.domain().isEmpty())
                .map(Operator::name)
                .toList();

        // ONNX Runtime adds this one to ONNX's own domain.
        assertThat(ours)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(onnxOperators(), Stream.of("SimplifiedLayerNormalization"))
                                .toList());
    }

    @Test
    void callsAnOperatorItHasNoRowForUnknown() {
        Node node = Node.of("Frobnicate", List.of("x"), List.of("y")).inDomain("org.example");

        Operator found = Operators.of(node);

        assertThat(found.kind()).isEqualTo(OperatorKind.UNKNOWN);
        assertThat(found).hasToString("org.example.Frobnicate");
        assertThat(found.isDifferentiable()).isFalse();
    }

    @Test
    void tellsDomainsApart() {
        assertThat(Operators.of("com.microsoft", "QLinearConv").quantized()).isEmpty();
        assertThat(Operators.of("", "QLinearConv").quantized()).isPresent();
        assertThat(Operators.of("", "QLinearAdd").isKnown()).isFalse();
    }

    @Test
    void findsWeightAndBiasOfANode() {
        Node conv = Node.of("Conv", List.of("x", "w", "b"), List.of("y"));
        Node noBias = Node.of("Conv", List.of("x", "w"), List.of("y"));
        Node relu = Node.of("Relu", List.of("x"), List.of("y"));

        assertThat(Operators.of(conv).weightOf(conv)).hasValue("w");
        assertThat(Operators.of(conv).biasOf(conv)).hasValue("b");
        assertThat(Operators.of(noBias).biasOf(noBias)).isEmpty();
        assertThat(Operators.of(relu).weightOf(relu)).isEmpty();
    }

    @Test
    void findsTheChannelsOfATransposedMatrixFirst() {
        Node plain = Node.of("Gemm", List.of("x", "w"), List.of("y"));
        Node transposed = plain.with("transB", 1);

        assertThat(Operators.of(plain).channelsOf(plain)).isEqualTo(OptionalInt.of(-1));
        assertThat(Operators.of(transposed).channelsOf(transposed)).isEqualTo(OptionalInt.of(0));
    }

    static Stream<Operator> rows() {
        return Operators.all().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysOneThingAboutGradients(Operator row) {
        assertThat(row.has(OperatorTrait.DIFFERENTIABLE) && row.endsGradient()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void countsMultiplicationsWhereThereAreWeightsToMultiplyBy(Operator row) {
        boolean multiplies = row.kind() == OperatorKind.CONVOLUTION
                || row.kind() == OperatorKind.TRANSPOSED_CONVOLUTION
                || row.kind() == OperatorKind.RECURRENT;

        assertThat(!multiplies || (row.macs() != MacRule.NONE && row.weight().isPresent()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void givesAnIntegerOperatorTheFamilyOfTheOneItStandsFor(Operator row) {
        row.quantized().ifPresent(form -> {
            Operator floats = Operators.of("", form.floatOp());

            assertThat(row.kind()).isEqualTo(floats.kind());
            assertThat(row.isElementwise()).isEqualTo(floats.isElementwise());
            assertThat(row.macs()).isEqualTo(floats.macs());
            assertThat(row.channels()).isEqualTo(floats.channels());
            assertThat(form.operands()).containsOnlyOnce(Operand.OUTPUT);
            assertThat(Operators.integerFormOf(form.floatOp())).hasValue(row);
        });
    }
}

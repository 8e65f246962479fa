package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.autograd.Program;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.models.architecture.Architectures;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainableArchitecturesTest {
    private static final Architectures ARCHITECTURES = new Architectures();

    static Stream<String> names() {
        return ARCHITECTURES.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void haveNothingWithoutAGradient(String name) {
        var model = ARCHITECTURES.build(name, ArchitectureOptions.DEFAULT).model();

        assertThat(Program.missing(model)).isEmpty();
    }
}

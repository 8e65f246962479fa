package io.edgeopt.optimizers.quantize.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.testkit.net.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerBitsTest {
    private static final List<WeightTensor> WEIGHTS =
            WeightTensor.of(Networks.named("squeezenet1_1").small().graph());

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("bits.txt"), text);
    }

    @Test
    void givesEveryLayerTheSameWithoutAFile() {
        LayerBits bits = LayerBits.parse("4", "8");

        assertThat(WEIGHTS).allSatisfy(weight -> assertThat(bits.of(weight)).hasValue(4));
    }

    @Test
    void letsTheLastLineThatFitsDecide() throws IOException {
        LayerBits bits = LayerBits.parse(file("""
                # what is near the pixels needs more
                default = 3
                *squeeze* = 5
                features.3.squeeze* = float   # and this one most
                """).toString(), "8");

        var chosen = WEIGHTS.stream().collect(Collectors.toMap(WeightTensor::name, bits::of));

        assertThat(chosen.get("features.3.squeeze.weight")).isEmpty();
        assertThat(chosen.get("features.4.squeeze.weight")).hasValue(5);
        assertThat(chosen.get("features.0.weight")).hasValue(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "features.0.weight 4          | line 1: expected 'layer = bits'",
                "= 4                          | line 1: expected 'layer = bits'",
                "features.0.weight = four     | line 1: expected a number of bits or 'float', found 'four'",
                "features.0.weight = 400      | line 1: expected a number of bits",
                "features.0.weight = 9        | line 1: weights cannot have 9 bits here; choose 2 to 8",
                "default = 1                  | default: weights cannot have 1 bits here; choose 2 to 8",
                "features.0.wieght = 4        | line 1: no layer with weights is called 'features.0.wieght'",
                "no.such.* = 4                | line 1: no layer with weights is called 'no.such.*'"
            })
    void namesTheLineThatIsWrong(String text, String message) throws IOException {
        Path file = file(text + "\n");

        assertThatThrownBy(() -> LayerBits.parse(file.toString(), "8").checked(2, 8, WEIGHTS))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void givesSmallLayersMoreAndLargeOnesFewerWhereAMeanIsAskedFor() {
        LayerBits bits = LayerBits.parse("mean:4", "8").checked(1, 8, WEIGHTS);

        double total = 0;
        double elements = 0;
        for (WeightTensor weight : WEIGHTS) {
            total += (double) bits.of(weight).orElseThrow() * weight.value().size();
            elements += weight.value().size();
        }
        assertThat(total / elements).isBetween(3.5, 4.0);
        assertThat(WEIGHTS)
                .allSatisfy(weight -> assertThat(bits.of(weight).orElseThrow()).isBetween(3, 8));
        for (WeightTensor one : WEIGHTS) {
            for (WeightTensor other : WEIGHTS) {
                assertThat(one.value().size() < other.value().size()
                                && bits.of(one).orElseThrow() < bits.of(other).orElseThrow())
                        .isFalse();
            }
        }
    }

    @Test
    void takesAMeanAsTheDefaultOfAFile() throws IOException {
        LayerBits bits = LayerBits.parse(
                        file("default = mean:3.5\nfeatures.0.weight = 8\n").toString(), "8")
                .checked(1, 8, WEIGHTS);

        assertThat(bits.of(WEIGHTS.get(0))).hasValue(8);
        assertThat(WEIGHTS).anySatisfy(weight -> assertThat(bits.of(weight)).hasValue(3));
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> LayerBits.parse(folder.resolve("none").toString(), "8"))
                .isInstanceOf(EdgeoptException.class)
                .hasMessageContaining("does not exist");
    }
}

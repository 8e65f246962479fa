package io.edgeopt.optimizers.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.optimizers.quantize.weights.LayerBits;
import io.edgeopt.optimizers.quantize.weights.WeightOnly;
import io.edgeopt.testkit.net.Networks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelArchiveTest {
    private static final byte[] SMALL =
            Networks.named("mobilenet_v3_small").small().toBytes();

    private static Model model(String name) {
        return Networks.named(name).small();
    }

    @ParameterizedTest
    @ValueSource(strings = {"squeezenet1_1", "mobilenet_v2", "shufflenet_v2_x0_5"})
    void givesTheVeryFileBackInFewerBytes(String name) {
        byte[] file = model(name).toBytes();

        ModelArchive archive = ModelArchive.pack(file);

        assertThat(ModelArchive.unpack(name, archive.toBytes())).isEqualTo(file);
        assertThat(archive.size()).isLessThan((long) (0.95 * file.length));
        assertThat(archive.bytesByCoder().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isBetween(archive.size() - 2000, archive.size());
    }

    @Test
    void codesPackedWeightsCloseToWhatTheyTell() {
        Model packed = new WeightOnly(new OrtBackend(), LayerBits.of(4), 32, 1).apply(model("squeezenet1_1"));

        ModelArchive archive = ModelArchive.pack(packed.toBytes());

        // Weights drawn evenly fill their 4 bits and do not shrink; the graph around them does.
        assertThat(archive.size()).isLessThan((long) (0.99 * packed.byteSize()));
        assertThat(archive.bytesByCoder()).containsKeys("deflate", "planes-2", "stored");
    }

    private static Stream<byte[]> odd() {
        return Stream.of(
                new byte[0],
                new byte[1],
                new byte[100_000],
                "no model at all".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(SMALL, SMALL.length / 2),
                Arrays.copyOf(SMALL, SMALL.length - 1));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void givesBackEvenWhatIsNoModel(byte[] file) {
        assertThat(ModelArchive.unpack("odd", ModelArchive.pack(file).toBytes()))
                .isEqualTo(file);
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        byte[] good = ModelArchive.pack(SMALL).toBytes();
        byte[] newer = good.clone();
        newer[4] = 2;
        byte[] changed = good.clone();
        changed[good.length / 2] ^= 1;

        assertThatThrownBy(() -> ModelArchive.unpack("a.edz", SMALL))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("a.edz is not an archive of edgeopt's; name a file that 'edgeopt pack' wrote");
        assertThatThrownBy(() -> ModelArchive.unpack("a.edz", newer))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessage("archive a.edz has version 2 of the format; this edgeopt reads 1; use a newer one");
        assertThatThrownBy(() -> ModelArchive.unpack("a.edz", changed))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("its checksum is not that of its bytes");
        assertThatThrownBy(() -> ModelArchive.unpack("a.edz", Arrays.copyOf(good, good.length - 1)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("is cut short: it holds");
        assertThatThrownBy(() -> ModelArchive.unpack("a.edz", Arrays.copyOf(good, good.length + 1)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("1 bytes follow its end");
    }

    @Test
    void noticesEveryChangedByteAndEveryCut() {
        byte[] good = ModelArchive.pack("a few bytes, a few bytes".getBytes(StandardCharsets.UTF_8))
                .toBytes();
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 0x40;
            byte[] cut = Arrays.copyOf(good, i);

            assertThatThrownBy(() -> ModelArchive.unpack("changed", changed)).isInstanceOf(EdgeoptException.class);
            assertThatThrownBy(() -> ModelArchive.unpack("cut", cut)).isInstanceOf(EdgeoptException.class);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void endsInOneLineWhereBytesAreWrongUnderARightChecksum(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] file = ("a model that is small " + "0".repeat(300)).getBytes(StandardCharsets.UTF_8);
        byte[] good = ModelArchive.pack(file).toBytes();
        byte[] body = Arrays.copyOfRange(good, 20, good.length);
        for (int i = 0; i < 1000; i++) {
            byte[] changed = Arrays.copyOf(body, body.length - random.nextInt(3));
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }

            assertThat(outcome(ModelArchive.withHead(changed), file)).isIn("same", "refused");
        }
    }

    private static String outcome(byte[] archive, byte[] file) {
        try {
            return Arrays.equals(ModelArchive.unpack("fuzzed", archive), file) ? "same" : "another";
        } catch (InvalidModelException e) {
            assertThat(e.getMessage())
                    .startsWith("archive fuzzed is damaged: it holds ")
                    .doesNotContain("\n");
            return "refused";
        }
    }

    @Test
    void givesEqualBytesEachTime() {
        assertThat(ModelArchive.pack(SMALL).toBytes())
                .isEqualTo(ModelArchive.pack(SMALL).toBytes());
    }

    @Test
    void knowsAnArchiveByItsBeginning() {
        assertThat(List.of(ModelArchive.isArchive(ModelArchive.pack(SMALL).toBytes()), ModelArchive.isArchive(SMALL)))
                .containsExactly(true, false);
    }
}

package io.edgeopt.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files read here were written by NumPy; {@code PROVENANCE.txt} beside them says how. */
class NpyTest {
    @TempDir
    Path folder;

    private static Path given(String name) {
        try {
            return Path.of(Objects.requireNonNull(NpyTest.class.getResource("npy/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}: {1} * n + {2}")
    @CsvSource({
        "float32, 0.5, -3",
        "float64, 0.5, -3",
        "float16, 0.5, -3",
        "int8, 5, -20",
        "int16, 5, -20",
        "int32, 5, -20",
        "int64, 5, -20",
        "uint8, 10, 0",
        "uint16, 10, 0",
        "version2, 0.5, -3",
        "version3, 0.5, -3",
        "fortran, 0.5, -3",
        "big-endian, 0.5, -3",
        "big-endian-fortran, 0.5, -3"
    })
    void readsWhatNumpyWrote(String file, double factor, double offset) {
        double[] expected =
                IntStream.range(0, 24).mapToDouble(n -> factor * n + offset).toArray();

        Tensor whole = Npy.read(given(file + ".npy"));
        Npy byItem = Npy.open(given(file + ".npy"));

        assertThat(whole.shape()).isEqualTo(Shape.of(2, 3, 4));
        assertThat(whole.toDoubles()).containsExactly(expected);
        assertThat(byItem.items()).isEqualTo(2);
        assertThat(byItem.item(1).shape()).isEqualTo(Shape.of(3, 4));
        assertThat(byItem.item(0).toDoubles()).containsExactly(Arrays.copyOfRange(expected, 0, 12));
        assertThat(byItem.item(1).toDoubles()).containsExactly(Arrays.copyOfRange(expected, 12, 24));
    }

    @Test
    void readsTruthValues() {
        Tensor tensor = Npy.read(given("bool.npy"));

        assertThat(tensor.type()).isEqualTo(ElementType.BOOL);
        assertThat(tensor.toLongs())
                .containsExactly(IntStream.range(0, 24)
                        .mapToLong(n -> n % 3 == 0 ? 1 : 0)
                        .toArray());
    }

    @Test
    void readsScalarsAndEmptyArrays() {
        assertThat(Npy.read(given("scalar.npy")).toFloats()).containsExactly(1.5f);
        assertThat(Npy.read(given("empty.npy")).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(Npy.open(given("empty.npy")).items()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"float32", "float64", "float16", "uint8", "int8", "int16", "int32", "int64", "bool"})
    void writesTheBytesThatNumpyWrites(String file) throws IOException {
        Path original = given(file + ".npy");
        Path copy = folder.resolve("deep/copy.npy");

        Npy.write(copy, Npy.read(original));

        assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(original));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"stored", "deflated"})
    void readsArchives(String file) {
        NpzArchive archive = NpzArchive.open(given(file + ".npz"));

        assertThat(archive.names()).containsExactly("x", "y");
        assertThat(archive.read("y").toLongs()).containsExactly(1, 0);
        assertThat(archive.open("x").item(1).toFloats()[0]).isEqualTo(3f);
    }

    @Test
    void writesTheSameArchiveTwice() throws IOException {
        Map<String, Tensor> arrays = Map.of("x", Tensor.of(new float[] {1, 2}, 2), "y", Tensor.of(new long[] {0}, 1));

        NpzArchive.write(folder.resolve("a.npz"), arrays);
        NpzArchive.write(folder.resolve("b.npz"), arrays);

        assertThat(folder.resolve("a.npz")).hasSameBinaryContentAs(folder.resolve("b.npz"));
        assertThat(NpzArchive.open(folder.resolve("a.npz")).read("x").toFloats())
                .containsExactly(1, 2);
    }

    @Test
    void countsWhatATruncatedFileLacks() throws IOException {
        byte[] bytes = Files.readAllBytes(given("float32.npy"));
        Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(bytes, bytes.length - 5));

        assertThatThrownBy(() -> Npy.read(cut))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("cut.npy is truncated")
                .hasMessageContaining("needs 96 bytes, found 91");
        assertThatThrownBy(() -> Npy.open(cut)).hasMessageContaining("needs 96 bytes, found 91");
    }

    @Test
    void refusesAHeaderThatPromisesTooMuch() throws IOException {
        byte[] bytes = Files.readAllBytes(given("float32.npy"));
        byte[] changed = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("(2, 3, 4), }   ", "(2, 3, 4000)}")
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("huge.npy"), changed);

        assertThatThrownBy(() -> Npy.read(file)).hasMessageContaining("truncated");
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({"text, <U2", "objects, Python objects", "records, records with fields"})
    void namesATypeThatIsNotANumber(String file, String word) {
        assertThatThrownBy(() -> Npy.read(given(file + ".npy")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(file + ".npy")
                .hasMessageContaining(word);
    }

    @Test
    void namesWhatIsNoArrayAtAll() throws IOException {
        Path text = Files.writeString(folder.resolve("text.npy"), "hello world");
        Path empty = Files.createFile(folder.resolve("none.npy"));
        Path zip = Files.writeString(folder.resolve("text.npz"), "hello world");

        assertThatThrownBy(() -> Npy.read(text)).hasMessageContaining("not a NumPy array");
        assertThatThrownBy(() -> Npy.read(empty)).hasMessageContaining("not a NumPy array");
        assertThatThrownBy(() -> NpzArchive.open(zip)).hasMessageContaining("not a zip");
        assertThatThrownBy(() -> NpzArchive.open(given("stored.npz")).read("z"))
                .hasMessageContaining("no array 'z', found [x, y]");
    }

    @Test
    void refusesToWriteWhatNumpyCannotHold() {
        Tensor brain = Tensor.allocate(ElementType.BFLOAT16, Shape.of(2));

        assertThatThrownBy(() -> Npy.write(new ByteArrayOutputStream(), brain)).hasMessageContaining("bfloat16");
    }
}

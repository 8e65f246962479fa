package io.edgeopt.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> pictures() {
        return Reference.lines("decode.txt").stream()
                .map(line -> Arguments.of(
                        line[0],
                        new ImageSize(Integer.parseInt(line[1]), Integer.parseInt(line[2])),
                        line[3],
                        line[4]));
    }

    private static byte[] picture(String name) {
        return Reference.lines("decode.txt").stream()
                .filter(line -> line[0].equals(name))
                .map(line -> Reference.bytes(line[3]))
                .findFirst()
                .orElseThrow();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void readsTheSamePixelsAsPillow(String name, ImageSize size, String file, String expected) throws IOException {
        Path path = write(name, Reference.bytes(file));

        Image image = ImageReader.read(path);

        assertThat(new ImageSize(image.width(), image.height())).isEqualTo(size);
        assertThat(image.rgb()).isEqualTo(Reference.bytes(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void tellsTheSizeOfTheUprightPictureWithoutDecoding(String name, ImageSize size, String file, String expected)
            throws IOException {
        Path path = write(name, Reference.bytes(file));

        assertThat(ImageReader.size(path)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full-colour.jpg", "progressive.jpg", "rgb.png", "rgb.bmp"})
    void refusesEveryFileThatWasCutShort(String name) {
        byte[] whole = picture(name);

        // A decoder may do without the last few bytes, which hold no pixels.
        for (int length = 0; length < whole.length - 20; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageReader.decode(part, name))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("image " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"half-colour.jpg", "cmyk.jpg", "orientation-6.jpg", "palette.png", "alpha.png", "palette.bmp"})
    void readsOrRefusesEveryDamagedFileButNeverFailsOtherwise(String name) {
        SplittableRandom random = new SplittableRandom(11);

        for (int trial = 0; trial < 100; trial++) {
            byte[] damaged = picture(name);
            for (int i = 0; i < 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(outcome(damaged, name)).isNotEmpty();
        }
    }

    private static String outcome(byte[] bytes, String name) {
        try {
            return ImageReader.decode(bytes, name).toString();
        } catch (InvalidDataException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "GIF89a, is a GIF file",
                "RIFF....WEBPVP8, is a WebP file",
                "....ftypavif, is a HEIF or AVIF file",
                "hello world, is not a picture",
                "\"\", is empty"
            })
    void saysWhatAFileIsThatItDoesNotRead(String content, String said) {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> ImageReader.decode(bytes, "shots/7.jpg"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("image shots/7.jpg " + said);
    }

    @Test
    void refusesAPictureThatClaimsAnAbsurdSize() {
        byte[] png = picture("rgb.png");
        // Width and height stand in the IHDR chunk, whose checksum ImageIO does not verify.
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);

        assertThatThrownBy(() -> ImageReader.decode(png, "huge.png"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("image huge.png claims 60000 x 60000 pixels; at most 100 million are read");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> ImageReader.read(folder.resolve("none.png")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("none.png does not exist");
    }
}

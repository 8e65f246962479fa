package io.edgeopt.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.image.Preparation.Resizer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageScalerTest {
    static Stream<Arguments> references() {
        return Stream.of(
                        Arguments.of(Resizer.BILINEAR_ANTIALIAS, "resize-pillow-bilinear.txt"),
                        Arguments.of(Resizer.BILINEAR, "resize-opencv-linear.txt"),
                        Arguments.of(Resizer.NEAREST, "resize-pillow-nearest.txt"))
                .flatMap(pair -> cases(pair.get()));
    }

    private static Stream<Arguments> cases(Object[] pair) {
        return Reference.lines((String) pair[1]).stream().map(line -> {
            List<Integer> sizes = Stream.of(line).limit(5).map(Integer::valueOf).toList();
            return Arguments.of(pair[0], sizes, line[5]);
        });
    }

    @ParameterizedTest(name = "{0}, seed and sizes {1}")
    @MethodSource("references")
    void makesTheSamePixelsAsTheLibraryItIsNamedAfter(Resizer resizer, List<Integer> sizes, String expected) {
        Image source = Reference.noise(sizes.get(0), sizes.get(1), sizes.get(2));

        Image scaled = ImageScaler.of(resizer).scale(source, sizes.get(3), sizes.get(4));

        assertThat(scaled.rgb()).isEqualTo(Reference.bytes(expected));
    }

    @ParameterizedTest
    @EnumSource
    void leavesAPictureOfThatSizeAsItIs(Resizer resizer) {
        Image source = Reference.noise(5, 31, 17);

        Image scaled = ImageScaler.of(resizer).scale(source, 31, 17);

        assertThat(scaled.rgb()).isEqualTo(source.rgb());
    }

    @ParameterizedTest
    @EnumSource
    void computesAWindowAsPartOfTheWhole(Resizer resizer) {
        Image source = Reference.noise(6, 61, 47);
        Image whole = ImageScaler.of(resizer).scale(source, 37, 29);
        byte[] part = new byte[3 * 11 * 13];

        Resampler.of(resizer).resample(source, new Window(37, 29, 20, 7, 11, 13), part);

        assertThat(part).isEqualTo(whole.crop(20, 7, 11, 13).rgb());
    }

    @Test
    void keepsNothingOfOnePictureForTheNext() {
        ImageScaler reused = ImageScaler.of(Resizer.BILINEAR);
        Image first = Reference.noise(7, 20, 20);
        Image second = Reference.noise(8, 20, 20);
        reused.scale(first, 9, 9);

        Image scaled = reused.scale(second, 9, 9);

        assertThat(scaled.rgb())
                .isEqualTo(ImageScaler.of(Resizer.BILINEAR).scale(second, 9, 9).rgb());
    }
}

package io.edgeopt.core.image.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Orientation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    private static final Box SQUARE = new Box(30, 12, 46, 28);

    /** A white square on grey noise, with its box. */
    private static Scene scene() {
        Image image = Image.blank(80, 60);
        SplittableRandom random = new SplittableRandom(1);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 80; x++) {
                boolean inside = x >= 30 && x < 46 && y >= 12 && y < 28;
                image.set(x, y, inside ? 255 : random.nextInt(60), inside ? 255 : 40, inside ? 255 : 80);
            }
        }
        return new Scene(image, List.of(new LabelledBox(SQUARE, 3, false)));
    }

    private static Box white(Image image) {
        float left = image.width();
        float top = image.height();
        float right = 0;
        float bottom = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (image.at(x, y, 0) > 150 && image.at(x, y, 1) > 150) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        return new Box(left, top, right, bottom);
    }

    static Stream<Augmentation> all() {
        return Stream.of(
                new HorizontalFlip(0.5),
                new Rotation(30, 114),
                new QuarterTurn(0.8),
                new ColourJitter(0.4, 0.4, 0.4, 0.1),
                new RandomCrop(48, 48, 0.3, 4.0 / 3),
                new Erasing(0.5, 0.3),
                Augmentation.all(List.of(new HorizontalFlip(0.5), new Rotation(10, 0), new Erasing(0.5, 0.2))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void doesTheSameForTheSameSampleAndLeavesTheOriginalAlone(Augmentation augmentation) {
        Scene original = scene();

        Scene first = augmentation.apply(original, Augmentation.chance(7, "a/1.jpg", 2));
        Scene second = augmentation.apply(scene(), Augmentation.chance(7, "a/1.jpg", 2));

        assertThat(first.image().rgb()).isEqualTo(second.image().rgb());
        assertThat(first.boxes()).isEqualTo(second.boxes());
        assertThat(original.image().rgb()).isEqualTo(scene().image().rgb());
    }

    @Test
    void drawsDifferentlyForAnotherSampleEpochOrSeed() {
        long first = Augmentation.chance(7, "a", 2).nextLong();

        assertThat(List.of(
                        Augmentation.chance(8, "a", 2).nextLong(),
                        Augmentation.chance(7, "b", 2).nextLong(),
                        Augmentation.chance(7, "a", 3).nextLong()))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsTheBoxOnWhatItHolds(long seed) {
        Augmentation moving = Augmentation.all(
                List.of(new HorizontalFlip(0.5), new Rotation(20, 0), new RandomCrop(70, 50, 0.5, 1.2)));

        Scene moved = moving.apply(scene(), new SplittableRandom(seed));

        Box seen = white(moved.image());
        for (LabelledBox box : moved.boxes()) {
            assertThat(box.label()).isEqualTo(3);
            assertThat(box.box().left()).isCloseTo(seen.left(), within(2f));
            assertThat(box.box().top()).isCloseTo(seen.top(), within(2f));
            assertThat(box.box().right()).isCloseTo(seen.right(), within(2f));
            assertThat(box.box().bottom()).isCloseTo(seen.bottom(), within(2f));
        }
    }

    @Test
    void mirrorsPixelsAndBoxes() {
        Scene flipped = new HorizontalFlip(1).apply(scene(), new SplittableRandom(1));

        assertThat(flipped.boxes().get(0).box()).isEqualTo(new Box(34, 12, 50, 28));
        assertThat(white(flipped.image())).isEqualTo(new Box(34, 12, 50, 28));
    }

    @Test
    void turnsByAQuarterExactly() {
        Image image = Image.blank(3, 3);
        image.set(2, 0, 200, 100, 50);

        Image turned = Rotation.turned(Scene.of(image), Math.PI / 2, 0).image();

        assertThat(turned.at(2, 2, 0)).isEqualTo(200);
        assertThat(turned.at(2, 0, 0)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TURNED_RIGHT", "UPSIDE_DOWN", "TURNED_LEFT"})
    void turnsPixelsAndBoxesTogether(Orientation turn) {
        Scene turned = QuarterTurn.turned(scene(), turn);

        assertThat(turned.boxes().get(0).box()).isEqualTo(white(turned.image()));
    }

    @Test
    void turnsOneWayAsOftenAsAnother() {
        Map<Box, Integer> seen = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            Scene turned = new QuarterTurn(0.75).apply(scene(), Augmentation.chance(1, "a", i));
            seen.merge(turned.boxes().get(0).box(), 1, Integer::sum);
        }

        assertThat(seen.values())
                .hasSize(4)
                .allSatisfy(count -> assertThat(count).isBetween(70, 130));
    }

    @Test
    void dropsABoxThatIsNoLongerInThePicture() {
        Scene corner = new Scene(Image.blank(100, 40), List.of(new LabelledBox(new Box(0, 0, 20, 10), 0, false)));

        Scene turned = Rotation.turned(corner, Math.PI / 2, 0);

        assertThat(turned.boxes()).isEmpty();
    }

    @Test
    void leavesColoursThatAreNotToChange() {
        Image image = scene().image();

        assertThat(ColourJitter.changed(image, 1, 1, 1, 0).rgb()).isEqualTo(image.rgb());
    }

    @Test
    void takesColourAwayAndTurnsIt() {
        Image red = Image.over(1, 1, new byte[] {(byte) 200, 20, 20});

        Image grey = ColourJitter.changed(red, 1, 1, 0, 0);
        Image green = ColourJitter.changed(red, 1, 1, 1, 1.0 / 3);
        Image dark = ColourJitter.changed(red, 0.5, 1, 1, 0);

        assertThat(grey.rgb()).containsExactly(74, 74, 74);
        assertThat(green.rgb()).containsExactly(20, (byte) 200, 20);
        assertThat(dark.rgb()).containsExactly(100, 10, 10);
    }

    @Test
    void erasesNoMoreThanItMay() {
        Image image = Image.blank(40, 40);

        Image erased = new Erasing(1, 0.25)
                .apply(Scene.of(image), new SplittableRandom(9))
                .image();

        int changed = 0;
        for (byte value : erased.rgb()) {
            changed += value == 0 ? 0 : 1;
        }
        assertThat(changed).isBetween(1, 3 * 400);
    }
}

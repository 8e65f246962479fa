package io.edgeopt.datasets.make.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import org.junit.jupiter.api.Test;

class MovingObjectsTest {
    private static final ImageSize SIZE = new ImageSize(160, 120);

    private static Image frame(MovingObjects scene, long index) {
        Image image = Image.blank(SIZE.width(), SIZE.height());
        scene.draw(index, image);
        return image;
    }

    @Test
    void drawsEqualFramesForEqualSeedsAndIndices() {
        MovingObjects scene = MovingObjects.of(SIZE, 3);

        assertThat(frame(scene, 40).rgb())
                .isEqualTo(frame(MovingObjects.of(SIZE, 3), 40).rgb());
        assertThat(frame(scene, 40).rgb()).isNotEqualTo(frame(scene, 50).rgb());
    }

    @Test
    void knowsWhereItsThingsAreAndThatTheyAreAllInThePicture() {
        MovingObjects scene = MovingObjects.of(SIZE, 3);

        for (long index = 0; index < 300; index += 7) {
            assertThat(scene.truth(index)).hasSize(4).allSatisfy(thing -> {
                assertThat(thing.box().left()).isNotNegative();
                assertThat(thing.box().top()).isNotNegative();
                assertThat(thing.box().right()).isLessThanOrEqualTo(SIZE.width());
                assertThat(thing.box().bottom()).isLessThanOrEqualTo(SIZE.height());
                assertThat(thing.label()).isBetween(0, scene.labels().size() - 1);
            });
        }
    }

    @Test
    void changesNothingOutsideTheBoxes() {
        MovingObjects scene = MovingObjects.of(SIZE, 5);
        Image one = frame(scene, 0);
        Image other = frame(scene, 90);

        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                if (!covered(scene, 0, x, y) && !covered(scene, 90, x, y)) {
                    assertThat(one.at(x, y, 1)).isEqualTo(other.at(x, y, 1));
                }
            }
        }
    }

    private static boolean covered(MovingObjects scene, long index, int x, int y) {
        return scene.truth(index).stream()
                .map(LabelledBox::box)
                .anyMatch(box -> x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom());
    }
}

package io.edgeopt.core.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceCropTest {
    @Test
    void bringsLandmarksToTheTemplate() {
        // Given a picture, twice as large as the template, turned by a quarter, with a bright square on each landmark.
        double[] template = FaceCrop.template();
        Image image = Image.blank(300, 300);
        List<Double> landmarks = new ArrayList<>();
        for (int i = 0; i < 10; i += 2) {
            double x = 280 - 2 * template[i + 1];
            double y = 20 + 2 * template[i];
            landmarks.add(x);
            landmarks.add(y);
            for (int dy = -3; dy <= 3; dy++) {
                for (int dx = -3; dx <= 3; dx++) {
                    image.set((int) Math.round(x) + dx, (int) Math.round(y) + dy, 255, 200, 100);
                }
            }
        }

        Image crop = FaceCrop.of(image, new FoundFace(new Box(0, 0, 300, 300), 1, landmarks));

        assertThat(crop.toString()).isEqualTo("112x112");
        for (int i = 0; i < 10; i += 2) {
            int x = (int) Math.round(template[i]);
            int y = (int) Math.round(template[i + 1]);
            assertThat(crop.at(x, y, 0)).isGreaterThan(240);
            assertThat(crop.at(x, y, 2)).isBetween(90, 110);
        }
        assertThat(crop.at(56, 30, 0)).isZero();
    }

    @Test
    void fallsBackOnTheBoxAndIsBlackOutsideThePicture() {
        Image image = Image.blank(60, 60);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                image.set(x, y, 90, 90, 90);
            }
        }

        Image crop = FaceCrop.of(image, FoundFace.of(new Box(20, 10, 60, 60), 1));

        assertThat(crop.at(56, 64, 1)).isEqualTo(90);
        assertThat(crop.at(111, 64, 1)).isZero();
    }
}

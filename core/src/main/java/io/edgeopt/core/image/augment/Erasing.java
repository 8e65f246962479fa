package io.edgeopt.core.image.augment;

import io.edgeopt.core.image.Image;
import java.util.SplittableRandom;

/**
 * A rectangle painted over with noise, so that no single part decides; boxes stay.
 *
 * @param probability how often
 * @param largest share of the area at most
 */
public record Erasing(double probability, double largest) implements Augmentation {
    private static final double SMALLEST = 0.02;
    private static final double STRETCH = 3;

    public Erasing {
        Bounds.checkShare("erase", probability);
        if (!(largest >= SMALLEST && largest <= 1)) {
            throw new IllegalArgumentException(
                    "cannot erase at most %s of a picture, expected %s to 1".formatted(largest, SMALLEST));
        }
    }

    @Override
    public Scene apply(Scene scene, SplittableRandom random) {
        if (random.nextDouble() >= probability) {
            return scene;
        }
        Image image = scene.image().copy();
        double share = Math.min(largest, SMALLEST + Math.max(0, largest - SMALLEST) * random.nextDouble());
        double area = share * image.width() * image.height();
        double ratio = Math.exp((2 * random.nextDouble() - 1) * Math.log(STRETCH));
        int width = Math.min(image.width(), (int) Math.sqrt(area * ratio));
        int height = Math.min(image.height(), (int) Math.sqrt(area / ratio));
        int left = random.nextInt(image.width() - width + 1);
        int top = random.nextInt(image.height() - height + 1);
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                image.set(x, y, random.nextInt(256), random.nextInt(256), random.nextInt(256));
            }
        }
        return new Scene(image, scene.boxes());
    }
}

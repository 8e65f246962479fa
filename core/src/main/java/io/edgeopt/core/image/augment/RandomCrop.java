package io.edgeopt.core.image.augment;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageScaler;
import io.edgeopt.core.image.Preparation.Resizer;
import java.util.SplittableRandom;

/**
 * A part of random place, area and proportions, resized by Pillow's bilinear: what torchvision calls
 * {@code RandomResizedCrop}.
 *
 * @param width of the result
 * @param height of the result
 * @param smallest share of the area that is kept at least
 * @param stretch proportions change by at most this factor, either way
 */
public record RandomCrop(int width, int height, double smallest, double stretch) implements Augmentation {
    private static final int TRIALS = 10;

    public RandomCrop {
        if (!(smallest > 0 && smallest <= 1) || !(stretch >= 1)) {
            throw new IllegalArgumentException(
                    "cannot crop at least %s of a picture, stretched by at most %s".formatted(smallest, stretch));
        }
    }

    @Override
    public Scene apply(Scene scene, SplittableRandom random) {
        Image image = scene.image();
        for (int trial = 0; trial < TRIALS; trial++) {
            double area = (smallest + (1 - smallest) * random.nextDouble()) * image.width() * image.height();
            double ratio = Math.exp((2 * random.nextDouble() - 1) * Math.log(stretch)) * width / height;
            int cropWidth = (int) Math.round(Math.sqrt(area * ratio));
            int cropHeight = (int) Math.round(Math.sqrt(area / ratio));
            if (cropWidth >= 1 && cropHeight >= 1 && cropWidth <= image.width() && cropHeight <= image.height()) {
                int left = random.nextInt(image.width() - cropWidth + 1);
                int top = random.nextInt(image.height() - cropHeight + 1);
                return cropped(scene, left, top, cropWidth, cropHeight);
            }
        }
        return cropped(scene, 0, 0, image.width(), image.height());
    }

    private Scene cropped(Scene scene, int left, int top, int cropWidth, int cropHeight) {
        Image part = scene.image().crop(left, top, cropWidth, cropHeight);
        Image scaled = ImageScaler.of(Resizer.BILINEAR_ANTIALIAS).scale(part, width, height);
        float scaleX = (float) width / cropWidth;
        float scaleY = (float) height / cropHeight;
        return scene.moved(
                scaled,
                box -> new Box(
                        (box.left() - left) * scaleX,
                        (box.top() - top) * scaleY,
                        (box.right() - left) * scaleX,
                        (box.bottom() - top) * scaleY));
    }
}

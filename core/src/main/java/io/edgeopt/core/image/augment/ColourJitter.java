package io.edgeopt.core.image.augment;

import io.edgeopt.core.image.Image;
import java.util.SplittableRandom;

/**
 * Light and colour changed, in this order: brightness, contrast (about the picture's mean grey), saturation, hue.
 *
 * @param brightness values are multiplied by a factor that differs from one by at most this
 * @param contrast the same for the distance from the mean grey
 * @param saturation the same for the distance from the pixel's own grey
 * @param hue part of the colour circle to turn by at most, either way: 0 to 0.5
 */
public record ColourJitter(double brightness, double contrast, double saturation, double hue) implements Augmentation {
    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    public ColourJitter {
        Bounds.checkStrength("brightness", brightness, 1);
        Bounds.checkStrength("contrast", contrast, 1);
        Bounds.checkStrength("saturation", saturation, 1);
        Bounds.checkStrength("hue", hue, 1);
    }

    @Override
    public Scene apply(Scene scene, SplittableRandom random) {
        double light = factor(brightness, random);
        double spread = factor(contrast, random);
        double colour = factor(saturation, random);
        double turn = (2 * random.nextDouble() - 1) * hue;
        return new Scene(changed(scene.image(), light, spread, colour, turn), scene.boxes());
    }

    private static double factor(double most, SplittableRandom random) {
        return Math.max(0, 1 + (2 * random.nextDouble() - 1) * most);
    }

    static Image changed(Image source, double light, double spread, double colour, double turn) {
        Image image = source.copy();
        double mean = light * meanGrey(source);
        double[] pixel = new double[3];
        byte[] rgb = image.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            for (int c = 0; c < 3; c++) {
                pixel[c] = clip(mean + spread * (clip(light * (rgb[i + c] & 0xFF)) - mean));
            }
            double grey = RED * pixel[0] + GREEN * pixel[1] + BLUE * pixel[2];
            for (int c = 0; c < 3; c++) {
                pixel[c] = clip(grey + colour * (pixel[c] - grey));
            }
            if (turn != 0) {
                turnHue(pixel, turn);
            }
            for (int c = 0; c < 3; c++) {
                rgb[i + c] = (byte) Math.round(clip(pixel[c]));
            }
        }
        return image;
    }

    private static double meanGrey(Image image) {
        byte[] rgb = image.rgb();
        double sum = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            sum += RED * (rgb[i] & 0xFF) + GREEN * (rgb[i + 1] & 0xFF) + BLUE * (rgb[i + 2] & 0xFF);
        }
        return sum / (image.width() * image.height());
    }

    /** Through the colour cone of hue, saturation and value, keeping the last two. */
    private static void turnHue(double[] pixel, double turn) {
        double value = Math.max(pixel[0], Math.max(pixel[1], pixel[2]));
        double least = Math.min(pixel[0], Math.min(pixel[1], pixel[2]));
        double chroma = value - least;
        if (chroma == 0) {
            return;
        }
        double sixth;
        if (value == pixel[0]) {
            sixth = (pixel[1] - pixel[2]) / chroma;
        } else if (value == pixel[1]) {
            sixth = 2 + (pixel[2] - pixel[0]) / chroma;
        } else {
            sixth = 4 + (pixel[0] - pixel[1]) / chroma;
        }
        double turned = sixth + 6 * turn;
        pixel[0] = channel(turned + 5, value, chroma);
        pixel[1] = channel(turned + 3, value, chroma);
        pixel[2] = channel(turned + 1, value, chroma);
    }

    private static double channel(double sixth, double value, double chroma) {
        double place = sixth - 6 * Math.floor(sixth / 6);
        return value - chroma * Math.max(0, Math.min(1, Math.min(place, 4 - place)));
    }

    private static double clip(double value) {
        return Math.max(0, Math.min(255, value));
    }
}

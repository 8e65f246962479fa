package io.edgeopt.autograd.recipe;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.image.augment.Augmentation;
import io.edgeopt.core.image.augment.ColourJitter;
import io.edgeopt.core.image.augment.Erasing;
import io.edgeopt.core.image.augment.HorizontalFlip;
import io.edgeopt.core.image.augment.QuarterTurn;
import io.edgeopt.core.image.augment.RandomCrop;
import io.edgeopt.core.image.augment.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Augmentations in words, as recipes and command lines have them: a name, and after a colon its numbers.
 *
 * <ul>
 *   <li>{@code crop:SMALLEST,STRETCH} a part of the picture, at least so much of its area, so much out of proportion
 *   <li>{@code flip:PROBABILITY} left for right
 *   <li>{@code colour:BRIGHTNESS,CONTRAST,SATURATION,HUE}
 *   <li>{@code rotate:DEGREES}
 *   <li>{@code turn:PROBABILITY} by a quarter, a half or three quarters
 *   <li>{@code erase:PROBABILITY,LARGEST} a rectangle of noise, at most so much of the area
 * </ul>
 */
public final class AugmentationText {
    private static final int GREY = 114;
    private static final Map<String, Integer> NUMBERS =
            new TreeMap<>(Map.of("crop", 2, "flip", 1, "colour", 4, "rotate", 1, "turn", 1, "erase", 2));

    private AugmentationText() {}

    /**
     * The steps in order.
     *
     * @param width of the network's input, which crops are scaled to
     * @param height of the network's input
     */
    public static Augmentation parse(List<String> steps, int width, int height) {
        List<Augmentation> parsed = new ArrayList<>();
        for (String step : steps) {
            parsed.add(parse(step, width, height));
        }
        return Augmentation.all(parsed);
    }

    private static Augmentation parse(String step, int width, int height) {
        int colon = step.indexOf(':');
        String name = colon < 0 ? step : step.substring(0, colon);
        Integer count = NUMBERS.get(name);
        if (count == null) {
            throw new InvalidPlanException("there is no augmentation '%s'%s (known: %s)"
                    .formatted(name, Suggestion.sentence(name, NUMBERS.keySet()), String.join(", ", NUMBERS.keySet())));
        }
        double[] given = numbers(step, colon, count);
        try {
            return switch (name) {
                case "crop" -> new RandomCrop(width, height, given[0], given[1]);
                case "flip" -> new HorizontalFlip(given[0]);
                case "colour" -> new ColourJitter(given[0], given[1], given[2], given[3]);
                case "rotate" -> new Rotation(given[0], GREY);
                case "turn" -> new QuarterTurn(given[0]);
                default -> new Erasing(given[0], given[1]);
            };
        } catch (IllegalArgumentException e) {
            throw new InvalidPlanException("augmentation '%s': %s".formatted(step, e.getMessage()), e);
        }
    }

    private static double[] numbers(String step, int colon, int count) {
        String[] words = colon < 0 ? new String[0] : step.substring(colon + 1).split(",", -1);
        double[] numbers = new double[count];
        try {
            for (int i = 0; i < words.length; i++) {
                numbers[Math.min(i, count - 1)] = Double.parseDouble(words[i]);
            }
        } catch (NumberFormatException e) {
            throw new InvalidPlanException("augmentation '%s': expected %d numbers".formatted(step, count), e);
        }
        if (words.length != count) {
            throw new InvalidPlanException(
                    "augmentation '%s' has %d numbers, expected %d".formatted(step, words.length, count));
        }
        return numbers;
    }
}

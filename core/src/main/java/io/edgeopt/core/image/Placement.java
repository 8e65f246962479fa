package io.edgeopt.core.image;

import io.edgeopt.core.data.Box;

/**
 * Where a picture lies in a network's input: {@code input = source * scale + offset}, in pixels, so that what the network
 * finds can be drawn on the picture.
 *
 * @param sourceWidth width of the picture
 * @param sourceHeight height of the picture
 */
public record Placement(
        int sourceWidth, int sourceHeight, double scaleX, double scaleY, double offsetX, double offsetY) {
    public Box toInput(Box source) {
        return new Box(
                (float) (source.left() * scaleX + offsetX),
                (float) (source.top() * scaleY + offsetY),
                (float) (source.right() * scaleX + offsetX),
                (float) (source.bottom() * scaleY + offsetY));
    }

    /** The box on the picture, cut off at the picture's edges. */
    public Box toSource(Box input) {
        return new Box(
                clip((input.left() - offsetX) / scaleX, sourceWidth),
                clip((input.top() - offsetY) / scaleY, sourceHeight),
                clip((input.right() - offsetX) / scaleX, sourceWidth),
                clip((input.bottom() - offsetY) / scaleY, sourceHeight));
    }

    private static float clip(double value, int limit) {
        return (float) Math.max(0, Math.min(limit, value));
    }
}

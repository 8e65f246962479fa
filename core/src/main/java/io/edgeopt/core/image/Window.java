package io.edgeopt.core.image;

/** The part of a resized picture that is wanted: the picture's resized size, and where in it the part lies. */
public record Window(int scaledWidth, int scaledHeight, int left, int top, int width, int height) {
    public Window {
        if (left < 0 || top < 0 || left + width > scaledWidth || top + height > scaledHeight) {
            throw new IllegalArgumentException("%d x %d at %d, %d is outside a picture of %d x %d"
                    .formatted(width, height, left, top, scaledWidth, scaledHeight));
        }
    }

    static Window whole(int width, int height) {
        return new Window(width, height, 0, 0, width, height);
    }
}

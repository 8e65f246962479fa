package io.edgeopt.core.image;

/** Width and height in pixels of a picture that is held upright. */
public record ImageSize(int width, int height) {
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of %d x %d pixels cannot be".formatted(width, height));
        }
    }

    /** The same lying on its side. */
    public ImageSize turned() {
        return new ImageSize(/* width= */ height, /* height= */ width);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}

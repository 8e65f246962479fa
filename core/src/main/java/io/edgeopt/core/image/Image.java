package io.edgeopt.core.image;

/** A picture: eight bits a channel, red green blue, pixel after pixel, rows from the top without gaps. */
public final class Image {
    private final int width;
    private final int height;
    private final byte[] rgb;

    private Image(int width, int height, byte[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** A picture over {@code rgb}, which is not copied. */
    public static Image over(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    "%d bytes are not a picture of %d x %d".formatted(rgb.length, width, height));
        }
        return new Image(width, height, rgb);
    }

    /** A black picture. */
    public static Image blank(int width, int height) {
        return over(width, height, new byte[3 * width * height]);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The bytes themselves: whoever changes them changes the picture. */
    public byte[] rgb() {
        return rgb;
    }

    /** One channel of one pixel: 0 is red, 1 green, 2 blue. */
    public int at(int x, int y, int channel) {
        return rgb[3 * (y * width + x) + channel] & 0xFF;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}

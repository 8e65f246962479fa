package io.edgeopt.core.image;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;

/** A picture: eight bits a channel, red green blue, pixel after pixel, rows from the top without gaps. */
public final class Image {
    /** What {@link #over} accepts at most, so that three bytes a pixel fit in one array. */
    public static final int MAX_PIXELS = 500_000_000;

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
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "%d bytes are not a picture of %d x %d".formatted(rgb.length, width, height));
        }
        return new Image(width, height, rgb);
    }

    /** A black picture. */
    public static Image blank(int width, int height) {
        if ((long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("a picture of %d x %d is too large".formatted(width, height));
        }
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

    public void set(int x, int y, int red, int green, int blue) {
        int i = 3 * (y * width + x);
        rgb[i] = (byte) red;
        rgb[i + 1] = (byte) green;
        rgb[i + 2] = (byte) blue;
    }

    public Image copy() {
        return new Image(width, height, rgb.clone());
    }

    /** A copy of the part under a box in pixels, whose edges are rounded outwards. */
    public Image crop(Box box) {
        int left = Math.max(0, (int) Math.floor(box.left()));
        int top = Math.max(0, (int) Math.floor(box.top()));
        int right = Math.min(width, (int) Math.ceil(box.right()));
        int bottom = Math.min(height, (int) Math.ceil(box.bottom()));
        if (right <= left || bottom <= top) {
            throw new InvalidDataException("box %s lies outside a picture of %s".formatted(box, this));
        }
        return crop(left, top, right - left, bottom - top);
    }

    /** A copy of the part that begins at ({@code left}, {@code top}) and lies inside the picture. */
    public Image crop(int left, int top, int cropWidth, int cropHeight) {
        if (left < 0 || top < 0 || left + cropWidth > width || top + cropHeight > height) {
            throw new IllegalArgumentException("no part of %d x %d at %d, %d in a picture of %s"
                    .formatted(cropWidth, cropHeight, left, top, this));
        }
        Image part = blank(cropWidth, cropHeight);
        for (int y = 0; y < cropHeight; y++) {
            System.arraycopy(rgb, 3 * ((top + y) * width + left), part.rgb, 3 * y * cropWidth, 3 * cropWidth);
        }
        return part;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}

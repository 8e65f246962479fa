package io.edgeopt.core.image;

import java.util.List;

/**
 * How a picture becomes a network's input: fitted to a size, then {@code (value / scale - mean) / std} for each channel,
 * then laid out.
 *
 * @param width width of the input in pixels
 * @param height height of the input in pixels
 * @param fit how the picture is brought to that size
 * @param resizer which bilinear it is: they differ, and accuracy with them
 * @param channels the order of colours
 * @param layout where the channel axis stands
 * @param scale what 8-bit values are divided by: 255, or 1 to leave them
 * @param mean subtracted after scaling, one a channel
 * @param std divided by, one a channel
 */
public record Preparation(
        int width,
        int height,
        Fit fit,
        Resizer resizer,
        Channels channels,
        Layout layout,
        float scale,
        List<Float> mean,
        List<Float> std) {
    /** The grey of what a letterboxed picture does not cover. */
    public static final int PADDING = 114;

    /** How a picture is brought to a size. */
    public enum Fit {
        /** Stretched, whatever that does to proportions. */
        STRETCH,
        /** Shrunk whole into the size and padded with grey 114, in the middle. */
        LETTERBOX,
        /** The same, but put in the upper left corner. */
        LETTERBOX_TOP_LEFT,
        /** The shorter side resized to 256/224 of the size, then the middle cut out. */
        CENTER_CROP,
        /** The shorter side resized to the size, then the middle cut out. */
        COVER
    }

    /** Which resizing algorithm. */
    public enum Resizer {
        /** Pillow's bilinear: the filter widens when it shrinks. */
        BILINEAR_ANTIALIAS,
        /** OpenCV's bilinear: four neighbours whatever the scale. */
        BILINEAR,
        NEAREST
    }

    /** The order of colours. */
    public enum Channels {
        RGB,
        BGR,
        GRAY
    }

    /** Where the channel axis stands. */
    public enum Layout {
        NCHW,
        NHWC
    }

    public Preparation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        int count = channels == Channels.GRAY ? 1 : 3;
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an input of %d x %d pixels cannot be".formatted(width, height));
        }
        if (mean.size() != count || std.size() != count || std.contains(0f) || scale == 0) {
            throw new IllegalArgumentException(
                    "mean %s and std %s need %d numbers each, and neither std nor scale may be 0"
                            .formatted(mean, std, count));
        }
    }

    /** ImageNet's usual: RGB in 0..1, mean and deviation of that set, centre crop. */
    public static Preparation imagenet(int width, int height) {
        return new Preparation(
                width,
                height,
                Fit.CENTER_CROP,
                Resizer.BILINEAR_ANTIALIAS,
                Channels.RGB,
                Layout.NCHW,
                255,
                List.of(0.485f, 0.456f, 0.406f),
                List.of(0.229f, 0.224f, 0.225f));
    }

    /** The same for an input of another size. */
    public Preparation withSize(ImageSize size) {
        return new Preparation(size.width(), size.height(), fit, resizer, channels, layout, scale, mean, std);
    }
}

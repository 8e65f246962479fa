package io.edgeopt.core.image;

/** Resizes pictures; keeps scratch memory, so one scaler belongs to one thread. */
public final class ImageScaler {
    private final Resampler resampler;

    private ImageScaler(Resampler resampler) {
        this.resampler = resampler;
    }

    public static ImageScaler of(Preparation.Resizer resizer) {
        return new ImageScaler(Resampler.of(resizer));
    }

    /** A new picture of that size, whatever that does to proportions. */
    public Image scale(Image source, int width, int height) {
        Image scaled = Image.blank(width, height);
        resampler.resample(source, Window.whole(width, height), scaled.rgb());
        return scaled;
    }
}

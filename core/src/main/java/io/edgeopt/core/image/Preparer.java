package io.edgeopt.core.image;

import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Brings pictures into a network's input tensor as a {@link Preparation} says. It keeps its memory from picture to
 * picture, so it belongs to one thread and allocates nothing for pictures of the same size.
 */
public final class Preparer {
    private final Preparation preparation;
    private final Resampler resampler;
    private final PixelPacker packer;
    private final byte[] resized;
    private @Nullable Fitting fitting;

    private Preparer(Preparation preparation) {
        this.preparation = preparation;
        this.resampler = Resampler.of(preparation.resizer());
        this.packer = new PixelPacker(preparation);
        this.resized = new byte[3 * preparation.width() * preparation.height()];
    }

    public static Preparer of(Preparation preparation) {
        return new Preparer(preparation);
    }

    /** The shape of {@code batch} prepared pictures. */
    public Shape shape(int batch) {
        int channels = preparation.channels() == Preparation.Channels.GRAY ? 1 : 3;
        return preparation.layout() == Layout.NCHW
                ? Shape.of(batch, channels, preparation.height(), preparation.width())
                : Shape.of(batch, preparation.height(), preparation.width(), channels);
    }

    /** The picture alone in a new float tensor. */
    public Tensor prepare(Image image) {
        Tensor input = Tensor.allocate(ElementType.FLOAT, shape(1));
        prepare(image, input, 0);
        return input;
    }

    /**
     * Writes the picture over item {@code item} of {@code input}: floats scaled and normalised, or bytes (type uint8) as
     * they are, for networks that normalise themselves.
     */
    public Placement prepare(Image image, Tensor input, int item) {
        check(input, item);
        Fitting fit = fitting(image);
        resampler.resample(image, fit.window(), resized);
        packer.pack(resized, fit, input, item);
        return fit.placement();
    }

    private Fitting fitting(Image image) {
        Fitting fit = fitting;
        if (fit == null
                || fit.placement().sourceWidth() != image.width()
                || fit.placement().sourceHeight() != image.height()) {
            fit = Fitting.of(preparation, image.width(), image.height());
            fitting = fit;
        }
        return fit;
    }

    private void check(Tensor input, int item) {
        long perItem = packer.itemSize();
        boolean typed = input.type() == ElementType.FLOAT || input.type() == ElementType.UINT8;
        if (!typed || input.size() % perItem != 0 || item < 0 || item >= input.size() / perItem) {
            throw new IllegalArgumentException(
                    "item %d of a tensor of %s cannot hold a picture of %s".formatted(item, input, shape(1)));
        }
    }
}

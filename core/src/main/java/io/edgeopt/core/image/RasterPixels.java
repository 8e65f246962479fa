package io.edgeopt.core.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** RGB bytes of a decoded PNG or BMP. */
final class RasterPixels {
    private RasterPixels() {}

    static Image of(BufferedImage decoded) {
        Image image = Image.blank(decoded.getWidth(), decoded.getHeight());
        ColorModel colours = decoded.getColorModel();
        if (colours instanceof ComponentColorModel) {
            // Not getRGB: it takes grey as linear light and brightens it.
            fromSamples(decoded.getRaster(), colours.getNumColorComponents(), image);
        } else {
            fromPacked(decoded, image);
        }
        return image;
    }

    private static void fromSamples(Raster raster, int colours, Image image) {
        byte[] rgb = image.rgb();
        int bands = raster.getNumBands();
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        int green = colours >= 3 ? 1 : 0;
        int blue = colours >= 3 ? 2 : 0;
        int[] row = new int[bands * image.width()];
        for (int y = 0, out = 0; y < image.height(); y++) {
            raster.getPixels(0, y, image.width(), 1, row);
            for (int in = 0; in < row.length; in += bands, out += 3) {
                rgb[out] = (byte) (row[in] >> shift);
                rgb[out + 1] = (byte) (row[in + green] >> shift);
                rgb[out + 2] = (byte) (row[in + blue] >> shift);
            }
        }
    }

    private static void fromPacked(BufferedImage decoded, Image image) {
        byte[] rgb = image.rgb();
        int[] row = new int[image.width()];
        for (int y = 0, out = 0; y < image.height(); y++) {
            decoded.getRGB(0, y, image.width(), 1, row, 0, image.width());
            for (int pixel : row) {
                rgb[out++] = (byte) (pixel >> 16);
                rgb[out++] = (byte) (pixel >> 8);
                rgb[out++] = (byte) pixel;
            }
        }
    }
}

package io.edgeopt.core.image;

import io.edgeopt.core.image.PictureHeader.Colours;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.event.IIOReadWarningListener;

/** The pixels of a JPEG. */
final class JpegPixels {
    private JpegPixels() {}

    /** Reads the stored components and converts them ourselves: ImageIO would apply profiles and refuse four colours. */
    static Image read(javax.imageio.ImageReader reader, Colours storedAs) throws IOException {
        Damage damage = new Damage();
        reader.addIIOReadWarningListener(damage);
        Raster raster = reader.readRaster(0, null);
        if (damage.seen) {
            throw new EOFException("no end of image");
        }
        Image image = Image.blank(raster.getWidth(), raster.getHeight());
        JpegColours.toRgb(storedAs, samples(raster), raster.getNumBands(), image.rgb());
        return image;
    }

    private static byte[] samples(Raster raster) {
        int bands = raster.getNumBands();
        if (raster.getDataBuffer() instanceof DataBufferByte buffer
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && model.getPixelStride() == bands
                && model.getScanlineStride() == bands * raster.getWidth()
                && inOrder(model.getBandOffsets())) {
            return buffer.getData();
        }
        int[] pixels = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        byte[] samples = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            samples[i] = (byte) pixels[i];
        }
        return samples;
    }

    private static boolean inOrder(int[] offsets) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** The decoder fills what is missing with grey and only warns; stray bytes between segments do no harm. */
    private static final class Damage implements IIOReadWarningListener {
        private boolean seen;

        @Override
        public void warningOccurred(javax.imageio.ImageReader source, String warning) {
            String text = warning.toLowerCase(Locale.ROOT);
            seen |= text.contains("eoi") || text.contains("premature");
        }
    }
}

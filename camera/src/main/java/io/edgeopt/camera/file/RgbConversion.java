package io.edgeopt.camera.file;

import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/**
 * What to ask FFmpeg's converter for, so that a frame becomes the same RGB on every processor. Left alone it takes code
 * written for the processor at hand, and that for x86 and that for ARM round differently.
 */
public final class RgbConversion {
    private static final int EXACT = swscale.SWS_ACCURATE_RND | swscale.SWS_BITEXACT;

    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    private RgbConversion() {}

    /**
     * Flags for a conversion to RGB that leaves the size as it is. Colours at half resolution are repeated: to
     * interpolate them costs more, and is done by other code on each processor.
     */
    public static int flags(int width, int format) {
        if (isDeep(format)) {
            // Otherwise levels differ by up to 4 even so.
            return swscale.SWS_POINT | EXACT | swscale.SWS_FULL_CHR_H_INT;
        }
        // On ARM FFmpeg's quick way is plain C: the same pixels for a fraction of the work, but for odd widths.
        return ARM && width % 2 == 0 ? swscale.SWS_POINT : swscale.SWS_POINT | EXACT;
    }

    /** Whether values have more than eight bits. */
    private static boolean isDeep(int format) {
        AVPixFmtDescriptor known = avutil.av_pix_fmt_desc_get(format);
        return known != null && !known.isNull() && known.comp(0).depth() > 8;
    }
}

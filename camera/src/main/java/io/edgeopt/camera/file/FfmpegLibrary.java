package io.edgeopt.camera.file;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.io.CacheFolder;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;

/** FFmpeg's native library, unpacked into our cache and told to keep silent. */
public final class FfmpegLibrary {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private FfmpegLibrary() {}

    /** Loads it, the first time; fails with words where there is none for this machine. */
    public static void require() {
        if (System.getProperty(CACHE) == null) {
            System.setProperty(CACHE, CacheFolder.of("javacpp").toString());
        }
        try {
            FFmpegFrameGrabber.tryLoad();
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        } catch (FFmpegFrameGrabber.Exception | LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new BackendException(
                    "videos cannot be read here: FFmpeg's library does not load on %s %s (%s)"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), root.getMessage()),
                    e);
        }
    }
}

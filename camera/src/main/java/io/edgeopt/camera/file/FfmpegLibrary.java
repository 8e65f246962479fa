package io.edgeopt.camera.file;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.io.CacheFolder;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's native library, unpacked into our cache and told to keep silent. */
public final class FfmpegLibrary {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";
    private static final List<Class<?>> PARTS =
            List.of(avutil.class, swresample.class, avcodec.class, avformat.class, swscale.class);

    private static boolean devicesTried;

    private FfmpegLibrary() {}

    /** Loads it, the first time; fails with words where there is none for this machine. */
    public static void require() {
        if (System.getProperty(CACHE) == null) {
            System.setProperty(CACHE, CacheFolder.of("javacpp").toString());
        }
        try {
            for (Class<?> part : PARTS) {
                Loader.load(part);
            }
            avformat.avformat_network_init();
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            loadDevices();
        } catch (LinkageError e) {
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

    /**
     * The part that knows this machine's own cameras. It needs libraries of a desktop, which a board may lack: files and
     * streams do without, and whoever opens such a camera is told then. Tried once, because a failure takes its time.
     */
    private static synchronized void loadDevices() {
        if (devicesTried) {
            return;
        }
        devicesTried = true;
        try {
            Loader.load(avdevice.class);
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            return;
        }
    }
}

package io.edgeopt.camera.file;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Orientation;
import io.edgeopt.core.io.InputFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video file, decoded by FFmpeg, upright, in RGB.
 *
 * <ul>
 *   <li>Each frame is drawn over the one before: copy what must stay.
 *   <li>A file that breaks off gives the frames that it has; {@link #shortfall} then says how many are missing. A file
 *       with no frame at all is an error.
 *   <li>Times never run backwards: where a frame has none, or an earlier one than its predecessor, it comes one frame's
 *       length after it.
 * </ul>
 */
public final class VideoFile implements FrameSource {
    private static final double MICROS = 1e6;

    private final Path file;
    private final FFmpegFrameGrabber grabber;
    private final TimeWindow window;
    private final Info info;
    private final Orientation orientation;
    private final Image stored;
    private final Image upright;
    private final long step;
    private final OptionalLong stated;
    private long lastMicros = -1;
    private long decoded;
    private long given;
    private boolean over;
    private boolean broken;

    private VideoFile(Path file, FFmpegFrameGrabber grabber, TimeWindow window) {
        this.file = file;
        this.grabber = grabber;
        this.window = window;
        // FFmpeg counts degrees against the clock.
        this.orientation = Orientation.turning(-quarterTurns(grabber));
        this.stored = Image.blank(grabber.getImageWidth(), grabber.getImageHeight());
        this.upright = orientation == Orientation.UPRIGHT
                ? stored
                : orientation.apply(Image.blank(stored.width(), stored.height()));
        double fps = grabber.getVideoFrameRate();
        boolean steady = fps > 0 && fps < 1000;
        this.step = Math.round(MICROS / (steady ? fps : 25));
        this.stated = statedFrames(grabber);
        this.info = new Info(
                new ImageSize(upright.width(), upright.height()),
                steady ? OptionalDouble.of(fps) : OptionalDouble.empty(),
                window.equals(TimeWindow.ALL) ? stated : OptionalLong.empty());
    }

    public static VideoFile open(Path file) {
        return open(file, TimeWindow.ALL);
    }

    /** The frames in {@code window} alone. */
    public static VideoFile open(Path file, TimeWindow window) {
        InputFile.check(file, "video");
        FfmpegLibrary.require();
        // The prefix keeps FFmpeg from taking a name with a colon for an address.
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber("file:" + file.toAbsolutePath());
        grabber.setPixelFormat(avutil.AV_PIX_FMT_RGB24);
        try {
            grabber.start();
            check(file, grabber);
            grabber.setImageScalingFlags(RgbConversion.flags(grabber.getImageWidth(), pixelFormat(grabber)));
            VideoFile video = new VideoFile(file, grabber, window);
            video.seek();
            return video;
        } catch (FFmpegFrameGrabber.Exception e) {
            release(grabber);
            throw new InvalidDataException(
                    "video %s cannot be opened: it is damaged, or no video that FFmpeg knows".formatted(file), e);
        } catch (RuntimeException e) {
            release(grabber);
            throw e;
        }
    }

    private static void check(Path file, FFmpegFrameGrabber grabber) {
        String format = String.valueOf(grabber.getFormat());
        // FFmpeg would make a film of a text (tty) or of a single picture (png_pipe and its like).
        if (format.equals("tty") || format.endsWith("_pipe") || format.equals("image2")) {
            throw new InvalidDataException("video %s is no video: FFmpeg takes it for %s".formatted(file, format));
        }
        if (!grabber.hasVideo() || grabber.getImageWidth() < 1 || grabber.getImageHeight() < 1) {
            throw new InvalidDataException("video %s holds no pictures (format %s)".formatted(file, format));
        }
    }

    private static double quarterTurns(FFmpegFrameGrabber grabber) {
        double degrees = grabber.getDisplayRotation();
        return Double.isFinite(degrees) ? degrees : 0;
    }

    private static OptionalLong statedFrames(FFmpegFrameGrabber grabber) {
        return videoStreams(grabber)
                .mapToLong(AVStream::nb_frames)
                .filter(frames -> frames > 0)
                .findFirst();
    }

    /** As the decoder gives them. */
    private static int pixelFormat(FFmpegFrameGrabber grabber) {
        return videoStreams(grabber)
                .mapToInt(stream -> stream.codecpar().format())
                .findFirst()
                .orElse(avutil.AV_PIX_FMT_NONE);
    }

    private static Stream<AVStream> videoStreams(FFmpegFrameGrabber grabber) {
        return IntStream.range(0, grabber.getFormatContext().nb_streams())
                .mapToObj(i -> grabber.getFormatContext().streams(i))
                .filter(stream -> stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO);
    }

    private void seek() throws FFmpegFrameGrabber.Exception {
        if (!window.from().isZero()) {
            // Whatever key frame it lands on, next() passes over what lies before the window.
            grabber.setTimestamp(Math.max(0, micros(window.from()) - 2 * step));
        }
    }

    @Override
    public Info info() {
        return info;
    }

    @Override
    public Optional<Frame> next() {
        while (!over) {
            org.bytedeco.javacv.@Nullable Frame grabbed = grab();
            if (grabbed == null) {
                over = true;
                break;
            }
            decoded++;
            Duration time = timeOf(grabbed.timestamp);
            if (time.compareTo(window.from()) < 0) {
                continue;
            }
            if (window.isOverAt(time)) {
                over = true;
                break;
            }
            copy(grabbed);
            return Optional.of(new Frame(upright, time, given++));
        }
        if (decoded == 0 && window.from().isZero()) {
            throw new InvalidDataException("video %s holds no frame that can be decoded".formatted(file));
        }
        return Optional.empty();
    }

    private org.bytedeco.javacv.@Nullable Frame grab() {
        try {
            return grabber.grabImage();
        } catch (FFmpegFrameGrabber.Exception e) {
            broken = true;
            return null;
        }
    }

    private Duration timeOf(long timestamp) {
        lastMicros = lastMicros >= 0 && timestamp <= lastMicros ? lastMicros + step : Math.max(0, timestamp);
        return Duration.ofNanos(1000 * lastMicros);
    }

    private void copy(org.bytedeco.javacv.Frame grabbed) {
        if (grabbed.imageWidth != stored.width() || grabbed.imageHeight != stored.height()) {
            throw new InvalidDataException("video %s changes its size from %s to %dx%d after %d frames"
                    .formatted(file, stored, grabbed.imageWidth, grabbed.imageHeight, decoded - 1));
        }
        ByteBuffer pixels = (ByteBuffer) grabbed.image[0];
        int row = 3 * stored.width();
        // FFmpeg aligns rows, so there may be a gap after each.
        for (int y = 0; y < stored.height(); y++) {
            pixels.get(y * grabbed.imageStride, stored.rgb(), y * row, row);
        }
        if (upright != stored) {
            orientation.apply(stored, upright);
        }
    }

    /** After the end of a whole file: how many frames it gave if these are fewer than it states, in words. */
    public Optional<String> shortfall() {
        boolean whole = over && window.equals(TimeWindow.ALL);
        if (whole && stated.isPresent() && decoded < stated.getAsLong()) {
            return Optional.of(
                    "%d of the %d frames that %s states could be decoded".formatted(decoded, stated.getAsLong(), file));
        }
        return broken ? Optional.of("%s breaks off after %d frames".formatted(file, decoded)) : Optional.empty();
    }

    @Override
    public void close() {
        over = true;
        release(grabber);
    }

    private static void release(FFmpegFrameGrabber grabber) {
        try {
            grabber.release();
        } catch (FFmpegFrameGrabber.Exception e) {
            throw new IllegalStateException("FFmpeg does not let go of a file", e);
        }
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }
}

package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.file.ImageFolderSource;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.feed.SceneSource;
import io.edgeopt.core.image.FrameSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What users write to name a source of frames. */
public final class SourceText {
    /** For help texts. */
    public static final String FORMS =
            "drawn[:SEED], images:DIR, a video file, rtsp://…, http://…, /dev/videoN, camera:N, gst:PIPELINE, csi:N";

    private static final double FOLDER_FPS = 30;

    private SourceText() {}

    /** Opens what {@code text} names; {@code scenes} makes the drawn scene of a seed. */
    public static Camera open(String text, Function<Long, SceneSource> scenes) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("drawn") || lower.startsWith("drawn:")) {
            return new SceneCamera(text, scenes.apply(seed(text)));
        }
        if (lower.startsWith("images:")) {
            Path folder = Path.of(text.substring("images:".length()));
            Supplier<FrameSource> opener = () -> ImageFolderSource.open(folder, FOLDER_FPS);
            return RecordedCamera.open(text, opener);
        }
        if (lower.startsWith("camera:")) {
            return device(text, "/dev/video" + number(text));
        }
        if (lower.startsWith("/dev/video")) {
            return device(text, text);
        }
        if (lower.startsWith("rtsp://") || lower.startsWith("rtsps://")) {
            return stream(new StreamCamera.Address(text, text, "", Map.of("rtsp_transport", "tcp")));
        }
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return stream(new StreamCamera.Address(text, text, "", Map.of()));
        }
        if (lower.startsWith("gst:") || lower.startsWith("csi:")) {
            return GstCamera.open(GstPipeline.of(text), StreamCamera.Limits.USUAL, Clock.system());
        }
        if (lower.matches("[a-z][a-z0-9+.-]*://.*")) {
            throw new InvalidPlanException("source %s: there is no such kind; give one of: %s".formatted(text, FORMS));
        }
        if (Files.isDirectory(Path.of(text))) {
            throw new InvalidPlanException(
                    "source %s is a folder; for its pictures say images:%s".formatted(text, text));
        }
        return VideoCamera.open(Path.of(text));
    }

    private static Camera device(String text, String file) {
        if (!Files.exists(Path.of(file))) {
            throw new InvalidPlanException(
                    "source %s: there is no %s; connect a camera, or pass its device into the container"
                            .formatted(text, file));
        }
        return stream(new StreamCamera.Address(text, file, "video4linux2", Map.of()));
    }

    private static Camera stream(StreamCamera.Address address) {
        return StreamCamera.open(address, StreamCamera.Limits.USUAL, Clock.system());
    }

    private static long seed(String text) {
        return text.contains(":") ? number(text) : 0;
    }

    private static long number(String text) {
        String digits = text.substring(text.indexOf(':') + 1);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new InvalidPlanException("source %s: '%s' is not a number".formatted(text, digits), e);
        }
    }
}

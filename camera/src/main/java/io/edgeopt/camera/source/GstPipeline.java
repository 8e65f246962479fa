package io.edgeopt.camera.source;

import io.edgeopt.core.InvalidPlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What GStreamer is asked to do: the user's pipeline, or the one for a camera on a Jetson's ribbon cable, followed by
 * what hands its frames over. Of frames that wait the newest is kept, so a slow model sees the present.
 */
public record GstPipeline(String name, String text) {
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|\\S)+");

    /**
     * Frames as YUV4MPEG2 on standard output: a line that says their size, then one after the other. Where rows are no
     * multiple of eight pixels GStreamer's encoder writes its own padding among them; so wide they are made.
     */
    private static final String HAND_OVER = "! queue leaky=downstream max-size-buffers=1 ! videoconvert ! videoscale "
            + "! video/x-raw,format=I420,width=[8,8192,8] ! y4menc ! fdsink fd=1 sync=false";

    /** Takes {@code gst:PIPELINE} or {@code csi:N}. */
    static GstPipeline of(String source) {
        String rest = source.substring(source.indexOf(':') + 1).strip();
        if (source.regionMatches(true, 0, "csi:", 0, 4)) {
            if (!rest.matches("\\d{1,2}")) {
                throw new InvalidPlanException("source %s: '%s' is not a number".formatted(source, rest));
            }
            return new GstPipeline(source, csi(Integer.parseInt(rest)));
        }
        if (rest.isEmpty()) {
            throw new InvalidPlanException(
                    "source gst: names no pipeline; write such as 'gst:v4l2src ! image/jpeg ! jpegdec'");
        }
        return new GstPipeline(source, rest);
    }

    /**
     * For a camera on a Jetson's ribbon cable, JetPack 4 to 6: NVIDIA's source and its converter, which makes frames half as
     * wide and high on the way to ordinary memory.
     */
    public static String csi(int sensor) {
        return "nvarguscamerasrc sensor-id=%d ! video/x-raw(memory:NVMM),width=1280,height=720,format=NV12,framerate=30/1 "
                        .formatted(sensor)
                + "! nvvidconv ! video/x-raw,width=640,height=360,format=I420";
    }

    /** For a camera on the network, decoded by a Jetson's own hardware, JetPack 4 to 6. */
    public static String network(String address) {
        return "rtspsrc location=%s latency=50 ! rtph264depay ! h264parse ! nvv4l2decoder ! nvvidconv ! video/x-raw,format=I420"
                .formatted(address);
    }

    /** For a camera of JPEGs on USB, decoded by a Jetson's own hardware, JetPack 4 to 6. */
    public static String usb(String device) {
        return "v4l2src device=%s ! image/jpeg ! nvv4l2decoder mjpeg=1 ! nvvidconv ! video/x-raw,format=I420"
                .formatted(device);
    }

    /** GStreamer's program and its words; no shell reads them. */
    List<String> command() {
        List<String> words = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
        Matcher matcher = WORD.matcher(text + " " + HAND_OVER);
        while (matcher.find()) {
            words.add(matcher.group().replaceAll("[\"']", ""));
        }
        return words;
    }
}

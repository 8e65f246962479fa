package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One start of GStreamer's program, which is ended when nothing comes out of it for a while. */
final class GstProcess implements AutoCloseable {
    private static final Pattern ABSENT = Pattern.compile("no element \"([^\"]+)\"");
    private static final Pattern ERROR = Pattern.compile("(?:ERROR|WARNING)[^:]*:\\s*(.*)");
    /** Where elements that one may well want come from. */
    private static final Map<String, String> PACKAGES = Map.of(
            "y4menc", "apt-get install gstreamer1.0-plugins-good",
            "v4l2src", "apt-get install gstreamer1.0-plugins-good",
            "rtspsrc", "apt-get install gstreamer1.0-plugins-good",
            "avdec_h264", "apt-get install gstreamer1.0-libav",
            "h264parse", "apt-get install gstreamer1.0-plugins-bad",
            "nvarguscamerasrc", "it comes with NVIDIA's JetPack and is on Jetson boards alone",
            "nvvidconv", "it comes with NVIDIA's JetPack and is on Jetson boards alone",
            "nvv4l2decoder", "it comes with NVIDIA's JetPack and is on Jetson boards alone");

    private final Process process;
    private final Clock clock;
    private final double silence;
    private final StringBuilder words = new StringBuilder();
    private final Thread listener;
    private FrameStream frames;
    private volatile long latest;
    private volatile boolean silent;
    private volatile boolean closed;
    private boolean whole;

    private GstProcess(Process process, StreamCamera.Limits limits, Clock clock) throws IOException {
        this.process = process;
        this.clock = clock;
        this.silence = limits.silence();
        // Its first start on a machine looks through all plugins, and cameras take their time.
        this.latest = clock.nanos() + Math.round((limits.gone() - limits.silence()) * 1e9);
        this.listener = new Thread(this::listen, "edgeopt-gst-errors");
        listener.setDaemon(true);
        listener.start();
        clock.start("edgeopt-gst-watch", this::watch);
        try {
            this.frames = FrameStream.open(process.getInputStream());
            this.latest = clock.nanos();
        } catch (IOException e) {
            throw new IOException(reason(String.valueOf(e.getMessage())), e);
        }
    }

    /** Waits until it says how large its frames are; fails with its own words where it does not. */
    static GstProcess start(List<String> command, StreamCamera.Limits limits, Clock clock) throws IOException {
        Process started;
        try {
            started = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be started; apt-get install gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good"
                            .formatted(command.get(0)),
                    e);
        }
        try {
            return new GstProcess(started, limits, clock);
        } catch (IOException e) {
            started.destroyForcibly();
            throw e;
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (words) {
                    words.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    private void watch() {
        try {
            while (!closed && process.isAlive()) {
                long until = latest + Math.round(silence * 1e9);
                if (clock.nanos() >= until) {
                    silent = true;
                    process.destroyForcibly();
                    return;
                }
                clock.sleepUntil(until);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    FrameStream frames() {
        return frames;
    }

    /** Waits for the next frame; false where none comes any more. */
    boolean next(DecodedSlot slot) {
        try {
            boolean came = frames.next(slot);
            latest = clock.nanos();
            whole = !came;
            return came;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it ended because there is no more, rather than because something broke. */
    boolean isAtItsEnd() {
        await(5, TimeUnit.SECONDS);
        return whole && !silent && !process.isAlive() && process.exitValue() == 0;
    }

    /** Why no frame came, as far as the program says. */
    private String reason(String otherwise) {
        if (silent) {
            return "nothing came for too long";
        }
        await(5, TimeUnit.SECONDS);
        try {
            listener.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String said;
        synchronized (words) {
            said = words.toString();
        }
        Matcher absent = ABSENT.matcher(said);
        if (absent.find()) {
            String element = absent.group(1);
            return "GStreamer has no element '%s': %s"
                    .formatted(
                            element, PACKAGES.getOrDefault(element, "correct it, or install the plugin that has it"));
        }
        Matcher error = ERROR.matcher(said);
        if (error.find()) {
            return "GStreamer says: " + error.group(1).strip();
        }
        return said.isBlank() ? otherwise : said.strip().lines().findFirst().orElse(otherwise);
    }

    void await(long time, TimeUnit unit) {
        try {
            if (!process.waitFor(time, unit)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        process.destroy();
    }
}

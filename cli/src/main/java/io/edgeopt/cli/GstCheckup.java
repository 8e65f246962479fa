package io.edgeopt.cli;

import io.edgeopt.camera.source.GstPipeline;
import io.edgeopt.cli.DoctorCommand.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks for GStreamer and those of its elements that sources need. */
final class GstCheckup {
    private static final long PATIENCE_SECONDS = 20;
    private static final String JETSON = "it comes with NVIDIA's JetPack; nothing to do elsewhere than on a Jetson";

    private GstCheckup() {}

    static List<Finding> all(Optional<Path> launcher, Optional<Path> inspector) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                launcher.map(file -> Finding.ready("GStreamer", file.toString()))
                        .orElseGet(
                                () -> Finding.absent(
                                        "GStreamer",
                                        "no gst-launch-1.0 on PATH",
                                        "apt-get install gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good, for gst: and csi: sources")));
        if (launcher.isPresent() && inspector.isPresent()) {
            Path asks = inspector.get();
            findings.add(element(
                    asks,
                    "y4menc",
                    "GStreamer frames",
                    "hands frames over to gst: and csi: sources",
                    "apt-get install gstreamer1.0-plugins-good, for gst: and csi: sources"));
            findings.add(
                    element(asks, "nvarguscamerasrc", "csi: cameras", "csi:0 is gst:" + GstPipeline.csi(0), JETSON));
            findings.add(element(
                    asks,
                    "nvv4l2decoder",
                    "hardware decoding",
                    "gst:%s; gst:%s".formatted(GstPipeline.network("rtsp://…"), GstPipeline.usb("/dev/video0")),
                    JETSON));
        }
        return findings;
    }

    private static Finding element(Path inspector, String element, String name, String use, String advice) {
        return isThere(inspector, element)
                ? Finding.ready(name, element + ": " + use)
                : Finding.absent(name, "GStreamer has no element " + element, advice);
    }

    private static boolean isThere(Path inspector, String element) {
        try {
            Process process = new ProcessBuilder(inspector.toString(), "--exists", element)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

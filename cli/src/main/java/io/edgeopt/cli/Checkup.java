package io.edgeopt.cli;

import io.edgeopt.cli.DoctorCommand.Finding;
import io.edgeopt.core.runtime.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for everything outside edgeopt that it can use; nothing is changed and no model is run. */
final class Checkup {
    private static final String WITH_DISTRIBUTION = "use a build of edgeopt that has it on its class path";

    private Checkup() {}

    static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        Catalog.backends().forEach(backend -> findings.add(backend(backend)));
        findings.add(classes("JavaCV", "org.bytedeco.javacv.FFmpegFrameGrabber", "video files and RTSP"));
        findings.add(program("ffmpeg", "apt-get install ffmpeg, to make and convert test videos"));
        findings.addAll(GstCheckup.all(onPath("gst-launch-1.0"), onPath("gst-inspect-1.0")));
        findings.add(cameras());
        findings.add(program("docker", "install Docker, to run under a device's limits"));
        findings.add(controlGroups());
        findings.add(program("nvidia-smi", "install NVIDIA's driver, where there is such a GPU"));
        findings.add(jetson());
        findings.add(cache());
        return findings;
    }

    private static Finding backend(Backend backend) {
        String name = "backend " + backend.name();
        return backend.unavailable()
                .map(why -> Finding.absent(name, "cannot be used", why))
                .orElseGet(() -> Finding.ready(name, "loads"));
    }

    private static Finding classes(String name, String type, String purpose) {
        try {
            Class.forName(type, false, Checkup.class.getClassLoader());
            return Finding.ready(name, "on the class path");
        } catch (ClassNotFoundException | LinkageError e) {
            return Finding.absent(name, "not on the class path", WITH_DISTRIBUTION + ", for " + purpose);
        }
    }

    private static Finding program(String name, String advice) {
        return onPath(name)
                .map(file -> Finding.ready(name, file.toString()))
                .orElseGet(() -> Finding.absent(name, "not on PATH", advice));
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Finding cameras() {
        List<String> devices = names(Path.of("/dev"), "video");
        return devices.isEmpty()
                ? Finding.absent(
                        "V4L2 cameras", "no /dev/video*", "connect a camera, or pass its device into the container")
                : Finding.ready("V4L2 cameras", String.join(" ", devices));
    }

    private static Finding controlGroups() {
        Path root = Path.of("/sys/fs/cgroup");
        boolean two = Files.exists(root.resolve("cgroup.controllers"));
        Path writable = two ? root : root.resolve("cpu");
        String version = two ? "version 2" : "version 1";
        if (!Files.isDirectory(writable)) {
            return Finding.absent("control groups", "not mounted", "mount /sys/fs/cgroup, to limit CPU and memory");
        }
        return Files.isWritable(writable)
                ? Finding.ready("control groups", version + ", writable")
                : Finding.absent(
                        "control groups",
                        version + ", read-only",
                        "run as root or with Docker, to limit CPU and memory");
    }

    private static Finding jetson() {
        Path release = Path.of("/etc/nv_tegra_release");
        try (Stream<String> lines = Files.lines(release)) {
            return Finding.ready("Jetson", lines.findFirst().orElse("empty " + release));
        } catch (IOException e) {
            return Finding.absent("Jetson", "not one", "nothing to do elsewhere than on a Jetson");
        }
    }

    private static Finding cache() {
        Path folder = Home.cache();
        Path existing = folder;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.isWritable(existing)
                ? Finding.ready("cache folder", folder.toString())
                : Finding.absent(
                        "cache folder", folder + " cannot be written", "set XDG_CACHE_HOME to a folder that can");
    }

    private static List<String> names(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.startsWith(folder + "/" + prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

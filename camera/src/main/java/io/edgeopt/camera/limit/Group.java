package io.edgeopt.camera.limit;

import io.edgeopt.core.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Control groups of ours, a folder a controller; processes enter them before they become what they are to be. */
final class Group implements Confinement {
    static final long PERIOD_MICROS = 100_000;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String means;
    private final List<Path> folders = new ArrayList<>();

    Group(String means) {
        this.means = means;
    }

    /** The folder of the group in which this process is. */
    static Path own(Path root, Path mount, String controller) {
        Path none = mount;
        try {
            Optional<String> path = Files.readString(root.resolve("proc/self/cgroup"))
                    .lines()
                    .map(line -> line.split(":", 3))
                    .filter(parts -> parts.length == 3
                            && Arrays.asList(parts[1].split(",")).contains(controller))
                    .map(parts -> parts[2].replaceFirst("^/", ""))
                    .findFirst();
            Path own = path.map(mount::resolve).orElse(none);
            return Files.isDirectory(own) ? own : none;
        } catch (IOException e) {
            return none;
        }
    }

    /** A new group below {@code parent}. */
    Path create(Path parent) throws IOException {
        Path folder = parent.resolve("edgeopt-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
        Files.createDirectory(folder);
        folders.add(folder);
        return folder;
    }

    static void set(Path folder, String file, String value) throws IOException {
        Files.writeString(folder.resolve(file), value);
    }

    @Override
    public String means() {
        return means;
    }

    @Override
    public List<String> command(List<String> command) {
        StringBuilder script = new StringBuilder();
        folders.forEach(folder -> script.append("echo $$ > '").append(folder).append("/cgroup.procs' && "));
        script.append("exec \"$@\"");
        List<String> confined = new ArrayList<>(List.of("/bin/sh", "-c", script.toString(), "sh"));
        confined.addAll(command);
        return confined;
    }

    /** Removes the groups; fails where a process still lives in them. */
    @Override
    public void close() {
        List<Path> left = new ArrayList<>();
        for (Path folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                left.add(folder);
            }
        }
        folders.clear();
        if (!left.isEmpty()) {
            throw new BackendException("control groups %s cannot be removed; remove them with rmdir".formatted(left));
        }
    }
}

package io.edgeopt.camera.limit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Limits by version 1 of control groups. */
final class ControlGroupOne {
    private ControlGroupOne() {}

    static Optional<Confinement> make(Path root, Limit limit, List<String> refusals) {
        Path mount = root.resolve("sys/fs/cgroup");
        if (!Files.isDirectory(mount.resolve("cpu")) || !Files.isDirectory(mount.resolve("memory"))) {
            refusals.add("control groups of version 1 are not mounted");
            return Optional.empty();
        }
        Group group = new Group("control group (version 1)");
        try {
            if (limit.cpus().isPresent()) {
                Path folder = group.create(Group.own(root, mount.resolve("cpu"), "cpu"));
                Group.set(folder, "cpu.cfs_period_us", Long.toString(Group.PERIOD_MICROS));
                Group.set(
                        folder,
                        "cpu.cfs_quota_us",
                        Long.toString(Math.round(limit.cpus().get() * Group.PERIOD_MICROS)));
            }
            if (limit.memory().isPresent()) {
                Path folder = group.create(Group.own(root, mount.resolve("memory"), "memory"));
                String bytes = limit.memory().get().toString();
                Group.set(folder, "memory.limit_in_bytes", bytes);
                if (Files.exists(folder.resolve("memory.memsw.limit_in_bytes"))) {
                    Group.set(folder, "memory.memsw.limit_in_bytes", bytes);
                }
            }
            return Optional.of(group);
        } catch (IOException e) {
            group.close();
            refusals.add("control groups of version 1 refuse it (%s)".formatted(e.getMessage()));
            return Optional.empty();
        }
    }
}

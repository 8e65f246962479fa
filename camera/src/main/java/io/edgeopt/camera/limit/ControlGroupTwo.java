package io.edgeopt.camera.limit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Limits by version 2 of control groups. */
final class ControlGroupTwo {
    private ControlGroupTwo() {}

    static Optional<Confinement> make(Path root, Limit limit, List<String> refusals) {
        Path mount = root.resolve("sys/fs/cgroup");
        if (!Files.exists(mount.resolve("cgroup.controllers"))) {
            refusals.add("control groups of version 2 are not mounted");
            return Optional.empty();
        }
        Group group = new Group("control group (version 2)");
        try {
            // A group with processes in it cannot hand controllers down, so ours stands beside our own.
            Path own = Group.own(root, mount, "");
            Path parent = own.equals(mount) ? mount : own.getParent();
            Path folder = group.create(parent == null ? mount : parent);
            if (limit.cpus().isPresent()) {
                long quota = Math.round(limit.cpus().get() * Group.PERIOD_MICROS);
                Group.set(folder, "cpu.max", quota + " " + Group.PERIOD_MICROS);
            }
            if (limit.memory().isPresent()) {
                Group.set(folder, "memory.max", limit.memory().get().toString());
                if (Files.exists(folder.resolve("memory.swap.max"))) {
                    Group.set(folder, "memory.swap.max", "0");
                }
            }
            return Optional.of(group);
        } catch (IOException e) {
            group.close();
            refusals.add("control groups of version 2 refuse it (%s)".formatted(e.getMessage()));
            return Optional.empty();
        }
    }
}

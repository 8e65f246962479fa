package io.edgeopt.camera.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
    private static final Limit HALF = new Limit(Optional.of(0.5), Optional.of(512L << 20));

    @TempDir
    private Path root;

    private Path folder(String path) throws IOException {
        return Files.createDirectories(root.resolve(path));
    }

    private static Path only(Path parent) throws IOException {
        try (var listed = Files.list(parent)) {
            return listed.filter(path -> path.getFileName().toString().startsWith("edgeopt-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void isReadFromWords() {
        assertThat(Limit.parse("cpus=0.5,memory=512m")).isEqualTo(HALF);
        assertThat(Limit.parse("memory=1.5G").memory()).hasValue(3L << 29);
        assertThat(Limit.parse("cpus=2").memory()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half", "cpus", "cpus=x", "memory=12q", "cpu=1", "cpus=0", "memory=1k", "cpus=NaN"})
    void isRefusedWhereItMeansNothing(String text) {
        assertThatThrownBy(() -> Limit.parse(text)).isInstanceOf(InvalidPlanException.class);
    }

    @Test
    void isWrittenIntoGroupsOfVersionOne() throws IOException {
        Path cpu = folder("sys/fs/cgroup/cpu/box");
        Path memory = folder("sys/fs/cgroup/memory");
        folder("proc/self");
        Files.writeString(root.resolve("proc/self/cgroup"), "2:cpu,cpuacct:/box\n1:memory:/\n");

        Confinement place = ControlGroupOne.make(root, HALF, new ArrayList<>()).orElseThrow();

        Path cpuGroup = only(cpu);
        assertThat(cpuGroup.resolve("cpu.cfs_quota_us")).hasContent("50000");
        assertThat(cpuGroup.resolve("cpu.cfs_period_us")).hasContent("100000");
        assertThat(only(memory).resolve("memory.limit_in_bytes")).hasContent("536870912");
        assertThat(place.means()).isEqualTo("control group (version 1)");
        assertThat(place.command(List.of("java", "-version")))
                .startsWith("/bin/sh", "-c")
                .endsWith("sh", "java", "-version")
                .anyMatch(word -> word.contains("'" + cpuGroup + "/cgroup.procs' && ") && word.endsWith("exec \"$@\""));
    }

    @Test
    void isWrittenIntoAGroupOfVersionTwoBesideOurOwn() throws IOException {
        folder("sys/fs/cgroup/box/ours");
        Files.writeString(root.resolve("sys/fs/cgroup/cgroup.controllers"), "cpu memory");
        folder("proc/self");
        Files.writeString(root.resolve("proc/self/cgroup"), "0::/box/ours\n");

        Optional<Confinement> place = ControlGroupTwo.make(root, HALF, new ArrayList<>());

        assertThat(place).isPresent();
        Path group = only(root.resolve("sys/fs/cgroup/box"));
        assertThat(group.resolve("cpu.max")).hasContent("50000 100000");
        assertThat(group.resolve("memory.max")).hasContent("536870912");
    }

    @Test
    void leavesAVersionThatIsNotMountedToTheNextMeans() throws IOException {
        folder("sys/fs/cgroup");
        List<String> refusals = new ArrayList<>();

        assertThat(ControlGroupTwo.make(root, HALF, refusals)).isEmpty();
        assertThat(ControlGroupOne.make(root, HALF, refusals)).isEmpty();

        assertThat(refusals)
                .containsExactly(
                        "control groups of version 2 are not mounted", "control groups of version 1 are not mounted");
    }

    @Test
    void asksSystemdInItsWords() {
        assertThat(new SystemdScope(HALF).command(List.of("true")))
                .containsExactly(
                        "systemd-run",
                        "--scope",
                        "--quiet",
                        "--collect",
                        "-p",
                        "CPUQuota=50%",
                        "-p",
                        "MemoryMax=536870912",
                        "--",
                        "true");
    }
}

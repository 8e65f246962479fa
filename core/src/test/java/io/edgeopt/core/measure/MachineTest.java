package io.edgeopt.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path root;

    @Test
    void readsTheProcessorAndItsFeatures() throws IOException {
        write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some Xeon\nflags\t\t: fpu avx2 avx512_vnni\n");
        write("proc/meminfo", "MemTotal:        1000 kB\nMemFree: 10 kB\n");

        Machine machine = Machine.under(root);

        assertThat(machine.cpu()).isEqualTo("Some Xeon");
        assertThat(machine.features()).containsExactly("avx2", "avx512_vnni");
        assertThat(machine.memory()).isEqualTo(1_024_000);
        assertThat(machine.cpuLimit()).isEmpty();
        assertThat(machine.memoryLimit()).isEmpty();
    }

    @Test
    void takesTheBoardsNameWhereTheProcessorHasNone() throws IOException {
        write("proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd asimdhp asimddp\n");
        write("proc/device-tree/model", "Jetson Xavier NX\0");

        Machine machine = Machine.under(root);

        assertThat(machine.cpu()).isEqualTo("Jetson Xavier NX");
        assertThat(machine.features()).containsExactly("dotprod", "fp16");
    }

    @Test
    void readsTheLimitsOfItsOwnGroup() throws IOException {
        write("proc/self/cgroup", "0::/edge/a\n");
        write("sys/fs/cgroup/edge/a/cpu.max", "50000 100000\n");
        write("sys/fs/cgroup/edge/a/memory.max", "536870912\n");
        write("sys/fs/cgroup/cpu.max", "max 100000\n");

        Machine machine = Machine.under(root);

        assertThat(machine.cpuLimit()).hasValue(0.5);
        assertThat(machine.memoryLimit()).hasValue(536_870_912L);
    }

    @Test
    void readsTheLimitsOfTheFirstVersionOfControlGroups() throws IOException {
        write("proc/self/cgroup", "4:cpu,cpuacct:/box\n3:memory:/box\n");
        write("sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "150000\n");
        write("sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000\n");
        write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "9223372036854771712\n");

        Machine machine = Machine.under(root);

        assertThat(machine.cpuLimit()).hasValue(1.5);
        assertThat(machine.memoryLimit()).isEmpty();
    }

    @Test
    void findsThisMachine() {
        assertThat(Machine.here().cores()).isPositive();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

package io.edgeopt.camera.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.camera.VirtualClock;
import io.edgeopt.core.measure.Fork.Reading;
import io.edgeopt.core.measure.ProcessFigures;
import io.edgeopt.core.measure.ProcessFigures.Throttling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MeterTest {
    @TempDir
    private Path root;

    private KernelFiles files() {
        return new KernelFiles(root);
    }

    private void put(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    @Test
    void readsMemoryInBytes() throws IOException {
        put("proc/self/status", "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB");
        put("proc/self/smaps_rollup", "55d0-7ffc ---p 00000000 00:00 0 [rollup]\nRss: 1024 kB\nPss:  900 kB");

        ProcessMeter meter = ProcessMeter.under(files());
        put("proc/self/status", "VmHWM:\t  4096 kB\nVmRSS:\t  3072 kB");
        meter.loaded();
        ProcessFigures figures = meter.end();

        assertThat(figures.baseBytes()).hasValue(1L << 20);
        assertThat(figures.loadedBytes()).hasValue(3L << 20);
        assertThat(figures.peakBytes()).hasValue(4L << 20);
        assertThat(figures.pssBytes()).hasValue(900L * 1024);
    }

    @Test
    void leavesOutWhatTheKernelDoesNotTell() {
        ProcessFigures figures = ProcessMeter.under(files()).end();

        assertThat(figures.others()).isEmpty();
        assertThat(figures.peakBytes()).isEmpty();
        assertThat(figures.throttled()).isEmpty();
    }

    @Test
    void countsWhatOthersUsedAsAllThatWasUsedButOurs() throws IOException {
        put("proc/stat", "cpu  1000 50 200 90000 30 10 20 30 0 0\ncpu0 1 2 3");

        assertThat(ProcessMeter.under(files()).busySeconds()).hasValue(12.8);
    }

    @Test
    void readsHowAGroupOfVersionOneWasHeldBack() throws IOException {
        put("proc/self/cgroup", "7:cpu,cpuacct:/limited\n3:memory:/limited");
        put("sys/fs/cgroup/cpu/limited/cpu.stat", "nr_periods 100\nnr_throttled 40\nthrottled_time 2500000000");

        assertThat(ProcessMeter.under(files()).throttling()).hasValue(new Throttling(100, 40, 2.5));
    }

    @Test
    void readsHowAGroupOfVersionTwoWasHeldBack() throws IOException {
        put("proc/self/cgroup", "0::/user/limited");
        put(
                "sys/fs/cgroup/user/limited/cpu.stat",
                "usage_usec 9\nuser_usec 8\nnr_periods 10\nnr_throttled 4\nthrottled_usec 250000");

        assertThat(ProcessMeter.under(files()).throttling()).hasValue(new Throttling(10, 4, 0.25));
    }

    @Test
    void readsClockHeatAndEnergyTwiceASecond() throws IOException {
        put("sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq", "1200000");
        put("sys/devices/system/cpu/cpufreq/policy4/scaling_cur_freq", "2400000");
        put("sys/class/thermal/thermal_zone0/temp", "45500");
        put("sys/class/thermal/thermal_zone1/temp", "-256000");
        put("sys/class/powercap/intel-rapl:0/energy_uj", "5000000");
        put("sys/class/powercap/intel-rapl:0:0/energy_uj", "77");
        put("proc/self/status", "VmRSS:\t  1024 kB");
        VirtualClock clock = new VirtualClock();

        List<Reading> readings;
        try (MachineMeter meter = MachineMeter.start(files(), clock)) {
            clock.spend(0.25);
            put("sys/class/powercap/intel-rapl:0/energy_uj", "8000000");
            clock.spend(1);
            readings = meter.readings();
        }

        assertThat(readings).hasSize(3);
        assertThat(readings.get(2).seconds()).isCloseTo(1, within(1e-9));
        assertThat(readings.get(2).megahertz()).hasValue(2400.0);
        assertThat(readings.get(2).celsius()).hasValue(45.5);
        assertThat(readings.get(2).joules()).hasValue(3.0);
        assertThat(readings.get(2).residentBytes()).hasValue(1L << 20);
    }

    @Test
    void hasNoReadingsWhereThereIsNothingToRead() {
        VirtualClock clock = new VirtualClock();

        try (MachineMeter meter = MachineMeter.start(files(), clock)) {
            clock.spend(3);

            assertThat(meter.readings()).isEmpty();
        }
    }

    @Test
    void takesNoWordForANumber() throws IOException {
        put("sys/class/thermal/thermal_zone0/temp", "none");

        assertThat(files().number("sys/class/thermal/thermal_zone0/temp")).isEqualTo(Optional.empty());
    }
}

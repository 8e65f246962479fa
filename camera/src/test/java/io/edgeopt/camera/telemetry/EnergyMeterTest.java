package io.edgeopt.camera.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.VirtualClock;
import io.edgeopt.core.measure.Energy;
import io.edgeopt.core.measure.Energy.Rail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of boards whose files a test writes, on a clock that it moves. */
@Timeout(30)
class EnergyMeterTest {
    private static final String HWMON = "sys/class/hwmon/hwmon3/";

    @TempDir
    private Path root;

    private final VirtualClock clock = new VirtualClock();

    private void put(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    private EnergyMeter meter() {
        return EnergyMeter.open(new KernelFiles(root), clock).orElseThrow();
    }

    private void hwmon(int channel, String label, int millivolts, int milliamperes) throws IOException {
        put(HWMON + "name", "ina3221");
        put(HWMON + "in" + channel + "_label", label);
        put(HWMON + "in" + channel + "_input", Integer.toString(millivolts));
        put(HWMON + "curr" + channel + "_input", Integer.toString(milliamperes));
    }

    @Test
    void addsUpPowerAndSubtractsWhatIsTakenAtRest() throws IOException {
        hwmon(1, "VDD_IN", 5000, 1000);
        hwmon(2, "VDD_CPU_GPU_CV", 5000, 200);
        hwmon(3, "NC", 5000, 9999);

        Energy energy;
        try (EnergyMeter meter = meter()) {
            meter.rest();
            put(HWMON + "curr1_input", "1600");
            clock.spend(1);
            meter.begin();
            clock.spend(10);
            energy = meter.end();
        }

        assertThat(energy.meter()).isEqualTo("ina3221");
        assertThat(energy.whole()).isTrue();
        assertThat(energy.seconds()).isCloseTo(10, within(1e-9));
        assertThat(energy.samples()).isBetween(100L, 103L);
        assertThat(energy.rails()).extracting(Rail::name).containsExactly("VDD_IN", "VDD_CPU_GPU_CV");
        // 8 W for 10 s; 5 W at rest. The other rail lies behind the input.
        assertThat(energy.joules()).isCloseTo(80, within(1e-6));
        assertThat(energy.idleWatts().orElseThrow()).isCloseTo(5, within(1e-6));
        assertThat(energy.joulesAboveIdle().orElseThrow()).isCloseTo(30, within(1e-6));
        assertThat(energy.rails().get(1).counted()).isFalse();
        assertThat(energy.rails().get(1).joules()).isCloseTo(10, within(1e-6));
    }

    @Test
    void readsTheOlderDriverOfTwoChips() throws IOException {
        String[] rails = {"GPU", "CPU", "SOC", "CV", "VDDRQ", "SYS5V"};
        for (int i = 0; i < 6; i++) {
            String device = "sys/bus/i2c/drivers/ina3221x/1-004%d/iio:device%d/".formatted(i / 3, i / 3);
            put(device + "rail_name_" + i % 3, rails[i]);
            put(device + "in_power%d_input".formatted(i % 3), "500");
        }

        try (EnergyMeter meter = meter()) {
            meter.begin();
            clock.spend(2);
            Energy energy = meter.end();

            assertThat(energy.whole()).isFalse();
            assertThat(energy.joules()).isCloseTo(6, within(1e-6));
            assertThat(energy.idleWatts()).isEmpty();
            assertThat(energy.joulesAboveIdle()).isEmpty();
        }
    }

    @Test
    void followsACounterThatBeginsAnew() throws IOException {
        put("sys/class/powercap/intel-rapl:0/name", "package-0");
        put("sys/class/powercap/intel-rapl:0/energy_uj", "9000000");
        put("sys/class/powercap/intel-rapl:0/max_energy_range_uj", "10000000");
        put("sys/class/powercap/intel-rapl:0:0/energy_uj", "5");
        put("sys/class/powercap/intel-rapl:1/name", "psys");
        put("sys/class/powercap/intel-rapl:1/energy_uj", "7");

        try (EnergyMeter meter = meter()) {
            meter.begin();
            put("sys/class/powercap/intel-rapl:0/energy_uj", "2500000");
            clock.spend(1);
            Energy energy = meter.end();

            assertThat(energy.meter()).isEqualTo("rapl");
            assertThat(energy.rails()).singleElement().satisfies(rail -> {
                assertThat(rail.name()).isEqualTo("package-0");
                assertThat(rail.joules()).isCloseTo(3.5, within(1e-9));
            });
        }
    }

    @Test
    void isNotThereWhereNothingTells() throws IOException {
        assertThat(EnergyMeter.open(new KernelFiles(root), clock)).isEmpty();

        hwmon(1, "VDD_IN", 5000, 1000);
        Files.delete(root.resolve(HWMON + "curr1_input"));
        put("sys/class/hwmon/hwmon4/name", "nvme");
        put("sys/class/powercap/intel-rapl:0/name", "package-0");

        assertThat(EnergyMeter.open(new KernelFiles(root), clock)).isEmpty();
    }

    @Test
    void listensToTegrastats() throws IOException {
        Path program = root.resolve("usr/bin/tegrastats");
        put("usr/bin/tegrastats", "#!/bin/sh\nwhile echo 'RAM 1/2MB VDD_IN 3258mW/3250mW'; do sleep 1; done");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        try (PowerSource source =
                Tegrastats.open(new KernelFiles(root), Clock.system()).orElseThrow()) {
            assertThat(source.name()).isEqualTo("tegrastats");
            assertThat(source.joules(0)).containsOnlyKeys("VDD_IN");
        }
    }

    @Test
    void doesWithoutTegrastatsThatTellsNoPower() {
        assertThat(Tegrastats.open(List.of("echo", "RAM 1/2MB"), clock)).isEqualTo(Optional.empty());
        assertThat(Tegrastats.open(List.of("true"), clock)).isEqualTo(Optional.empty());
    }

    @Test
    void addsUpPowerAsIfItChangedEvenly() {
        PowerSum sum = new PowerSum();
        sum.add(0, Map.of("a", 2.0));
        sum.add(1_000_000_000L, Map.of("a", 4.0, "b", 1.0));
        sum.add(3_000_000_000L, Map.of("a", 4.0, "b", 1.0));

        assertThat(sum.joules()).isEqualTo(Map.of("a", 11.0, "b", 2.0));
    }

    @Test
    void countsTheInputOrWhatIsNotBehindOthers() {
        assertThat(Rails.among(Set.of("VDD_IN", "VDD_SOC"))).isEqualTo(new Rails(Set.of("VDD_IN"), true));
        assertThat(Rails.among(Set.of("VDD_GPU_SOC", "VIN_SYS_5V0", "VDDQ_VDD2_1V8AO")))
                .isEqualTo(new Rails(Set.of("VDD_GPU_SOC", "VIN_SYS_5V0"), false));
    }

    @Test
    void readsTheModeOfPower() throws IOException {
        assertThat(PowerMode.of(new KernelFiles(root))).isEmpty();

        put("var/lib/nvpmodel/status", "pmode:0002 fmode:fanNull");
        assertThat(PowerMode.of(new KernelFiles(root))).hasValue("mode 2");

        put(
                "etc/nvpmodel.conf",
                "< POWER_MODEL ID=0 NAME=MAXN >\n< POWER_MODEL ID=2 NAME=MODE_15W_6CORE >\nCPU_ONLINE CORE_0 1");
        assertThat(PowerMode.of(new KernelFiles(root))).hasValue("MODE_15W_6CORE");
    }
}

package io.edgeopt.camera.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The power monitors on Jetson boards, by the kernel's drivers of either age: {@code hwmon} tells voltage and current
 * (JetPack 5 and 6), {@code iio} power (JetPack 4). Rails are known by their labels: numbers change from start to start.
 */
final class Ina3221 implements PowerSource {
    private static final String DRIVERS = "sys/bus/i2c/drivers";
    private static final int CHANNELS = 3;

    /**
     * One rail.
     *
     * @param power file of milliwatts; empty where voltage and current are told
     */
    private record Channel(String rail, Optional<String> power, String millivolts, String milliamperes) {
        Optional<Double> watts(KernelFiles files) {
            if (power.isPresent()) {
                return files.number(power.get()).map(milliwatts -> milliwatts / 1e3);
            }
            return files.number(millivolts)
                    .flatMap(volts -> files.number(milliamperes).map(amperes -> volts * amperes / 1e6));
        }
    }

    private final KernelFiles files;
    private final List<Channel> channels;
    private final PowerSum sum = new PowerSum();

    private Ina3221(KernelFiles files, List<Channel> channels) {
        this.files = files;
        this.channels = channels;
    }

    /** Empty where there is none, or where none may be read. */
    static Optional<PowerSource> open(KernelFiles files) {
        List<Channel> channels = new ArrayList<>();
        for (String monitor : files.entries("sys/class/hwmon", "hwmon")) {
            if (files.text(monitor + "/name").orElse("").startsWith("ina3221")) {
                channels.addAll(ofHwmon(files, monitor));
            }
        }
        if (channels.isEmpty()) {
            for (String chip : files.entries(DRIVERS + "/ina3221x", "")) {
                files.entries(chip, "iio:device").forEach(device -> channels.addAll(ofIio(files, device)));
                files.entries(chip, "iio_device").forEach(device -> channels.addAll(ofIio(files, device)));
            }
        }
        List<Channel> readable = channels.stream()
                .filter(channel -> channel.watts(files).isPresent())
                .toList();
        return readable.isEmpty() ? Optional.empty() : Optional.of(new Ina3221(files, readable));
    }

    private static List<Channel> ofHwmon(KernelFiles files, String monitor) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 1; i <= CHANNELS; i++) {
            String volts = "%s/in%d_input".formatted(monitor, i);
            String amperes = "%s/curr%d_input".formatted(monitor, i);
            files.text("%s/in%d_label".formatted(monitor, i))
                    .filter(Ina3221::isConnected)
                    .ifPresent(label -> channels.add(new Channel(label, Optional.empty(), volts, amperes)));
        }
        return channels;
    }

    private static List<Channel> ofIio(KernelFiles files, String device) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < CHANNELS; i++) {
            String power = "%s/in_power%d_input".formatted(device, i);
            files.text("%s/rail_name_%d".formatted(device, i))
                    .filter(Ina3221::isConnected)
                    .ifPresent(label -> channels.add(new Channel(label, Optional.of(power), "", "")));
        }
        return channels;
    }

    /** Boards mark channels that lead nowhere so. */
    private static boolean isConnected(String label) {
        return !label.isEmpty() && !label.equals("NC");
    }

    @Override
    public String name() {
        return "ina3221";
    }

    @Override
    public Map<String, Double> joules(long nanos) {
        Map<String, Double> watts = new LinkedHashMap<>();
        channels.forEach(channel -> channel.watts(files).ifPresent(now -> watts.put(channel.rail(), now)));
        sum.add(nanos, watts);
        return sum.joules();
    }
}

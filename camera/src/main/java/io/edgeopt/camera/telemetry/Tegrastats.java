package io.edgeopt.camera.telemetry;

import io.edgeopt.camera.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** NVIDIA's own program, for boards whose monitors may not be read: started once, and read while it writes. */
final class Tegrastats implements PowerSource {
    private static final List<String> PLACES = List.of("usr/bin/tegrastats", "home/nvidia/tegrastats");
    private static final int EVERY_MILLIS = 100;

    private final Process process;
    private final PowerSum sum = new PowerSum();

    private Tegrastats(Process process) {
        this.process = process;
    }

    /** Empty where there is no such program, or where it tells no power. */
    static Optional<PowerSource> open(KernelFiles files, Clock clock) {
        for (String place : PLACES) {
            Path program = files.root().resolve(place);
            if (Files.isExecutable(program)) {
                return open(List.of(program.toString(), "--interval", Integer.toString(EVERY_MILLIS)), clock);
            }
        }
        return Optional.empty();
    }

    static Optional<PowerSource> open(List<String> command, Clock clock) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = lines.readLine();
            Map<String, Double> watts =
                    first == null ? Map.of() : TegraLine.parse(first).watts();
            if (watts.isEmpty()) {
                process.destroy();
                return Optional.empty();
            }
            Tegrastats made = new Tegrastats(process);
            made.add(clock.nanos(), watts);
            Thread reader = new Thread(() -> made.read(lines, clock), "edgeopt-tegrastats");
            reader.setDaemon(true);
            reader.start();
            return Optional.of(made);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void read(BufferedReader lines, Clock clock) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(clock.nanos(), TegraLine.parse(line).watts());
            }
        } catch (IOException e) {
            process.destroy();
        }
    }

    private synchronized void add(long nanos, Map<String, Double> watts) {
        sum.add(nanos, watts);
    }

    @Override
    public String name() {
        return "tegrastats";
    }

    @Override
    public synchronized Map<String, Double> joules(long nanos) {
        return sum.joules();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package io.edgeopt.camera.limit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Limits by asking systemd for a scope. */
record SystemdScope(Limit limit) implements Confinement {
    private static final long PATIENCE_SECONDS = 10;

    static Optional<Confinement> make(Limit limit, List<String> refusals) {
        SystemdScope scope = new SystemdScope(limit);
        try {
            Process tried = new ProcessBuilder(scope.command(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (tried.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && tried.exitValue() == 0) {
                return Optional.of(scope);
            }
            tried.destroyForcibly();
            refusals.add("systemd-run does not work here");
        } catch (IOException e) {
            refusals.add("there is no systemd-run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refusals.add("systemd-run was interrupted");
        }
        return Optional.empty();
    }

    @Override
    public String means() {
        return "systemd scope";
    }

    @Override
    public List<String> command(List<String> command) {
        List<String> confined = new ArrayList<>(List.of("systemd-run", "--scope", "--quiet", "--collect"));
        limit.cpus().ifPresent(cpus -> {
            confined.add("-p");
            confined.add(String.format(Locale.ROOT, "CPUQuota=%.0f%%", 100 * cpus));
        });
        limit.memory().ifPresent(bytes -> {
            confined.add("-p");
            confined.add("MemoryMax=" + bytes);
        });
        confined.add("--");
        confined.addAll(command);
        return confined;
    }

    /** The scope ends with its processes. */
    @Override
    public void close() {}
}

package io.edgeopt.testkit;

import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;

/** How much memory this process holds, as Linux counts it: heap, native memory and all. */
public final class ResidentMemory {
    private static final long KILOBYTE = 1024;

    private ResidentMemory() {}

    public static long bytes() {
        return InputFile.text(Path.of("/proc/self/status"), "status of the process")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> KILOBYTE * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}

package io.edgeopt.core.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The machine, as far as it changes speed and, for integer models, answers.
 *
 * @param cpu the processor's name, or the board's where the processor has none
 * @param features those that decide how fast integers and halves are, sorted: {@code avx512_vnni}, {@code dotprod}, …
 * @param cores that this process may use
 * @param memory of the machine, in bytes; 0 where it is not told
 * @param cpuLimit CPUs that the control group allows, such as 0.5; empty without a limit
 * @param memoryLimit bytes that the control group allows; empty without a limit
 * @param os name, release and architecture
 * @param java vendor and version
 */
public record Machine(
        String cpu,
        List<String> features,
        int cores,
        long memory,
        Optional<Double> cpuLimit,
        Optional<Long> memoryLimit,
        String os,
        String java) {
    /** The kernel's names of the features that matter, and ours. */
    private static final Map<String, String> FEATURES = new TreeMap<>(Map.ofEntries(
            Map.entry("avx2", "avx2"),
            Map.entry("avx512f", "avx512f"),
            Map.entry("avx512_vnni", "avx512_vnni"),
            Map.entry("avx_vnni", "avx_vnni"),
            Map.entry("amx_int8", "amx_int8"),
            Map.entry("f16c", "f16c"),
            Map.entry("asimddp", "dotprod"),
            Map.entry("asimdhp", "fp16"),
            Map.entry("i8mm", "i8mm"),
            Map.entry("sve", "sve")));

    /** Version 1 of control groups says "no limit" by a number close to the largest. */
    private static final long NO_LIMIT = 1L << 60;

    public static Machine here() {
        return under(Path.of("/"));
    }

    /**
     * Whether products of 8-bit integers are added in 16 bits on the way, which saturate: on x86 without instructions
     * for 8-bit products.
     */
    public boolean saturatesIntegerSums() {
        return features.contains("avx2")
                && features.stream().noneMatch(feature -> feature.endsWith("vnni") || feature.equals("amx_int8"));
    }

    /** Reads the kernel's files under {@code root}, which is / but for tests. */
    static Machine under(Path root) {
        String info = text(root.resolve("proc/cpuinfo"));
        return new Machine(
                cpu(root, info),
                features(info),
                Runtime.getRuntime().availableProcessors(),
                memory(text(root.resolve("proc/meminfo"))),
                cpuLimit(root),
                memoryLimit(root),
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                "%s %s".formatted(System.getProperty("java.vendor"), System.getProperty("java.version")));
    }

    private static String cpu(Path root, String info) {
        return field(info, "model name")
                .or(() -> field(info, "Model"))
                .or(() -> Optional.of(
                                text(root.resolve("proc/device-tree/model")).replace("\0", ""))
                        .filter(model -> !model.isBlank()))
                .orElse("unknown processor");
    }

    private static List<String> features(String info) {
        Set<String> flags = new TreeSet<>();
        field(info, "flags")
                .or(() -> field(info, "Features"))
                .ifPresent(line -> flags.addAll(Arrays.asList(line.split(" "))));
        return FEATURES.entrySet().stream()
                .filter(feature -> flags.contains(feature.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    private static long memory(String info) {
        return field(info, "MemTotal")
                .map(kilobytes -> Long.parseLong(kilobytes.replace(" kB", "")) * 1024)
                .orElse(0L);
    }

    private static Optional<Double> cpuLimit(Path root) {
        String two = first(root, "", "cpu.max");
        if (!two.isEmpty()) {
            String[] parts = two.split(" ", -1);
            return parts[0].equals("max")
                    ? Optional.empty()
                    : Optional.of(Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
        }
        String quota = first(root, "cpu", "cpu.cfs_quota_us");
        String period = first(root, "cpu", "cpu.cfs_period_us");
        return quota.isEmpty() || period.isEmpty() || quota.startsWith("-")
                ? Optional.empty()
                : Optional.of(Double.parseDouble(quota) / Double.parseDouble(period));
    }

    private static Optional<Long> memoryLimit(Path root) {
        String two = first(root, "", "memory.max");
        String limit = two.isEmpty() ? first(root, "memory", "memory.limit_in_bytes") : two;
        return limit.isEmpty() || limit.equals("max")
                ? Optional.empty()
                : Optional.of(Long.parseLong(limit)).filter(bytes -> bytes < NO_LIMIT);
    }

    /** The file of this process's own group, or else of the top one, which is its own inside a container. */
    private static String first(Path root, String controller, String file) {
        Path top = root.resolve("sys/fs/cgroup").resolve(controller);
        String own = text(root.resolve("proc/self/cgroup"))
                .lines()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && Arrays.asList(parts[1].split(",")).contains(controller))
                .map(parts -> parts[2].replaceFirst("^/", ""))
                .findFirst()
                .orElse("");
        String inner = text(top.resolve(own).resolve(file));
        return (inner.isEmpty() ? text(top.resolve(file)) : inner).strip();
    }

    private static Optional<String> field(String info, String name) {
        return info.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
                .map(parts -> parts[1].strip())
                .findFirst();
    }

    /** Empty where there is no such file: other systems, other kernels. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}

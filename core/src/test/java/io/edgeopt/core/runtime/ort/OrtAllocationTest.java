package io.edgeopt.core.runtime.ort;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OrtAllocationTest {
    private static final long HEAP_BYTES_PER_RUN = 1024;

    /** One leaked native object costs 64 bytes or more; the JVM itself still settles by a few bytes a run. */
    private static final double NATIVE_BYTES_PER_RUN = 16;

    private static Session open() {
        return new OrtBackend().open(TinyModels.addingOne(new Dim.Fixed(4)), SessionOptions.DEFAULT.withThreads(1));
    }

    private static void run(Binding binding, int times) {
        for (int i = 0; i < times; i++) {
            binding.run();
        }
    }

    @Test
    void allocatesLessThanOneKilobyteOfHeapPerRun() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        int runs = 2_000;

        try (Session session = open();
                Binding binding = session.bind(Map.of("x", Tensor.of(new float[4], 4)))) {
            run(binding, runs);
            long before = threads.getThreadAllocatedBytes(id);
            run(binding, runs);
            long perRun = (threads.getThreadAllocatedBytes(id) - before) / runs;

            assertThat(perRun).isLessThan(HEAP_BYTES_PER_RUN);
            System.out.printf(Locale.ROOT, "heap per run: %d bytes%n", perRun);
        }
    }

    @Tag("soak")
    @EnabledOnOs(OS.LINUX)
    @Test
    void keepsNativeMemoryFlatOverAHundredThousandRuns() throws IOException {
        int step = 1_000;
        SimpleRegression memory = new SimpleRegression();

        try (Session session = open();
                Binding binding = session.bind(Map.of("x", Tensor.of(new float[4], 4)))) {
            settleHeap(binding, step);
            for (int runs = 0; runs <= 100 * step; runs += step) {
                memory.addData(runs, residentBytes());
                run(binding, step);
            }
        }

        // Half of the 95 % interval: Student's quantile times the standard error of the slope.
        double half =
                new TDistribution(memory.getN() - 2).inverseCumulativeProbability(0.975) * memory.getSlopeStdErr();
        System.out.printf(
                Locale.ROOT,
                "resident memory over 100000 runs: %.4f bytes/run, 95 %% interval [%.4f, %.4f]%n",
                memory.getSlope(),
                memory.getSlope() - half,
                memory.getSlope() + half);
        assertThat(memory.getSlope() - half).isLessThan(NATIVE_BYTES_PER_RUN);
    }

    /** Runs until the collector has been through the young heap four times: from then on its pages are all resident. */
    private static void settleHeap(Binding binding, int step) {
        long until = collections() + 4;
        while (collections() < until) {
            run(binding, step);
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static double residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}

package io.edgeopt.camera.source;

import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.core.image.Orientation;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long a decoded frame of 640 x 480 takes to become an input of 224 x 224, by FFmpeg's resizer and by the card's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SwscalePreparerBenchmark {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int SIDE = 224;

    private final Tensor input = Tensor.allocate(ElementType.FLOAT, Shape.of(1, 3, SIDE, SIDE));
    private final DecodedSlot slot = new DecodedSlot(Orientation.UPRIGHT);
    private final SlotPreparer swscale = preparer(SlotPreparer.Resizing.SWSCALE);
    private final SlotPreparer card = preparer(SlotPreparer.Resizing.CARD);

    private static SlotPreparer preparer(SlotPreparer.Resizing resizing) {
        Preparation usual = Preparation.imagenet(SIDE, SIDE);
        return SlotPreparer.of(
                new Preparation(
                        SIDE,
                        SIDE,
                        Preparation.Fit.STRETCH,
                        usual.resizer(),
                        usual.channels(),
                        usual.layout(),
                        usual.scale(),
                        usual.mean(),
                        usual.std()),
                resizing);
    }

    /** CPU time, which other work on the machine stretches less than the clock's: one sum to divide by the other. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu {
        private long begun;
        private long calls;

        @Setup(Level.Iteration)
        public void begin() {
            begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            calls = 0;
        }

        public long cpuMicros() {
            return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1000;
        }

        public long frames() {
            return calls;
        }
    }

    /** Noise, as a decoder leaves it. */
    @Setup(Level.Iteration)
    public void draw() {
        FfmpegLibrary.require();
        SplittableRandom random = new SplittableRandom(1);
        for (ByteBuffer plane : slot.room(WIDTH, HEIGHT)) {
            for (int i = 0; i < plane.capacity(); i++) {
                plane.put(i, (byte) (40 + random.nextInt(150)));
            }
        }
    }

    @Benchmark
    public View swscale(Cpu cpu) {
        cpu.calls++;
        return swscale.prepare(slot, input, 0);
    }

    /** With the conversion into RGB that this needs for each frame. */
    @Benchmark
    public View card(Cpu cpu) {
        cpu.calls++;
        slot.room(WIDTH, HEIGHT);
        return card.prepare(slot, input, 0);
    }

    @TearDown
    public void release() {
        slot.release();
    }
}

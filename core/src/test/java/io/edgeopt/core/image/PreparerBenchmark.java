package io.edgeopt.core.image;

import io.edgeopt.core.image.Preparation.Resizer;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a camera's picture of 640 x 480 takes to become ImageNet's usual input, by each resizer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class PreparerBenchmark {
    private final Image image = Reference.noise(1, 640, 480);
    private final Preparer antialias = preparer(Resizer.BILINEAR_ANTIALIAS);
    private final Preparer bilinear = preparer(Resizer.BILINEAR);
    private final Preparer nearest = preparer(Resizer.NEAREST);
    private final Tensor input = Tensor.allocate(ElementType.FLOAT, nearest.shape(1));

    private static Preparer preparer(Resizer resizer) {
        Preparation usual = Preparation.imagenet(224, 224);
        return Preparer.of(new Preparation(
                usual.width(),
                usual.height(),
                usual.fit(),
                resizer,
                usual.channels(),
                usual.layout(),
                usual.scale(),
                usual.mean(),
                usual.std()));
    }

    @Benchmark
    public Placement bilinearAntialias() {
        return antialias.prepare(image, input, 0);
    }

    @Benchmark
    public Placement bilinear() {
        return bilinear.prepare(image, input, 0);
    }

    @Benchmark
    public Placement nearest() {
        return nearest.prepare(image, input, 0);
    }
}

package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a binding costs over the bare call of ONNX Runtime, for a model that computes next to nothing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(10)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class BindingBenchmark {
    private static final SessionOptions OPTIONS = SessionOptions.DEFAULT.withThreads(1);

    private static Model model() {
        return TinyModels.addingOne(new Dim.Fixed(4));
    }

    /** The least that Java can do with ONNX Runtime: tensors over direct buffers, made once. */
    @State(Scope.Thread)
    public static class Bare {
        private final OrtSession session;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        public Bare() {
            OrtEnvironment environment = OrtLibrary.environment();
            try (OrtSession.SessionOptions settings = OrtOptions.of(OPTIONS)) {
                session = environment.createSession(model().toBytes(), settings);
                inputs = Map.of("x", OrtTensors.over(environment, "x", Tensor.of(new float[4], 4)));
                outputs = Map.of("y", OrtTensors.over(environment, "y", Tensor.of(new float[4], 4)));
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @TearDown
        public void close() throws OrtException {
            inputs.values().forEach(OnnxTensor::close);
            outputs.values().forEach(OnnxTensor::close);
            session.close();
        }
    }

    /** The same by way of this project. */
    @State(Scope.Thread)
    public static class Bound {
        private final Session session = new OrtBackend().open(model(), OPTIONS);
        private final Binding binding = session.bind(Map.of("x", Tensor.of(new float[4], 4)));

        @TearDown
        public void close() {
            binding.close();
            session.close();
        }
    }

    @Benchmark
    public void bare(Bare bare) throws OrtException {
        bare.session.run(bare.inputs, bare.outputs).close();
    }

    @Benchmark
    public void bound(Bound bound) {
        bound.binding.run();
    }
}

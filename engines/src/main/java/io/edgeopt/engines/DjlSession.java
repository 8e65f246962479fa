package io.edgeopt.engines;

import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model that one of DJL's engines holds. It takes tensors by place; the names are those of the model's arguments. */
final class DjlSession implements Session {
    private final String name;
    private final ai.djl.Model model;
    private final Predictor<NDList, NDList> predictor;
    private final List<String> inputs;
    private final List<String> outputs;
    private boolean closed;

    private DjlSession(
            String name,
            ai.djl.Model model,
            Predictor<NDList, NDList> predictor,
            List<String> inputs,
            List<String> outputs) {
        this.name = name;
        this.model = model;
        this.predictor = predictor;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    static DjlSession of(String name, ai.djl.Model model, List<String> inputs, List<String> outputs) {
        return new DjlSession(name, model, model.newPredictor(new NoopTranslator()), inputs, outputs);
    }

    @Override
    public List<ValueInfo> inputs() {
        return inputs.stream().map(ValueInfo::named).toList();
    }

    @Override
    public List<ValueInfo> outputs() {
        return outputs.stream().map(ValueInfo::named).toList();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given) {
        if (closed) {
            throw new IllegalStateException("the session of %s is closed".formatted(name));
        }
        if (given.size() != inputs.size() || !given.keySet().containsAll(inputs)) {
            throw new InvalidDataException("%s takes the inputs %s, and was given %s"
                    .formatted(name, inputs, given.keySet().stream().sorted().toList()));
        }
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList arguments = new NDList();
            inputs.forEach(input -> arguments.add(array(manager, input, Binding.named(given, input))));
            NDList answer = predictor.predict(arguments);
            answer.attach(manager);
            return tensors(answer);
        } catch (TranslateException | EngineException | IllegalArgumentException | IllegalStateException e) {
            throw new InvalidDataException("%s does not run on these inputs: %s".formatted(name, reason(e)), e);
        }
    }

    private Map<String, Tensor> tensors(NDList answer) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < answer.size(); i++) {
            NDArray array = answer.get(i);
            String output = i < outputs.size() ? outputs.get(i) : "output" + i;
            tensors.put(
                    output,
                    Tensor.over(
                            type(output, array.getDataType()),
                            io.edgeopt.core.tensor.Shape.of(array.getShape().getShape()),
                            array.toByteBuffer()));
        }
        return tensors;
    }

    private static NDArray array(NDManager manager, String input, Tensor tensor) {
        return manager.create(tensor.bytes(), new Shape(tensor.shape().toArray()), dataType(input, tensor.type()));
    }

    private static DataType dataType(String input, ElementType type) {
        return switch (type) {
            case FLOAT -> DataType.FLOAT32;
            case DOUBLE -> DataType.FLOAT64;
            case FLOAT16 -> DataType.FLOAT16;
            case BFLOAT16 -> DataType.BFLOAT16;
            case UINT8 -> DataType.UINT8;
            case INT8 -> DataType.INT8;
            case INT16 -> DataType.INT16;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case BOOL -> DataType.BOOLEAN;
            default ->
                throw new UnsupportedModelException(
                        "input '%s' holds %s, which this backend does not take".formatted(input, type));
        };
    }

    private static ElementType type(String output, DataType type) {
        return switch (type) {
            case FLOAT32 -> ElementType.FLOAT;
            case FLOAT64 -> ElementType.DOUBLE;
            case FLOAT16 -> ElementType.FLOAT16;
            case BFLOAT16 -> ElementType.BFLOAT16;
            case UINT8 -> ElementType.UINT8;
            case INT8 -> ElementType.INT8;
            case INT16 -> ElementType.INT16;
            case INT32 -> ElementType.INT32;
            case INT64 -> ElementType.INT64;
            case BOOLEAN -> ElementType.BOOL;
            default ->
                throw new UnsupportedModelException(
                        "output '%s' holds %s, which edgeopt does not read".formatted(output, type));
        };
    }

    /** PyTorch writes a trace of its own; the sentence that says what is wrong is its last line. */
    private static String reason(Throwable thrown) {
        Throwable root = thrown;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        List<String> lines = String.valueOf(root.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.stream()
                .filter(line -> line.startsWith("RuntimeError:"))
                .findFirst()
                .orElse(lines.isEmpty() ? root.getClass().getSimpleName() : lines.get(0));
    }

    @Override
    public Binding bind(Map<String, Tensor> given) {
        return CopyingBinding.of(this, given);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            predictor.close();
            model.close();
        }
    }
}

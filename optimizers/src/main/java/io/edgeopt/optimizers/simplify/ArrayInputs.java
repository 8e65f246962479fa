package io.edgeopt.optimizers.simplify;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.NpzArchive;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Inputs to compare on from an array file, for models of one input: {@code x}'s first axis is the samples. */
public final class ArrayInputs {
    /** More make the comparison longer, not surer. */
    private static final int MOST = 8;

    private ArrayInputs() {}

    public static List<Map<String, Tensor>> read(Path file, Graph graph) {
        if (graph.inputs().size() != 1) {
            throw new InvalidDataException("%s: arrays can be given to models of one input; this one has %d"
                    .formatted(file, graph.inputs().size()));
        }
        Tensor all = file.toString().endsWith(".npz") ? NpzArchive.open(file).read("x") : Npy.read(file);
        ValueInfo input = graph.inputs().get(0);
        if (input.type().isEmpty()
                || input.dims().isEmpty()
                || input.type().get() != all.type()
                || input.dims().get().size() != all.shape().rank()
                || all.shape().rank() == 0) {
            throw new InvalidDataException("%s: holds %s, the model's input is %s".formatted(file, all, input));
        }
        boolean free = input.dims().get().get(0) instanceof Dim.Free;
        long batch = input.dims().get().get(0) instanceof Dim.Fixed fixed ? fixed.extent() : 1;
        long samples = batch == 0 ? 0 : Math.min(MOST, all.shape().dim(0) / batch);
        if (samples == 0) {
            throw new InvalidDataException("%s: holds %d samples, the model takes %d at a time"
                    .formatted(file, all.shape().dim(0), batch));
        }
        List<Map<String, Tensor>> inputs = new ArrayList<>();
        for (long i = 0; i < samples; i++) {
            inputs.add(Map.of(input.name(), rows(all, i * batch, batch)));
        }
        if (free && samples > 1) {
            inputs.add(Map.of(input.name(), rows(all, 0, samples)));
        }
        return inputs;
    }

    private static Tensor rows(Tensor all, long from, long count) {
        long each = all.byteSize() / all.shape().dim(0);
        ByteBuffer bytes = all.bytes();
        bytes.position(Math.toIntExact(from * each)).limit(Math.toIntExact((from + count) * each));
        return Tensor.over(all.type(), all.shape().with(0, count), bytes).copy();
    }
}

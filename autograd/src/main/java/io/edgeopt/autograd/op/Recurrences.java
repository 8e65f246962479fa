package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** LSTM and GRU, written out step by step: gates as ONNX orders them, with its peepholes and both of its GRU forms. */
final class Recurrences {
    private Recurrences() {}

    static void addTo(Map<String, Kernel> table) {
        table.put("LSTM", call -> run(call, 4));
        table.put("GRU", call -> run(call, 3));
    }

    /** What one direction gives: its output at each time in time's order, and its last states. */
    private record Pass(List<NDArray> outputs, NDArray hidden, NDArray cell) {}

    private static List<NDArray> run(Call call, int gates) {
        refuseWhatIsNotDone(call);
        NDArray input = call.in(0);
        boolean batchFirst = call.node().integer("layout", 0) == 1;
        if (batchFirst) {
            throw call.unsupported("layout 1");
        }
        String direction = call.node().text("direction", "forward");
        int directions = direction.equals("bidirectional") ? 2 : 1;
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < directions; i++) {
            passes.add(pass(call, input, gates, i, i == 1 || direction.equals("reverse")));
        }
        long time = input.getShape().get(0);
        NDList steps = new NDList();
        for (int t = 0; t < time; t++) {
            int at = t;
            steps.add(NDArrays.stack(new NDList(
                    passes.stream().map(pass -> pass.outputs().get(at)).toList())));
        }
        NDArray hidden =
                NDArrays.stack(new NDList(passes.stream().map(Pass::hidden).toList()));
        NDArray cell = NDArrays.stack(new NDList(passes.stream().map(Pass::cell).toList()));
        NDArray all = NDArrays.stack(steps);
        return gates == 4 ? List.of(all, hidden, cell) : List.of(all, hidden);
    }

    private static void refuseWhatIsNotDone(Call call) {
        if (call.node().has("activations") && !defaultActivations(call)) {
            throw call.unsupported("other activations than the default");
        }
        if (call.node().has("clip") || call.node().integer("input_forget", 0) == 1) {
            throw call.unsupported("clip or input_forget");
        }
        call.longs(4).ifPresent(lengths -> {
            for (long length : lengths) {
                if (length != call.shape(0).get(0)) {
                    throw call.unsupported("sequences of different lengths");
                }
            }
        });
    }

    private static boolean defaultActivations(Call call) {
        String given = call.node().describe("activations").replaceAll("[\\[\\] ]", "");
        String one = call.node().op().equals("LSTM") ? "Sigmoid,Tanh,Tanh" : "Sigmoid,Tanh";
        return given.equalsIgnoreCase(one) || given.equalsIgnoreCase(one + "," + one);
    }

    private static Pass pass(Call call, NDArray input, int gates, int direction, boolean backwards) {
        NDArray weight = part(call, 1, direction);
        NDArray recurrent = part(call, 2, direction);
        long size = recurrent.getShape().get(1);
        NDArray zeros = call.manager().zeros(new Shape(input.getShape().get(1), size), input.getDataType());
        NDArray hidden = call.optional(5).isPresent() ? part(call, 5, direction) : zeros;
        NDArray cell = gates == 4 && call.optional(6).isPresent() ? part(call, 6, direction) : zeros;
        Cell step = gates == 4 ? new Lstm(call, direction, size, recurrent) : new Gru(call, direction, size, recurrent);
        long time = input.getShape().get(0);
        NDArray[] outputs = new NDArray[(int) time];
        NDArray projected = input.matMul(weight.transpose());
        for (int i = 0; i < time; i++) {
            int t = (int) (backwards ? time - 1 - i : i);
            NDArray[] next = step.next(projected.get(t), hidden, cell);
            hidden = next[0];
            cell = next[1];
            outputs[t] = hidden;
        }
        return new Pass(List.of(outputs), hidden, cell);
    }

    private static NDArray part(Call call, int input, int direction) {
        return call.in(input).get(direction);
    }

    /** From one time to the next: hidden and cell state. */
    private interface Cell {
        NDArray[] next(NDArray projected, NDArray hidden, NDArray cell);
    }

    private static NDArray gate(NDArray gates, int index, long size) {
        return JniUtils.slice((PtNDArray) gates, 1, index * size, (index + 1) * size, 1);
    }

    private static NDArray sigmoid(NDArray array) {
        return JniUtils.sigmoid((PtNDArray) array);
    }

    /** Gates in ONNX's order: input, output, forget, cell. */
    private static final class Lstm implements Cell {
        private final Call call;
        private final int direction;
        private final long size;
        private final NDArray recurrent;

        Lstm(Call call, int direction, long size, NDArray recurrent) {
            this.call = call;
            this.direction = direction;
            this.size = size;
            this.recurrent = recurrent;
        }

        @Override
        public NDArray[] next(NDArray projected, NDArray hidden, NDArray cell) {
            NDArray gates = projected.add(hidden.matMul(recurrent.transpose()));
            if (call.optional(3).isPresent()) {
                NDArray both = part(call, 3, direction);
                gates = gates.add(both.get("0:" + 4 * size)).add(both.get(4 * size + ":"));
            }
            NDArray in = sigmoid(peep(gate(gates, 0, size), cell, 0));
            NDArray forget = sigmoid(peep(gate(gates, 2, size), cell, 2));
            NDArray nextCell = forget.mul(cell).add(in.mul(gate(gates, 3, size).tanh()));
            NDArray out = sigmoid(peep(gate(gates, 1, size), nextCell, 1));
            return new NDArray[] {out.mul(nextCell.tanh()), nextCell};
        }

        private NDArray peep(NDArray gate, NDArray cell, int index) {
            if (call.optional(7).isEmpty()) {
                return gate;
            }
            NDArray peephole = part(call, 7, direction).get(index * size + ":" + (index + 1) * size);
            return gate.add(peephole.mul(cell));
        }
    }

    /** Gates in ONNX's order: update, reset, hidden. */
    private static final class Gru implements Cell {
        private final Call call;
        private final int direction;
        private final long size;
        private final NDArray recurrent;

        Gru(Call call, int direction, long size, NDArray recurrent) {
            this.call = call;
            this.direction = direction;
            this.size = size;
            this.recurrent = recurrent;
        }

        @Override
        public NDArray[] next(NDArray projected, NDArray hidden, NDArray cell) {
            NDArray fromInput = projected.add(bias(0));
            boolean resetAfter = call.node().integer("linear_before_reset", 0) == 1;
            NDArray fromHidden = hidden.matMul(recurrent.transpose()).add(bias(3 * size));
            NDArray update = sigmoid(gate(fromInput, 0, size).add(gate(fromHidden, 0, size)));
            NDArray reset = sigmoid(gate(fromInput, 1, size).add(gate(fromHidden, 1, size)));
            NDArray candidate;
            if (resetAfter) {
                candidate = gate(fromInput, 2, size).add(reset.mul(gate(fromHidden, 2, size)));
            } else {
                NDArray weight = recurrent.get(2 * size + ":");
                candidate = gate(fromInput, 2, size)
                        .add(reset.mul(hidden).matMul(weight.transpose()))
                        .add(bias(3 * size).get("..., " + 2 * size + ":"));
            }
            NDArray next = candidate.tanh().mul(update.mul(-1).add(1)).add(update.mul(hidden));
            return new NDArray[] {next, next};
        }

        private NDArray bias(long from) {
            return call.optional(3)
                    .map(both -> both.get(direction)
                            .get(from + ":" + (from + 3 * size))
                            .reshape(1, 3 * size))
                    .orElseGet(() -> call.manager().zeros(new Shape(1, 3 * size)));
        }
    }
}

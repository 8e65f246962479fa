package io.edgeopt.core.feed;

import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Inputs to run a model on, made when they are asked for and never all held at once, in an order that is fixed. */
public interface InputSource {
    /** What messages call it. */
    String name();

    /** How many runs it is good for. */
    int size();

    /** The tensors of one run, by input. */
    Map<String, Tensor> inputs(int run);

    /** What messages call the sample, or samples, of one run. */
    default String describe(int run) {
        return Integer.toString(run);
    }

    /** The first {@code count} runs, or all where there are fewer. */
    default InputSource first(int count) {
        return part(0, Math.min(count, size()));
    }

    /** The runs from {@code from} to {@code to}, the last left out. */
    default InputSource part(int from, int to) {
        InputSource whole = this;
        return new InputSource() {
            @Override
            public String name() {
                return whole.name();
            }

            @Override
            public int size() {
                return to - from;
            }

            @Override
            public Map<String, Tensor> inputs(int run) {
                return whole.inputs(from + run);
            }

            @Override
            public String describe(int run) {
                return whole.describe(from + run);
            }
        };
    }

    /** Inputs that are there already. */
    static InputSource of(String name, List<Map<String, Tensor>> inputs) {
        List<Map<String, Tensor>> held = List.copyOf(inputs);
        return new InputSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int size() {
                return held.size();
            }

            @Override
            public Map<String, Tensor> inputs(int run) {
                return held.get(run);
            }
        };
    }
}

package io.edgeopt.testkit.net;

import java.util.ArrayList;
import java.util.List;

/** A tensor of a network under construction: its name, and its extents after the batch. */
public record Value(String name, List<Integer> dims) {
    public Value {
        dims = List.copyOf(dims);
    }

    /** The first extent after the batch. */
    public int channels() {
        return dims.get(0);
    }

    /** The extents after batch and channels. */
    List<Integer> spatial() {
        return dims.subList(1, dims.size());
    }

    int last() {
        return dims.get(dims.size() - 1);
    }

    Value named(String other) {
        return new Value(other, dims);
    }

    Value withChannels(String other, int channels) {
        List<Integer> changed = new ArrayList<>(dims);
        changed.set(0, channels);
        return new Value(other, changed);
    }
}

package io.edgeopt.models.architecture;

import java.util.ArrayList;
import java.util.List;

/** A tensor of a network under construction: its name, and its extents after the batch. */
record Value(String name, List<Integer> dims) {
    Value {
        dims = List.copyOf(dims);
    }

    /** The first extent after the batch. */
    int channels() {
        return dims.get(0);
    }

    /** The extents after batch and channels. */
    List<Integer> spatial() {
        return dims.subList(1, dims.size());
    }

    Value named(String other) {
        return new Value(other, dims);
    }

    Value withChannels(String other, int channels) {
        List<Integer> changed = new ArrayList<>(dims);
        changed.set(0, channels);
        return new Value(other, changed);
    }

    boolean sameExtents(Value other) {
        return dims.equals(other.dims);
    }
}

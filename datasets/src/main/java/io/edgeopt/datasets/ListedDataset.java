package io.edgeopt.datasets;

import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import java.util.List;
import java.util.function.IntFunction;

/** Samples known by their ids; what they show and what is true of them is made when asked for. */
record ListedDataset(
        String name,
        List<String> labels,
        List<String> ids,
        IntFunction<? extends Content> contents,
        IntFunction<? extends Truth> truths)
        implements Dataset {

    @Override
    public int size() {
        return ids.size();
    }

    @Override
    public Sample sample(int index) {
        return new Sample(ids.get(index), contents.apply(index), truths.apply(index));
    }
}

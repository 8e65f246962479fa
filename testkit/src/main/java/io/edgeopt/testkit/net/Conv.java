package io.edgeopt.testkit.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The form of a convolution: extents for each spatial axis; a single number stands for two equal axes. */
public record Conv(
        int out,
        List<Integer> kernel,
        List<Integer> strides,
        List<Integer> pads,
        int groups,
        boolean biased,
        double gain) {
    /** Stride 1, padded so that odd kernels keep the size, no bias, for use before a rectifier. */
    public static Conv of(int out, int... kernel) {
        List<Integer> extents = axes(kernel, 2);
        return new Conv(
                out,
                extents,
                Collections.nCopies(extents.size(), 1),
                extents.stream().map(extent -> extent / 2).toList(),
                1,
                false,
                Math.sqrt(2));
    }

    public Conv stride(int... changed) {
        return new Conv(out, kernel, axes(changed, kernel.size()), pads, groups, biased, gain);
    }

    public Conv pad(int... changed) {
        return new Conv(out, kernel, strides, axes(changed, kernel.size()), groups, biased, gain);
    }

    public Conv groups(int changed) {
        return new Conv(out, kernel, strides, pads, changed, biased, gain);
    }

    public Conv withBias() {
        return new Conv(out, kernel, strides, pads, groups, true, gain);
    }

    /** How much wider the answers spread than the inputs; 1 where no rectifier follows. */
    public Conv gain(double changed) {
        return new Conv(out, kernel, strides, pads, groups, biased, changed);
    }

    int taps() {
        return kernel.stream().reduce(1, Math::multiplyExact);
    }

    List<Integer> spatialAfter(List<Integer> spatial) {
        List<Integer> after = new ArrayList<>();
        for (int i = 0; i < spatial.size(); i++) {
            after.add((spatial.get(i) + 2 * pads.get(i) - kernel.get(i)) / strides.get(i) + 1);
        }
        return after;
    }

    private static List<Integer> axes(int[] extents, int count) {
        return extents.length == 1
                ? Collections.nCopies(count, extents[0])
                : Arrays.stream(extents).boxed().toList();
    }
}

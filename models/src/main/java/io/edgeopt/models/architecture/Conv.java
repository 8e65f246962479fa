package io.edgeopt.models.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The form of a convolution, with an extent for each spatial axis; a single number stands for two equal axes. */
record Conv(int out, List<Integer> kernel, List<Integer> strides, List<Integer> pads, int groups) {
    /** Stride 1, padded so that odd kernels keep the size. */
    static Conv of(int out, int... kernel) {
        List<Integer> extents = axes(kernel, 2);
        return new Conv(
                out,
                extents,
                Collections.nCopies(extents.size(), 1),
                extents.stream().map(extent -> extent / 2).toList(),
                1);
    }

    /** One filter a channel. */
    static Conv depthwise(Value x, int... kernel) {
        Conv form = of(x.channels(), kernel);
        return new Conv(form.out, form.kernel, form.strides, form.pads, x.channels());
    }

    Conv stride(int... changed) {
        return new Conv(out, kernel, axes(changed, kernel.size()), pads, groups);
    }

    Conv unpadded() {
        return new Conv(out, kernel, strides, Collections.nCopies(kernel.size(), 0), groups);
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

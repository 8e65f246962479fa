package io.edgeopt.camera.pipeline;

import java.util.List;

/**
 * Which of several models looks at which frame: each at every n-th, and begun at different frames, so that as few as can
 * be fall on the same one.
 */
final class Turns {
    /** Beyond so many frames it no longer matters what meets what. */
    private static final int HORIZON = 4096;

    private final int[] strides;
    private final int[] offsets;

    private Turns(int[] strides, int[] offsets) {
        this.strides = strides;
        this.offsets = offsets;
    }

    /** In the order of the models: the first begins with the first frame. */
    static Turns of(List<Integer> strides) {
        int[] every = strides.stream().mapToInt(Integer::intValue).toArray();
        int[] offsets = new int[every.length];
        int[] busy = new int[period(every)];
        for (int i = 0; i < every.length; i++) {
            offsets[i] = quietest(busy, every[i]);
            for (int frame = offsets[i]; frame < busy.length; frame += every[i]) {
                busy[frame]++;
            }
        }
        return new Turns(every, offsets);
    }

    /** After how many frames everything is as at the beginning. */
    private static int period(int[] strides) {
        long period = 1;
        for (int stride : strides) {
            period = period / gcd(period, stride) * stride;
            if (period > HORIZON) {
                return HORIZON;
            }
        }
        return (int) period;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Where the fewest others look at the busiest of its frames; of those where the fewest look at all. */
    private static int quietest(int[] busy, int stride) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int offset = 0; offset < Math.min(stride, busy.length); offset++) {
            long most = 0;
            long sum = 0;
            for (int frame = offset; frame < busy.length; frame += stride) {
                most = Math.max(most, busy[frame]);
                sum += busy[frame];
            }
            long load = most * HORIZON * HORIZON + sum;
            if (load < least) {
                least = load;
                best = offset;
            }
        }
        return best;
    }

    boolean isDue(int model, long frame) {
        return frame % strides[model] == offsets[model];
    }
}

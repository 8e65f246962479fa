package io.edgeopt.core.image;

/**
 * The two source pixels of each target pixel along one axis and their weights in fixed point with 11 bits, computed in
 * the precisions that OpenCV's {@code resize} uses.
 */
final class OpenCvAxis {
    private static final int ONE = 1 << 11;

    private final int source;
    private final int scaled;
    private final int from;
    private final int count;
    private final int[] low;
    private final int[] high;
    private final int[] lowWeight;
    private final int[] highWeight;

    private OpenCvAxis(int source, int scaled, int from, int count) {
        this.source = source;
        this.scaled = scaled;
        this.from = from;
        this.count = count;
        this.low = new int[count];
        this.high = new int[count];
        this.lowWeight = new int[count];
        this.highWeight = new int[count];
        double scale = 1.0 / ((double) scaled / source);
        for (int i = 0; i < count; i++) {
            float place = (float) ((from + i + 0.5) * scale - 0.5);
            int floor = (int) Math.floor(place);
            float fraction = place - floor;
            low[i] = Math.max(0, Math.min(source - 1, floor));
            high[i] = Math.max(0, Math.min(source - 1, floor + 1));
            lowWeight[i] = (int) Math.rint((1f - fraction) * ONE);
            highWeight[i] = (int) Math.rint(fraction * ONE);
        }
    }

    static OpenCvAxis of(int source, int scaled, int from, int count) {
        return new OpenCvAxis(source, scaled, from, count);
    }

    boolean fits(int otherSource, int otherScaled, int otherFrom, int otherCount) {
        return source == otherSource && scaled == otherScaled && from == otherFrom && count == otherCount;
    }

    /** Whether every target is the mean of just two pixels, which OpenCV computes as an area. */
    boolean isHalf() {
        return source == 2 * scaled;
    }

    int low(int target) {
        return low[target];
    }

    int high(int target) {
        return high[target];
    }

    int lowWeight(int target) {
        return lowWeight[target];
    }

    int highWeight(int target) {
        return highWeight[target];
    }
}

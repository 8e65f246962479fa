package io.edgeopt.xai.perturb;

/**
 * The part of an axis from which some elements of a later one come out as they would from the whole: they and all that
 * they reach lie in it. It begins at a multiple of the stride, so that windows fall where they fall in the whole, and
 * where it touches an end of the axis the padding there is the true one.
 */
final class Crop {
    private final Reach reach;
    private final int extent;
    private final int lead;
    private final int size;

    private Crop(Reach reach, int extent, int lead, int size) {
        this.reach = reach;
        this.extent = extent;
        this.lead = lead;
        this.size = size;
    }

    /** For any {@code length} neighbours, out of {@code extent} elements. */
    static Crop of(Reach reach, int length, int extent) {
        int lead = Math.max(0, Math.floorDiv(reach.before() + reach.stride() - 1, reach.stride()));
        int needed = reach.stride() * (lead + length - 1) + Math.max(0, reach.after()) + 1;
        int aligned = needed + Math.floorMod(extent - needed, reach.stride());
        return new Crop(reach, extent, lead, Math.min(extent, aligned));
    }

    /** All of it. */
    static Crop whole(int extent) {
        return new Crop(Reach.SELF, extent, 0, extent);
    }

    int size() {
        return size;
    }

    /** Where it begins for neighbours from {@code first} on. */
    int start(int first) {
        return Math.max(0, Math.min(extent - size, reach.stride() * (first - lead)));
    }

    /** Which of the later axis is the first that comes out of the crop. */
    int origin(int first) {
        return start(first) / reach.stride();
    }
}

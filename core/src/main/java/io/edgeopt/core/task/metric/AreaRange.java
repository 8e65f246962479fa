package io.edgeopt.core.task.metric;

/** Which sizes of objects are scored, by COCO's limits in pixels of area. */
public enum AreaRange {
    ALL("", 0, 1e10),
    SMALL("_small", 0, 32 * 32),
    MEDIUM("_medium", 32 * 32, 96 * 96),
    LARGE("_large", 96 * 96, 1e10);

    private final String suffix;
    private final double least;
    private final double most;

    AreaRange(String suffix, double least, double most) {
        this.suffix = suffix;
        this.least = least;
        this.most = most;
    }

    /** What it adds to a metric's name: nothing for all sizes. */
    String suffix() {
        return suffix;
    }

    boolean holds(double area) {
        return area >= least && area <= most;
    }
}

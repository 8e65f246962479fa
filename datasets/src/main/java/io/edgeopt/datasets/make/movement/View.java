package io.edgeopt.datasets.make.movement;

/**
 * How the camera sees the ground: x to the right, y up, z away from it, in metres. Uprights stay upright, as with a
 * lens that is shifted and not tilted.
 */
final class View {
    /** Nothing nearer is drawn. */
    static final double NEAREST = 0.6;

    private final double focal;
    private final double horizon;
    private final double cameraHeight;
    private final double centre;
    private final double shiftX;
    private final double shiftY;

    View(double focal, double horizon, double cameraHeight, double centre, double shiftX, double shiftY) {
        this.focal = focal;
        this.horizon = horizon;
        this.cameraHeight = cameraHeight;
        this.centre = centre;
        this.shiftX = shiftX;
        this.shiftY = shiftY;
    }

    /** The same camera, turned by so many pixels. */
    View moved(double pixelsX, double pixelsY) {
        return new View(focal, horizon, cameraHeight, centre, pixelsX, pixelsY);
    }

    double px(double x, double z) {
        return centre + focal * x / Math.max(NEAREST, z) - shiftX;
    }

    double py(double y, double z) {
        return horizon + focal * (cameraHeight - y) / Math.max(NEAREST, z) - shiftY;
    }

    /** Pixels of a metre at that distance. */
    double metre(double z) {
        return focal / Math.max(NEAREST, z);
    }

    /** How far away a metre is so many pixels. */
    double depth(double metre) {
        return focal / metre;
    }

    /** Where on the ground, across, a column lies at that distance. */
    double across(double column, double z) {
        return (column - centre) * z / focal;
    }

    double focal() {
        return focal;
    }

    double horizon() {
        return horizon;
    }

    double cameraHeight() {
        return cameraHeight;
    }
}

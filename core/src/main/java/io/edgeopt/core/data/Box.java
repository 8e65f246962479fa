package io.edgeopt.core.data;

/** An upright rectangle: left, top, right, bottom, in pixels or in fractions as the holder says. */
public record Box(float left, float top, float right, float bottom) {
    public float width() {
        return Math.max(0, right - left);
    }

    public float height() {
        return Math.max(0, bottom - top);
    }

    public float area() {
        return width() * height();
    }

    /** Intersection over union: 1 for equal boxes, 0 for disjoint ones and where both are empty. */
    public float overlap(Box other) {
        float width = Math.min(right, other.right) - Math.max(left, other.left);
        float height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        float shared = width * height;
        return shared / (area() + other.area() - shared);
    }
}

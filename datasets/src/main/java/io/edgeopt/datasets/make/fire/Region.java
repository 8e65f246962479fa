package io.edgeopt.datasets.make.fire;

import io.edgeopt.core.data.Box;
import java.util.Optional;

/** Grows around the pixels in which something can be seen. */
final class Region {
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right = -1;
    private int bottom = -1;

    void add(int x, int y) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
    }

    /** Empty where nothing, or next to nothing, can be seen. */
    Optional<Box> box() {
        return right - left < 2 || bottom - top < 2
                ? Optional.empty()
                : Optional.of(new Box(left, top, right + 1, bottom + 1));
    }
}

package io.edgeopt.core.task.head;

import io.edgeopt.core.image.Placement;

/** The network's input in pixels, and how the picture lies in it. */
public record View(int width, int height, Placement placement) {
    /** Of a picture that is the input, pixel for pixel. */
    public static View exact(int width, int height) {
        return new View(width, height, new Placement(width, height, 1, 1, 0, 0));
    }
}

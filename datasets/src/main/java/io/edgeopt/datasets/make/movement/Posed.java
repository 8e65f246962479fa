package io.edgeopt.datasets.make.movement;

/**
 * Where a body is and how, at one moment.
 *
 * @param x across and {@code z} away, in metres
 * @param heading where it faces: 0 to the right, a quarter turn away from the camera
 * @param pitch how far the whole body is tipped forward, a quarter turn when it lies on its belly
 * @param roll how far it is tipped to its left
 * @param lift how far the lowest foot is off the ground
 */
record Posed(Stance stance, double x, double z, double heading, double pitch, double roll, double lift) {
    static Posed standing(Stance stance, double x, double z, double heading) {
        return new Posed(stance, x, z, heading, 0, 0, 0);
    }
}

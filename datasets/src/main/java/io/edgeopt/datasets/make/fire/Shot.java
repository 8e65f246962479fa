package io.edgeopt.datasets.make.fire;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Lens;

/** How a picture is taken: exposure, white balance, glare, blur, noise, and how hard the file is pressed. */
final class Shot {
    private final Camera camera;
    private final double gain;

    /**
     * What of a shot does not hang on the light: a camera, and whoever holds it.
     *
     * @param target the mean light that it wants
     * @param eagerness how much of the way to it the exposure goes
     * @param warm tint of the white balance
     * @param green the same
     * @param blur deviation in pixels
     * @param smear pixels that it moves
     * @param across whether it moves along rows
     * @param grain of the noise at a gain of 1
     * @param knee from which light on it bends towards white
     * @param quality of the JPEG
     */
    private record Camera(
            double target,
            double eagerness,
            double warm,
            double green,
            double blur,
            double smear,
            boolean across,
            double grain,
            double knee,
            float quality) {}

    private Shot(Camera camera, double gain) {
        this.camera = camera;
        this.gain = gain;
    }

    /** A camera that has not been set to any light yet. */
    static Shot of(Chance chance) {
        return new Shot(
                new Camera(
                        chance.ratio(0.1, 0.34),
                        chance.between(0.35, 0.85),
                        chance.normal() * 0.06,
                        chance.normal() * 0.02,
                        chance.happens(0.3) ? chance.ratio(0.4, 2.2) : 0,
                        chance.happens(0.12) ? chance.ratio(2, 7) : 0,
                        chance.happens(0.7),
                        chance.ratio(0.01, 0.12),
                        chance.between(0.5, 0.95),
                        (float) chance.between(0.35, 0.96)),
                1);
    }

    /** The same camera, its exposure set by the mean light of the canvas, though not wholly. */
    Shot setTo(Canvas canvas) {
        float[] light = canvas.light();
        double sum = 0;
        for (int i = 1; i < light.length; i += 3) {
            sum += Math.min(1.6f, light[i]);
        }
        double mean = Math.max(0.003, 3 * sum / light.length);
        return new Shot(camera, Math.pow(camera.target() / mean, camera.eagerness()));
    }

    /** Of the JPEG. */
    float quality() {
        return camera.quality();
    }

    /** Spoils the light on the canvas as the camera does. */
    void take(Canvas canvas, Chance chance) {
        expose(canvas);
        Lens.grain(canvas, grain(), chance);
        Lens.soften(canvas, camera.knee());
    }

    /** What it would show if its sensor had no noise. */
    Canvas still(Canvas canvas) {
        Canvas still = canvas.copy();
        expose(still);
        Lens.soften(still, camera.knee());
        return still;
    }

    /** The deviation of a pixel's noise where the picture is that bright. */
    double noise(double light) {
        return Lens.noise(grain(), light);
    }

    /** Dark scenes are noisy because the gain lifts the noise with the light. */
    private double grain() {
        return camera.grain() * Math.min(3, Math.sqrt(Math.max(1, gain)));
    }

    private void expose(Canvas canvas) {
        double warm = camera.warm();
        Lens.expose(canvas, gain * (1 + warm), gain * (1 + camera.green()), gain * (1 - warm));
        if (camera.blur() > 0) {
            Lens.blur(canvas, camera.blur());
        }
        if (camera.smear() > 0) {
            Lens.smear(canvas, camera.smear(), camera.across());
        }
    }
}

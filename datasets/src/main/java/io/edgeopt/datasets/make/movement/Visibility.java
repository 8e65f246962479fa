package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Canvas;
import java.util.Arrays;

/**
 * How well the camera sees what a clip is named after: pixels that would be others without those who act. That counts
 * whoever is out of the picture, behind a car or dark before the dark.
 */
final class Visibility {
    /** The least difference of a pixel's green, of 1 for white, that is seen through the noise of a camera. */
    private static final double NOTICED = 0.05;

    private final Cast cast;
    private final Camera camera;
    private final Canvas with;
    private final Canvas without;

    Visibility(Cast cast, Camera camera, int width, int height) {
        this.cast = cast;
        this.camera = camera;
        this.with = Canvas.of(width, height);
        this.without = Canvas.of(width, height);
    }

    /** Share of the picture, of the worst seen of those who act at the worst but one of the moments that matter. */
    double ofAction() {
        double least = 1;
        for (int lead = 0; lead < cast.leads(); lead++) {
            double[] shares = new double[cast.moments().length];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = share(lead, cast.moments()[i]);
            }
            Arrays.sort(shares);
            least = Math.min(least, shares[Math.min(1, shares.length - 1)]);
        }
        return least;
    }

    private double share(int lead, double time) {
        picture(with, time, Cast.NOBODY);
        picture(without, time, lead);
        float[] one = with.light();
        float[] other = without.light();
        int changed = 0;
        for (int i = 1; i < one.length; i += 3) {
            if (Math.abs(one[i] - other[i]) > NOTICED) {
                changed++;
            }
        }
        return 3.0 * changed / one.length;
    }

    private void picture(Canvas frame, double time, int missing) {
        camera.backdrop(frame, time);
        cast.draw(frame, camera.view(time), time, missing);
        camera.expose(frame, time);
    }
}

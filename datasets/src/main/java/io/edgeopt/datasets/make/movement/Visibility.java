package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Lens;
import io.edgeopt.datasets.make.Tone;
import java.util.Arrays;

/**
 * How well the camera sees what a clip is named after: pixels of those who act that would be others without them. That
 * counts whoever is out of the picture, behind others, dark before the dark or of the colours of what is around.
 */
final class Visibility {
    /** The least share of the picture that whoever acts is to be seen on. */
    private static final double ENOUGH = 0.01;
    /** The least share of somebody that is to be seen: of less, whoever looks cannot say what it does. */
    private static final double MOST = 0.65;
    /** The least difference of a channel, of 255, that is told from what is around, beyond noise. */
    private static final int NOTICED = 20;
    /** Deviation in pixels of what eyes take together: the grain of a ground is not seen place by place. */
    private static final double EYE = 1.2;

    private final Cast cast;
    private final Camera camera;
    private final Canvas with;
    private final Canvas without;
    private final Canvas overBlack;
    private final Canvas overWhite;

    Visibility(Cast cast, Camera camera, int width, int height) {
        this.cast = cast;
        this.camera = camera;
        this.with = Canvas.of(width, height);
        this.without = Canvas.of(width, height);
        this.overBlack = Canvas.of(width, height);
        this.overWhite = Canvas.of(width, height);
    }

    /** Of the worst seen of those who act at the worst but one of the moments that matter; 1 is enough. */
    double ofAction() {
        double least = 1;
        for (int lead = 0; lead < cast.leads() && least >= 1; lead++) {
            least = Math.min(least, ofLead(lead));
        }
        return least;
    }

    private double ofLead(int lead) {
        double worst = 1;
        for (double moment : cast.moments()) {
            double seen = seen(lead, moment);
            if (seen < 1 && worst < 1) {
                // The others cannot make it enough any more.
                return Math.max(seen, worst);
            }
            worst = Math.min(worst, seen);
        }
        return 1;
    }

    private double seen(int lead, double time) {
        alone(overBlack, 0, time, lead);
        alone(overWhite, 1, time, lead);
        double large = share(covered()) / ENOUGH;
        if (large < 1) {
            return large;
        }
        picture(with, time, Cast.NOBODY);
        picture(without, time, lead);
        int told = 0;
        for (int pixel = 0; pixel < with.light().length; pixel += 3) {
            if (covers(pixel) && differs(pixel)) {
                told++;
            }
        }
        return Math.min(share(told) / ENOUGH, told / (MOST * covered()));
    }

    private double share(int pixels) {
        return 3.0 * pixels / with.light().length;
    }

    private int covered() {
        int covered = 0;
        for (int pixel = 0; pixel < overBlack.light().length; pixel += 3) {
            if (covers(pixel)) {
                covered++;
            }
        }
        return covered;
    }

    /** Neither a black nor a white ground shines through a body. */
    private boolean covers(int pixel) {
        return overWhite.light()[pixel] - overBlack.light()[pixel] < 0.5f;
    }

    private boolean differs(int pixel) {
        for (int i = pixel; i < pixel + 3; i++) {
            float light = without.light()[i];
            int noise = Tone.byteOf((float) (light + camera.noise(light))) - Tone.byteOf(light);
            if (Math.abs(Tone.byteOf(with.light()[i]) - Tone.byteOf(light)) > NOTICED + noise) {
                return true;
            }
        }
        return false;
    }

    private void picture(Canvas frame, double time, int missing) {
        camera.backdrop(frame, time);
        cast.draw(frame, camera.view(time), time, missing);
        camera.take(frame, time);
        Lens.blur(frame, EYE);
    }

    private void alone(Canvas frame, float ground, double time, int lead) {
        Arrays.fill(frame.light(), ground);
        cast.drawLead(frame, camera.view(time), time, lead);
    }
}

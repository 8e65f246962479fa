package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Lens;
import io.edgeopt.datasets.make.Noise;
import java.util.function.DoubleUnaryOperator;

/** A camera that hangs still, trembles, pans or follows; and its faults, the same through a clip. */
final class Camera {
    private final Stage stage;
    private final DoubleUnaryOperator across;
    private final DoubleUnaryOperator down;
    private final double[] gain;
    private final double blur;
    private final double grain;
    private final double knee;
    private final double flicker;
    private final double swayRate;
    private final double sway;
    private final double swayTo;
    private final Noise gusts;

    /** {@code follow} is the column of what the camera follows, where it does. */
    Camera(Stage stage, DoubleUnaryOperator follow, boolean follows, Chance chance) {
        this.stage = stage;
        boolean hand = chance.happens(0.4);
        double tremble = hand ? chance.ratio(0.3, 3) : chance.happens(0.2) ? 0.3 : 0;
        double rate = chance.between(3, 9);
        double phase = chance.between(0, 6.3);
        double pan = chance.happens(0.3) ? chance.normal() * stage.width * 0.16 : 0;
        double tilt = chance.happens(0.2) ? chance.normal() * stage.height * 0.04 : 0;
        double held = follows ? chance.between(0.6, 1) : 0;
        double aim = stage.width * chance.between(0.35, 0.65);
        this.across = time -> {
            double own = stage.marginX + pan * (time - 1);
            double to = follow.applyAsDouble(time) - aim;
            return clamp(own + (to - own) * held + tremble * Math.sin(rate * time + phase), 2.0 * stage.marginX);
        };
        this.down = time -> clamp(
                stage.marginY + tilt * (time - 1) + tremble * 0.7 * Math.sin(rate * 1.31 * time + phase * 2),
                2.0 * stage.marginY);
        this.gain = exposure(stage.ground, chance);
        this.blur = chance.happens(0.4) ? chance.ratio(0.3, 1.0) : 0;
        this.grain = chance.ratio(0.01, 0.1) * Math.min(2.5, Math.sqrt(Math.max(1, gain[1])));
        this.knee = chance.between(0.5, 0.95);
        this.flicker = chance.happens(0.2) ? chance.between(0.01, 0.06) : 0;
        boolean windy = !stage.place.kind().indoors() && chance.happens(0.45);
        this.sway = windy ? chance.ratio(0.6, 3) : 0;
        this.swayRate = chance.between(1.5, 5);
        this.swayTo = Math.max(stage.place.nearest(), stage.marginY + stage.height * 0.3);
        this.gusts = Noise.of(chance.bits());
    }

    private static double clamp(double value, double most) {
        return Math.max(0, Math.min(most - 1.01, value));
    }

    private static double[] exposure(Canvas canvas, Chance chance) {
        float[] light = canvas.light();
        double sum = 0;
        for (int i = 1; i < light.length; i += 3) {
            sum += Math.min(1.6f, light[i]);
        }
        double mean = Math.max(0.003, 3 * sum / light.length);
        double level = Math.pow(chance.ratio(0.16, 0.42) / mean, chance.between(0.6, 0.95));
        double warm = chance.normal() * 0.06;
        boolean grey = chance.happens(0.08);
        return new double[] {level * (1 + warm), level, level * (1 - warm), grey ? 1 : 0};
    }

    View view(double time) {
        return stage.view.moved(across.applyAsDouble(time), down.applyAsDouble(time));
    }

    /** What the camera sees of the place at that moment; what grows sways where there is wind. */
    void backdrop(Canvas frame, double time) {
        double left = across.applyAsDouble(time);
        double top = down.applyAsDouble(time);
        float[] from = stage.ground.light();
        float[] to = frame.light();
        int pitch = 3 * stage.ground.width();
        for (int y = 0; y < frame.height(); y++) {
            double gy = Math.min(stage.ground.height() - 1.01, top + y);
            int row = (int) gy;
            float v = (float) (gy - row);
            double high = (swayTo - gy) / stage.ground.height();
            for (int x = 0; x < frame.width(); x++) {
                double gx = left + x;
                if (sway > 0 && high > 0) {
                    gx += sway
                            * Math.min(1, 4 * high)
                            * gusts.at((float) (gx * 0.025), (float) (gy * 0.04), (float) (swayRate * time));
                }
                gx = Math.max(0, Math.min(stage.ground.width() - 1.01, gx));
                int column = (int) gx;
                float u = (float) (gx - column);
                int i = row * pitch + 3 * column;
                int o = 3 * (y * frame.width() + x);
                for (int c = 0; c < 3; c++) {
                    float above = from[i + c] + (from[i + c + 3] - from[i + c]) * u;
                    float below = from[i + pitch + c] + (from[i + pitch + c + 3] - from[i + pitch + c]) * u;
                    to[o + c] = above + (below - above) * v;
                }
            }
        }
    }

    /** What the camera makes of a frame, all but its noise. */
    void take(Canvas frame, double time) {
        record(frame, time);
        Lens.soften(frame, knee);
    }

    /** What it makes of a frame, noise and all. */
    void develop(Canvas frame, double time, Chance chance) {
        record(frame, time);
        Lens.grain(frame, grain, chance);
        Lens.soften(frame, knee);
    }

    /** The deviation of its noise where so much light falls. */
    double noise(double light) {
        return Lens.noise(grain, light);
    }

    private void record(Canvas frame, double time) {
        double level = 1 + flicker * Math.sin(time * 50);
        Lens.expose(frame, gain[0] * level, gain[1] * level, gain[2] * level);
        if (gain[3] > 0) {
            Lens.grey(frame);
        }
        Lens.blur(frame, blur);
    }
}

package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Chance;

/**
 * Walking, walking fast, running: pace and steps tell them apart, and nobody goes at a pace between two; how the limbs
 * swing and how long strides are overlaps a little.
 */
enum Gait {
    WALK(0.6, 1.25, 1.4, 1.8),
    FAST_WALK(1.9, 2.4, 2.3, 2.7),
    RUN(3.3, 5.0, 2.8, 3.4);

    private final double slowest;
    private final double fastest;
    private final double fewest;
    private final double most;

    Gait(double slowest, double fastest, double fewest, double most) {
        this.slowest = slowest;
        this.fastest = fastest;
        this.fewest = fewest;
        this.most = most;
    }

    double speed(Chance chance) {
        return chance.between(slowest, fastest);
    }

    /** From (x, z) at time 0 straight ahead. */
    Motion from(double x, double z, double heading, double speed, Chance chance) {
        double eager = (speed - slowest) / (fastest - slowest);
        double steps = fewest + (most - fewest) * Math.max(0, Math.min(1, eager + chance.normal() * 0.15));
        double phase = chance.between(0, 2 * Math.PI);
        double stride = this == RUN
                ? chance.between(0.6, 0.95)
                : this == FAST_WALK ? chance.between(0.42, 0.58) : chance.between(0.28, 0.46);
        double arms = this == RUN
                ? chance.between(0.5, 1.0)
                : this == FAST_WALK ? chance.between(0.35, 0.9) : chance.between(0.1, 0.55);
        double elbow = this == RUN
                ? chance.between(1.1, 1.8)
                : this == FAST_WALK ? chance.between(0.2, 1.6) : chance.between(0.1, 0.7);
        double lean = this == RUN ? chance.between(0.08, 0.35) : chance.between(-0.03, this == FAST_WALK ? 0.18 : 0.12);
        double knee = this == RUN ? chance.between(1.2, 1.9) : chance.between(0.75, 1.15);
        double bounce = this == RUN ? chance.between(0.04, 0.1) : 0;
        double nod = chance.between(-0.1, 0.3);
        // One arm may carry something, or hold a phone to an ear.
        int busy = chance.happens(0.2) ? chance.below(2) : -1;
        double held = chance.between(1.2, 2.3);
        return time -> {
            double turn = phase + Math.PI * steps * time;
            Stance stance = Stance.upright()
                    .with(Stance.LEAN, lean)
                    .with(Stance.NOD, nod)
                    .with(Stance.TWIST, 0.18 * arms * Math.sin(turn));
            for (int i = 0; i < 2; i++) {
                double own = turn + (i == 0 ? 0 : Math.PI);
                double swing = Math.sin(own);
                // The knee bends while the leg comes forward.
                double lifted = Math.max(0, Math.cos(own));
                double landing = Math.max(0, -Math.cos(own)) * 0.15;
                stance = stance.with(Stance.THIGH + i, stride * swing + (this == RUN ? 0.22 : 0.06))
                        .with(Stance.KNEE + i, 0.08 + knee * lifted * lifted + landing)
                        .with(Stance.ARM + i, i == busy ? 0.5 : -arms * swing)
                        .with(Stance.ELBOW + i, i == busy ? held : elbow + 0.2 * arms * Math.max(0, -swing));
            }
            double lift = bounce * Math.abs(Math.sin(turn));
            return new Posed(
                    stance,
                    x + Math.cos(heading) * speed * time,
                    z + Math.sin(heading) * speed * time,
                    heading,
                    0,
                    0,
                    lift);
        };
    }
}

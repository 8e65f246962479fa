package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Chance;

/** How a body is bent: angles in radians, forward and outward positive; two stances can be mixed. */
final class Stance {
    static final int LEAN = 0;
    static final int SIDE = 1;
    static final int TWIST = 2;
    static final int NOD = 3;
    static final int THIGH = 4;
    static final int SPREAD = 6;
    static final int KNEE = 8;
    static final int ARM = 10;
    static final int WING = 12;
    static final int ELBOW = 14;
    private static final int SIZE = 16;

    private final double[] angles;

    private Stance(double[] angles) {
        this.angles = angles;
    }

    /** Upright, arms hanging. */
    static Stance upright() {
        Stance stance = new Stance(new double[SIZE]);
        return stance.with(WING, 0.12)
                .with(WING + 1, 0.12)
                .with(ELBOW, 0.2)
                .with(ELBOW + 1, 0.2)
                .with(SPREAD, 0.05)
                .with(SPREAD + 1, 0.05);
    }

    double get(int angle) {
        return angles[angle];
    }

    Stance with(int angle, double value) {
        double[] changed = angles.clone();
        changed[angle] = value;
        return new Stance(changed);
    }

    Stance plus(int angle, double value) {
        return with(angle, angles[angle] + value);
    }

    Stance mix(Stance other, double share) {
        double kept = Math.max(0, Math.min(1, share));
        double[] mixed = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            mixed[i] = angles[i] + (other.angles[i] - angles[i]) * kept;
        }
        return new Stance(mixed);
    }

    /** As somebody stands who waits: weight on one leg, arms anyhow. */
    static Stance standing(Chance chance) {
        Stance stance = upright()
                .with(LEAN, chance.normal() * 0.05)
                .with(SIDE, chance.normal() * 0.05)
                .with(NOD, chance.between(-0.1, 0.5));
        for (int side = 0; side < 2; side++) {
            stance = stance.with(THIGH + side, chance.normal() * 0.08)
                    .with(SPREAD + side, chance.between(0, 0.2))
                    .with(KNEE + side, chance.between(0, 0.15));
            // Arms hang, are folded, or hold something.
            double what = chance.between(0, 1);
            stance = what < 0.6
                    ? stance.with(ARM + side, chance.normal() * 0.15).with(ELBOW + side, chance.between(0.05, 0.5))
                    : stance.with(ARM + side, chance.between(0.1, 0.7)).with(ELBOW + side, chance.between(1, 2.1));
        }
        return stance;
    }

    /**
     * As somebody lies; the body itself is laid down by tilting it. Limbs go where the ground lets them: aside on belly
     * and back, forward on a side.
     */
    static Stance lying(double pitch, Chance chance) {
        boolean aside = Math.abs(pitch) < 1;
        boolean back = pitch < -1;
        Stance stance = upright()
                .with(LEAN, aside ? chance.between(-0.1, 0.6) : 0)
                .with(NOD, aside ? chance.between(-0.2, 0.5) : chance.normal() * 0.1);
        boolean curled = chance.happens(0.4);
        for (int side = 0; side < 2; side++) {
            double thigh = curled && !(pitch > 1) ? chance.between(0.4, 1.3) : chance.between(-0.05, 0.15);
            double knee = back ? thigh * chance.between(1.3, 1.7) : chance.between(0.05, curled ? 1.6 : 0.5);
            double arm = chance.happens(0.6) ? chance.between(-0.1, 0.3) : chance.between(2.5, 3.0);
            stance = stance.with(THIGH + side, thigh)
                    .with(KNEE + side, knee)
                    .with(SPREAD + side, aside ? 0.02 : chance.between(0, 0.5))
                    .with(ARM + side, aside ? chance.between(-0.3, 2.8) : arm)
                    .with(WING + side, aside ? 0.03 : chance.between(0, 1.4))
                    .with(ELBOW + side, aside ? chance.between(0, 1.8) : chance.between(0, 0.3));
        }
        return stance;
    }
}

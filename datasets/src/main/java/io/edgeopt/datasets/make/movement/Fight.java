package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Chance;
import java.util.ArrayList;
import java.util.List;

/** Two persons who hit, kick, push and grip one another: quick strokes, lunges, heads and trunks thrown back. */
final class Fight {
    /** One stroke: when, by which limb. */
    private record Stroke(double at, int limb, double lasts, double force) {}

    private final Chance chance;
    private final double x;
    private final double z;
    private final double axis;
    private final double apart;
    private final boolean grip;
    private final double pushRate;
    private final double pushSize;
    private final double roam;

    private Fight(double x, double z, Chance chance) {
        this.chance = chance;
        this.x = x;
        this.z = z;
        this.axis = chance.between(0, 2 * Math.PI);
        this.grip = chance.happens(0.35);
        this.apart = grip ? chance.between(0.4, 0.6) : chance.between(0.6, 1.05);
        this.pushRate = chance.between(4, 9);
        this.pushSize = grip ? chance.between(0.15, 0.35) : chance.between(0.05, 0.25);
        this.roam = chance.between(-0.7, 0.7);
    }

    /** Both of them. */
    static List<Motion> at(double x, double z, Chance chance) {
        Fight fight = new Fight(x, z, chance);
        List<Stroke> first = fight.strokes();
        List<Stroke> second = fight.strokes();
        return List.of(fight.one(1, first, second), fight.one(-1, second, first));
    }

    private List<Stroke> strokes() {
        List<Stroke> strokes = new ArrayList<>();
        double time = chance.between(-0.3, 0.4);
        while (time < 2.3) {
            // 0 and 1 are arms, 2 and 3 legs.
            int limb = chance.happens(0.75) ? chance.below(2) : 2 + chance.below(2);
            strokes.add(new Stroke(time, limb, chance.between(0.22, 0.42), chance.between(0.6, 1.2)));
            time += chance.between(0.3, 0.9);
        }
        return strokes;
    }

    private Motion one(int sign, List<Stroke> own, List<Stroke> taken) {
        double phase = chance.between(0, 6.3);
        double low = chance.between(0.05, 0.35);
        double guard = chance.between(0.5, 1.3);
        return time -> {
            Stance stance = Stance.upright()
                    .with(Stance.LEAN, 0.1 + low * 0.5)
                    .with(Stance.TWIST, 0.2 * Math.sin(pushRate * time + phase));
            for (int i = 0; i < 2; i++) {
                double step = Math.sin(pushRate * 0.8 * time + phase + i * Math.PI);
                stance = stance.with(Stance.THIGH + i, low + 0.3 * step)
                        .with(Stance.KNEE + i, low * 1.6 + 0.35 * Math.max(0, -step))
                        .with(Stance.SPREAD + i, 0.12)
                        .with(Stance.ARM + i, grip ? 1.2 + 0.25 * Math.sin(pushRate * time + i) : guard)
                        .with(Stance.ELBOW + i, grip ? 0.4 + 0.2 * Math.cos(pushRate * time) : 1.7)
                        .with(Stance.WING + i, 0.25);
            }
            double lunge = 0;
            for (Stroke stroke : own) {
                double share = pulse(time, stroke);
                lunge += 0.18 * share;
                if (stroke.limb < 2) {
                    stance = stance.with(
                                    Stance.ARM + stroke.limb, mix(stance.get(Stance.ARM + stroke.limb), 1.55, share))
                            .with(Stance.ELBOW + stroke.limb, mix(stance.get(Stance.ELBOW + stroke.limb), 0.1, share))
                            .plus(Stance.TWIST, (stroke.limb == 0 ? -0.7 : 0.7) * share)
                            .plus(Stance.LEAN, 0.2 * share);
                } else {
                    int leg = stroke.limb - 2;
                    stance = stance.with(Stance.THIGH + leg, mix(stance.get(Stance.THIGH + leg), 1.35, share))
                            .with(Stance.KNEE + leg, mix(stance.get(Stance.KNEE + leg), 0.25, share))
                            .plus(Stance.LEAN, -0.3 * share);
                }
            }
            double thrown = 0;
            for (Stroke stroke : taken) {
                // The blow lands halfway through the stroke.
                double since = time - stroke.at - stroke.lasts * 0.5;
                if (since > 0) {
                    thrown += stroke.force * Math.exp(-5 * since) * Math.min(1, since * 14);
                }
            }
            stance = stance.plus(Stance.LEAN, -0.45 * thrown)
                    .plus(Stance.NOD, -0.5 * thrown)
                    .plus(Stance.SIDE, 0.25 * thrown * Math.sin(phase));
            double push = pushSize * Math.sin(pushRate * time * 0.7) + roam * (time - 1) * 0.5;
            double turned = axis + 0.5 * Math.sin(time * 1.3 + axis);
            double off = sign * (apart / 2 - lunge + 0.22 * thrown) + push;
            double heading = turned + (sign > 0 ? Math.PI : 0) + 0.15 * Math.sin(pushRate * time + phase);
            return Posed.standing(stance, x + Math.cos(turned) * off, z + Math.sin(turned) * off, heading);
        };
    }

    /** Out fast, back slower. */
    private static double pulse(double time, Stroke stroke) {
        double share = (time - stroke.at) / stroke.lasts;
        return share <= 0 || share >= 1
                ? 0
                : share < 0.4 ? Moves.smooth(share / 0.4) : 1 - Moves.smooth((share - 0.4) / 0.6);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}

package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Chance;

/** What bodies do without going anywhere: stand, talk, bend down, lie; and how they fall. */
final class Moves {
    private Moves() {}

    /** Sways a little, as everybody does who stands. */
    static Motion stand(double x, double z, double heading, Chance chance) {
        Stance one = Stance.standing(chance);
        Stance other = one.mix(Stance.standing(chance), chance.between(0, 0.5));
        double rate = chance.between(0.3, 1.2);
        double phase = chance.between(0, 6.3);
        return time -> Posed.standing(
                one.mix(other, 0.5 + 0.5 * Math.sin(phase + rate * time)), x, z, heading + 0.1 * Math.sin(rate * time));
    }

    /** Talks with hands and head: lively, but the hands stay near. */
    static Motion talk(double x, double z, double heading, Chance chance) {
        Motion base = stand(x, z, heading, chance);
        double rate = chance.between(2, 6);
        double phase = chance.between(0, 6.3);
        double size = chance.between(0.1, 0.8);
        double reach = chance.between(0.2, 1.3);
        boolean both = chance.happens(0.5);
        return time -> {
            Posed posed = base.at(time);
            Stance stance = posed.stance().plus(Stance.NOD, 0.12 * Math.sin(rate * time));
            for (int i = 0; i < (both ? 2 : 1); i++) {
                double beat = Math.sin(phase + rate * time + i);
                stance = stance.with(Stance.ARM + i, reach + size * 0.6 * beat)
                        .with(Stance.ELBOW + i, 1.2 - size * 0.6 * beat)
                        .with(Stance.WING + i, 0.2 + 0.2 * size * Math.cos(rate * time * 0.7));
            }
            return Posed.standing(stance, x, z, posed.heading());
        };
    }

    /** Bends or crouches, picks something up and rises again, or stays down: near a fall, but slow and on the feet. */
    static Motion bend(double x, double z, double heading, Chance chance) {
        Stance up = Stance.standing(chance);
        double deep = chance.between(0.5, 1);
        Stance down = up.with(Stance.LEAN, deep * chance.between(0.5, 1.5))
                .with(Stance.ARM, deep * 1.1)
                .with(Stance.ARM + 1, deep * 0.8);
        double crouch = chance.happens(0.5) ? chance.between(0.8, 1.7) * deep : 0;
        for (int i = 0; i < 2; i++) {
            down = down.with(Stance.THIGH + i, crouch * 1.05).with(Stance.KNEE + i, crouch * 1.9);
        }
        Stance low = down;
        double start = chance.between(-0.8, 1);
        double takes = chance.between(0.6, 1.2);
        double stays = chance.between(0.1, 1.5);
        return time -> {
            double going = smooth((time - start) / takes);
            double back = smooth((time - start - takes - stays) / takes);
            return Posed.standing(up.mix(low, going - back), x, z, heading);
        };
    }

    /** Lies, and hardly moves. */
    static Motion lie(double x, double z, double heading, Chance chance) {
        double[] tilt = tilt(chance);
        Stance one = Stance.lying(tilt[0], chance);
        Stance other = one.mix(Stance.lying(tilt[0], chance), chance.happens(0.4) ? chance.between(0.05, 0.25) : 0.01);
        double rate = chance.between(0.5, 2);
        return time -> new Posed(one.mix(other, 0.5 + 0.5 * Math.sin(rate * time)), x, z, heading, tilt[0], tilt[1], 0);
    }

    /** On the belly, on the back, or on a side. */
    private static double[] tilt(Chance chance) {
        double quarter = Math.PI / 2;
        return switch (chance.below(6)) {
            case 0, 1 -> new double[] {quarter * chance.between(0.95, 1.02), 0};
            case 2, 3 -> new double[] {-quarter * chance.between(0.95, 1.02), 0};
            case 4 -> new double[] {0, quarter};
            default -> new double[] {0, -quarter};
        };
    }

    /**
     * Falls at {@code moment}: out of {@code before}, ever faster, by tipping over or by collapsing, and then lies.
     */
    static Motion fall(Motion before, double moment, Chance chance) {
        double takes = chance.between(0.45, 0.95);
        double[] tilt = tilt(chance);
        Stance end = Stance.lying(tilt[0], chance);
        double buckle = chance.happens(0.5) ? chance.between(0.8, 1.6) : chance.between(0, 0.4);
        double flail = chance.between(0.3, 2.2);
        double slide = chance.between(0.1, 0.7);
        double spin = chance.normal() * 0.5;
        return time -> {
            if (time <= moment) {
                return before.at(time);
            }
            Posed last = before.at(moment);
            double share = Math.min(1, (time - moment) / takes);
            double down = share * share;
            Stance middle = last.stance();
            for (int i = 0; i < 2; i++) {
                middle = middle.with(Stance.THIGH + i, buckle * 0.8)
                        .with(Stance.KNEE + i, buckle * 1.4)
                        .with(Stance.ARM + i, flail * (tilt[0] >= 0 ? 0.8 : -0.5))
                        .with(Stance.WING + i, flail * 0.5);
            }
            Stance stance = share < 0.5 ? last.stance().mix(middle, share * 2) : middle.mix(end, share * 2 - 1);
            // A last small bounce, and then rest.
            double after = time - moment - takes;
            double rest = after > 0 ? 0.06 * Math.exp(-6 * after) * Math.sin(14 * after) : 0;
            // Tipping over, the body comes to lie ahead of its feet, or behind.
            double gone = slide * down;
            double side = Math.signum(tilt[0]) * gone;
            return new Posed(
                    stance,
                    last.x() + Math.cos(last.heading()) * side,
                    last.z() + Math.sin(last.heading()) * side,
                    last.heading() + spin * down,
                    tilt[0] * (down + rest),
                    tilt[1] * (down + rest),
                    0);
        };
    }

    static double smooth(double share) {
        double kept = Math.max(0, Math.min(1, share));
        return kept * kept * (3 - 2 * kept);
    }
}

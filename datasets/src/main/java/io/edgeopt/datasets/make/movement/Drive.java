package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Chance;

/** How a vehicle moves over time. */
@FunctionalInterface
interface Drive {
    /** Where it is and how it is turned at one moment. */
    record State(double x, double z, double heading, double jolt) {}

    State at(double time);

    /** Stands where it is. */
    static Drive parked(double x, double z, double heading) {
        State state = new State(x, z, heading, 0);
        return time -> state;
    }

    /** Passes (x, z) at {@code moment}. */
    static Drive past(double x, double z, double heading, double speed, double moment) {
        return time -> new State(
                x + Math.cos(heading) * speed * (time - moment),
                z + Math.sin(heading) * speed * (time - moment),
                heading,
                0);
    }

    /** Brakes, and stops at (x, z) at {@code moment}. */
    static Drive stopping(double x, double z, double heading, double speed, double moment) {
        double braking = 5;
        return time -> {
            double left = Math.max(0, moment - time);
            double way = Math.min(
                    0.5 * braking * left * left,
                    speed * speed / (2 * braking) + speed * Math.max(0, left - speed / braking));
            double nose = left > 0 && left < speed / braking ? -0.02 : 0;
            return new State(x - Math.cos(heading) * way, z - Math.sin(heading) * way, heading, nose);
        };
    }

    /** As before until {@code moment}; from then on thrown with that velocity and spin, both of which die away. */
    static Drive hit(Drive before, double moment, double vx, double vz, double spin, Chance chance) {
        double fading = chance.between(1.5, 3.5);
        double kick = chance.between(0.05, 0.2) * (chance.happens(0.5) ? 1 : -1);
        return time -> {
            if (time <= moment) {
                return before.at(time);
            }
            State last = before.at(moment);
            double since = time - moment;
            double gone = (1 - Math.exp(-fading * since)) / fading;
            return new State(
                    last.x + vx * gone,
                    last.z + vz * gone,
                    last.heading + spin * gone,
                    kick * Math.exp(-5 * since) * Math.sin(16 * since));
        };
    }
}

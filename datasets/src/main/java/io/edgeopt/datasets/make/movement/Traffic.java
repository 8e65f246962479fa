package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Chance;
import java.util.ArrayList;
import java.util.List;

/** Vehicles that collide, and vehicles that do not though they come near. */
final class Traffic {
    /** A vehicle on its way. */
    record Car(Vehicle vehicle, Drive drive) {}

    /** When and where two met. */
    record Impact(double moment, double x, double z) {}

    private Traffic() {}

    /** One runs into another at {@code impact}: from behind, from the front, from the side, or into one that stands. */
    static List<Car> collision(Impact impact, Chance chance) {
        Vehicle one = new Vehicle(chance);
        Vehicle other = new Vehicle(chance);
        double heading = chance.between(0, 2 * Math.PI);
        double speed = chance.between(5, 13);
        int how = chance.below(4);
        double turned = switch (how) {
            case 0 -> chance.normal() * 0.12;
            case 1 -> Math.PI + chance.normal() * 0.12;
            default -> (chance.happens(0.5) ? 1 : -1) * (Math.PI / 2 + chance.normal() * 0.25);
        };
        double otherSpeed = how == 0 ? speed * chance.between(0, 0.4) : how == 3 ? 0 : chance.between(3, 11);
        double reach = how < 2 ? other.length / 2 : other.width / 2;
        double aside = chance.between(-0.3, 0.3) * (how < 2 ? other.width : other.length);
        double dx = Math.cos(heading);
        double dz = Math.sin(heading);
        double otherX = impact.x + dx * reach - dz * aside;
        double otherZ = impact.z + dz * reach + dx * aside;
        Drive first = Drive.past(
                impact.x - dx * one.length / 2, impact.z - dz * one.length / 2, heading, speed, impact.moment);
        Drive second = Drive.past(otherX, otherZ, heading + turned, otherSpeed, impact.moment);
        double share = chance.between(0.35, 0.65);
        double vx = share * speed * dx + (1 - share) * otherSpeed * Math.cos(heading + turned);
        double vz = share * speed * dz + (1 - share) * otherSpeed * Math.sin(heading + turned);
        double spin = chance.between(0.4, 2.6) * (aside > 0 ? 1 : -1);
        return List.of(
                new Car(one, Drive.hit(first, impact.moment, vx * 0.8, vz * 0.8, -spin * 0.6, chance)),
                new Car(other, Drive.hit(second, impact.moment, vx, vz, spin, chance)));
    }

    /** They pass, follow, wait or stop in time; some stand as after an accident. */
    static List<Car> peaceful(double x, double z, Chance chance) {
        Vehicle one = new Vehicle(chance);
        Vehicle other = new Vehicle(chance);
        double heading = chance.between(0, 2 * Math.PI);
        double speed = chance.between(3, 13);
        double moment = chance.between(0.3, 1.7);
        double dx = Math.cos(heading);
        double dz = Math.sin(heading);
        double lane = (one.width + other.width) / 2 + chance.between(0.5, 2);
        List<Car> cars = new ArrayList<>();
        switch (chance.below(6)) {
            case 0 -> {
                cars.add(new Car(one, Drive.past(x, z, heading, speed, moment)));
                cars.add(new Car(
                        other,
                        Drive.past(x - dz * lane, z + dx * lane, heading + Math.PI, chance.between(3, 13), moment)));
            }
            case 1 -> {
                double gap = (one.length + other.length) / 2 + chance.between(0.8, 4);
                cars.add(new Car(one, Drive.past(x, z, heading, speed, moment)));
                cars.add(new Car(other, Drive.past(x + dx * gap, z + dz * gap, heading, speed, moment)));
            }
            case 2 -> {
                double gap = one.length / 2
                        + (chance.happens(0.5) ? other.width : other.length) / 2
                        + chance.between(0.7, 2);
                boolean across = gap < one.length / 2 + other.length / 2 + 0.7;
                cars.add(new Car(one, Drive.stopping(x, z, heading, speed, moment)));
                cars.add(new Car(
                        other,
                        Drive.parked(
                                x + dx * gap,
                                z + dz * gap,
                                heading + (across ? Math.PI / 2 : 0) + chance.normal() * 0.1)));
            }
            case 3 -> {
                // As after an accident: touching, at odd angles, at rest.
                double reach = one.length / 2 + other.width / 2;
                double turned = (chance.happens(0.5) ? 1 : -1) * chance.between(1.0, 2.1);
                cars.add(new Car(one, Drive.parked(x, z, heading)));
                cars.add(new Car(other, Drive.parked(x + dx * reach, z + dz * reach, heading + turned)));
            }
            case 4 -> {
                // Crossing ways, but one is long gone when the other comes.
                double wait = (one.length + other.length) / speed + chance.between(0.6, 1.2);
                double turned = (chance.happens(0.5) ? 1 : -1) * (Math.PI / 2 + chance.normal() * 0.2);
                cars.add(new Car(one, Drive.past(x, z, heading, speed, moment)));
                cars.add(new Car(
                        other,
                        Drive.past(x, z, heading + turned, speed, moment + (chance.happens(0.5) ? wait : -wait))));
            }
            default -> cars.add(new Car(one, Drive.past(x, z, heading, speed, moment)));
        }
        return cars;
    }
}

package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.scene.Forms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who and what plays in a clip: the action that gives it its class, and those who happen to be there too. */
final class Cast {
    static final int NOBODY = -1;

    private record Actor(Body body, Motion motion) {}

    private record Piece(double depth, Runnable draw) {}

    private final Stage stage;
    private final Chance chance;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Traffic.Car> cars = new ArrayList<>();
    private Optional<Traffic.Impact> impact = Optional.empty();
    private final double scale;
    private boolean grounded = true;
    private int leadingActors;
    private int leadingCars;
    private double[] moments = {0.2, 0.6, 1, 1.4, 1.8};

    Cast(Stage stage, Chance chance) {
        this.stage = stage;
        this.chance = chance;
        this.scale = stage.height * chance.ratio(0.23, 0.5);
    }

    /** The column, in the place, of the first who plays; the middle where nobody does. */
    double column(double time) {
        if (!actors.isEmpty()) {
            Posed posed = actors.get(0).motion.at(time);
            return stage.view.px(posed.x(), posed.z());
        }
        if (!cars.isEmpty()) {
            Drive.State state = cars.get(0).drive().at(time);
            return stage.view.px(state.x(), state.z());
        }
        return stage.ground.width() / 2.0;
    }

    /** How many there are without whom the clip would have another name; they come first. */
    int leads() {
        return leadingActors + leadingCars;
    }

    /** Whether everybody was found a place on open ground, and nobody lies before a wall. */
    boolean grounded() {
        return grounded;
    }

    /** When they have to be seen. */
    double[] moments() {
        return moments.clone();
    }

    private Stage.Spot spot() {
        Stage.Spot spot = stage.spot(scale * chance.ratio(0.75, 1.25), chance);
        grounded &= spot.open();
        return spot;
    }

    private double anywhere() {
        return chance.between(0, 2 * Math.PI);
    }

    private void add(Motion motion) {
        actors.add(new Actor(new Body(chance), motion));
    }

    /** People on their way, all at the same gait. */
    void walkers(Gait gait, int count) {
        for (int i = 0; i < count; i++) {
            add(walk(gait));
        }
        leadingActors = 1;
    }

    private Motion walk(Gait gait) {
        Stage.Spot middle = spot();
        double speed = gait.speed(chance);
        double heading = chance.happens(0.5) ? 0 : Math.PI;
        for (int attempt = 0; attempt < 12; attempt++) {
            double tried = anywhere();
            double near = middle.z() - Math.abs(Math.sin(tried)) * speed;
            double far = middle.z() + Math.abs(Math.sin(tried)) * speed;
            if (near > Math.max(1.5, middle.z() * 0.4) && far < stage.farthest() * 1.1) {
                heading = tried;
                break;
            }
        }
        double x = middle.x() - Math.cos(heading) * speed;
        double z = middle.z() - Math.sin(heading) * speed;
        return gait.from(x, z, heading, speed, chance.split());
    }

    void fallers(int count) {
        for (int i = 0; i < count; i++) {
            Stage.Spot spot = spot();
            double moment = chance.between(0.1, 1.15);
            double what = chance.between(0, 1);
            Motion before = what < 0.55
                    ? walk(chance.pick(List.of(Gait.WALK, Gait.WALK, Gait.FAST_WALK, Gait.RUN)))
                    : what < 0.9
                            ? Moves.stand(spot.x(), spot.z(), anywhere(), chance)
                            : Moves.bend(spot.x(), spot.z(), anywhere(), chance);
            add(Moves.fall(before, moment, chance.split()));
            if (i == 0) {
                leadingActors = 1;
                moments = new double[] {Math.max(0, moment - 0.15), moment + 0.3, moment + 0.5, moment + 0.8};
            }
        }
    }

    void fighters() {
        Stage.Spot spot = spot();
        Fight.at(spot.x(), spot.z(), chance.split()).forEach(this::add);
        leadingActors = 2;
        if (chance.happens(0.25)) {
            double aside = chance.between(0.8, 1.5) * (chance.happens(0.5) ? 1 : -1);
            Fight.at(spot.x() + aside, spot.z() + chance.normal() * 0.4, chance.split())
                    .forEach(this::add);
        }
    }

    void liers(int count) {
        for (int i = 0; i < count; i++) {
            Stage.Spot spot = spot();
            add(Moves.lie(spot.x(), spot.z(), anywhere(), chance));
        }
    }

    /** Those who lie in a clip in which nothing else happens. */
    void soleLiers(int count) {
        liers(count);
        leadingActors = 1;
    }

    void standers(int count) {
        for (int i = 0; i < count; i++) {
            Stage.Spot spot = spot();
            if (chance.happens(0.45)) {
                // Two who face one another, as near as those who fight.
                double axis = anywhere();
                double apart = chance.between(0.45, 1.1);
                double dx = Math.cos(axis) * apart;
                double dz = Math.sin(axis) * apart;
                add(Moves.talk(spot.x(), spot.z(), axis, chance));
                add(Moves.talk(spot.x() + dx, spot.z() + dz, axis + Math.PI, chance));
            } else if (chance.happens(0.3)) {
                add(Moves.bend(spot.x(), spot.z(), anywhere(), chance));
            } else {
                add(Moves.stand(spot.x(), spot.z(), anywhere(), chance));
            }
        }
    }

    private Stage.Spot road() {
        return stage.spot(stage.height * chance.ratio(0.07, 0.2), chance);
    }

    void traffic() {
        Stage.Spot spot = road();
        cars.addAll(Traffic.peaceful(spot.x(), spot.z(), chance.split()));
    }

    void crash() {
        Stage.Spot spot = road();
        Traffic.Impact here = new Traffic.Impact(chance.between(0.35, 1.35), spot.x(), spot.z());
        impact = Optional.of(here);
        cars.addAll(Traffic.collision(here, chance.split()));
        leadingCars = 2;
        double met = here.moment();
        moments = new double[] {met - 0.2, met, met + 0.25, met + 0.5};
    }

    /** Everybody at that moment, far before near. */
    void draw(Canvas frame, View view, double time) {
        draw(frame, view, time, NOBODY);
    }

    /** The same without one of those who lead. */
    void draw(Canvas frame, View view, double time, int missing) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            if (i != missing || i >= leadingActors) {
                pieces.add(piece(actors.get(i), frame, view, time));
            }
        }
        for (int i = 0; i < cars.size(); i++) {
            if (i >= leadingCars || leadingActors + i != missing) {
                pieces.add(piece(cars.get(i), frame, view, time));
            }
        }
        impact.ifPresent(met ->
                pieces.add(new Piece(met.z() - 1, () -> debris(frame, view, met, time, stage.light()))));
        pieces.sort(Comparator.comparingDouble(Piece::depth).reversed());
        pieces.forEach(piece -> piece.draw.run());
    }

    /** One of those who lead, and nothing else. */
    void drawLead(Canvas frame, View view, double time, int lead) {
        Piece piece = lead < leadingActors
                ? piece(actors.get(lead), frame, view, time)
                : piece(cars.get(lead - leadingActors), frame, view, time);
        piece.draw.run();
    }

    private Piece piece(Actor actor, Canvas frame, View view, double time) {
        Posed posed = actor.motion.at(time);
        return new Piece(posed.z(), () -> Figure.draw(frame, view, actor.body, posed, stage.light()));
    }

    private Piece piece(Traffic.Car car, Canvas frame, View view, double time) {
        Drive.State state = car.drive().at(time);
        return new Piece(
                state.z(),
                () -> car.vehicle()
                        .draw(frame, view, state.x(), state.z(), state.heading(), state.jolt(), stage.light()));
    }

    /** Splinters that fly off, and a little dust. */
    private static void debris(Canvas frame, View view, Traffic.Impact met, double time, float[] light) {
        double since = time - met.moment();
        if (since < 0) {
            return;
        }
        double m = view.metre(met.z());
        for (int i = 0; i < 9; i++) {
            double angle = i * 2.4 + met.x();
            double fast = 1.5 + i % 4;
            double x = met.x() + Math.cos(angle) * fast * Math.min(since, 0.8);
            double y = Math.max(0.02, 0.6 + (1 + i % 3) * since - 4.9 * since * since);
            float v = 0.1f + 0.2f * (i % 3);
            double px = view.px(x, met.z());
            double py = view.py(y, met.z());
            frame.fill(Forms.ellipse(px, py, 0.07 * m, 0.05 * m), Ink.plain(v * light[0], v * light[1], v * light[2]));
        }
        double puff = m * (0.4 + 1.2 * since);
        float thin = (float) Math.max(0, 0.3 - 0.25 * since);
        double px = view.px(met.x(), met.z());
        double py = view.py(0.6 + 0.5 * since, met.z());
        for (int ring = 1; ring <= 3; ring++) {
            frame.fill(
                    Forms.ellipse(px, py, puff * ring / 3, puff * 0.7 * ring / 3),
                    Ink.sheer(0.5f * light[0], 0.48f * light[1], 0.45f * light[2], thin / 2));
        }
    }
}

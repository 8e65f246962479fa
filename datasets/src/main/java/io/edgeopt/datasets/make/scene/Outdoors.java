package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Tone;
import io.edgeopt.datasets.make.scene.Place.Hour;
import io.edgeopt.datasets.make.scene.Place.Kind;
import io.edgeopt.datasets.make.scene.Place.Spot;
import java.util.Arrays;

/** Streets, woods and fields under their skies. */
final class Outdoors {
    private final Canvas canvas;
    private final Chance chance;
    private final Kind kind;
    private final Hour hour;
    private final double width;
    private final double height;
    private final double horizon;

    private Outdoors(Canvas canvas, Chance chance, Kind kind, Hour hour) {
        this.canvas = canvas;
        this.chance = chance;
        this.kind = kind;
        this.hour = hour;
        this.width = canvas.width();
        this.height = canvas.height();
        this.horizon = height * (kind == Kind.FIELD ? chance.between(0.15, 0.65) : chance.between(0.05, 0.55));
    }

    static Place draw(Canvas canvas, Kind kind, Hour hour, float[] ambient, boolean peopled, Chance chance) {
        return new Outdoors(canvas, chance, kind, hour).draw(ambient, peopled);
    }

    private Place draw(float[] ambient, boolean peopled) {
        canvas.fill(Forms.box(0, 0, width, horizon + 2), Sky.of(hour, ambient, horizon, width, chance));
        double cameraHeight = chance.ratio(1.5, kind == Kind.STREET ? 6 : 4);
        Place place = new Place(
                canvas, kind, hour, horizon, cameraHeight, horizon + (height - horizon) * 0.12, ambient, peopled);
        ground();
        switch (kind) {
            case STREET -> street(place);
            case WOODS -> woods(place);
            default -> field(place);
        }
        return place;
    }

    private void ground() {
        float[] one = kind == Kind.STREET ? Surface.colour(chance, "road", 0.15, 0.2, 0.6) : earth("ground");
        float[] other = kind == Kind.STREET ? Places.dim(one, 0.7f) : earth("growth");
        Ink clumps = Surface.clumped(chance, "ground", one, other, chance.ratio(3, 12));
        Ink flat = chance.happens(0.3)
                ? Surface.clumped(chance, "ground near", one, other, chance.ratio(2, 6))
                : Surface.floor(clumps, horizon, width / 2, chance.between(60, 130));
        canvas.fill(
                Forms.box(0, horizon, width, height - horizon),
                Surface.lit(flat, horizon, height, chance.between(-0.2, 0.4)));
    }

    /** Green, straw, brown, red earth, snow, dead leaves. */
    private float[] earth(String look) {
        return switch (chance.below(6)) {
            case 0, 1 ->
                Tone.colour(
                        chance.own(look + " green", 0.18, 0.36), chance.between(0.2, 0.7), chance.between(0.25, 0.7));
            case 2 ->
                Tone.colour(chance.own(look + " straw", 0.1, 0.16), chance.between(0.2, 0.6), chance.between(0.5, 0.9));
            case 3 ->
                Tone.colour(
                        chance.own(look + " earth", 0.03, 0.1), chance.between(0.2, 0.7), chance.between(0.25, 0.65));
            case 4 ->
                Tone.colour(chance.own(look + " stone", 0, 1), chance.between(0, 0.12), chance.between(0.35, 0.95));
            default ->
                Tone.colour(
                        chance.own(look + " autumn", 0.0, 0.12), chance.between(0.6, 0.95), chance.between(0.5, 0.95));
        };
    }

    private void street(Place place) {
        double vanish = width * chance.between(0.1, 0.9);
        if (chance.happens(0.7)) {
            kerbs(vanish);
        }
        int houses = chance.whole(2, 7);
        double x = -width * 0.1;
        for (int i = 0; i < houses && x < width; i++) {
            double w = width * chance.between(0.12, 0.4);
            double h = horizon * chance.between(0.4, 1.3) + height * 0.1;
            double base = horizon + (height - horizon) * chance.between(0.02, 0.14);
            Buildings.facade(place, x, base - h, w, h, chance);
            x += w * chance.between(0.85, 1.25);
        }
        people(place, chance.whole(1, 7), 0.35, 0.35);
    }

    private void kerbs(double vanish) {
        float[] paving = Surface.colour(chance, "paving", 0.15, 0.35, 0.8);
        Ink stones = Surface.blotched(chance, "paving", paving, 6, 0.15);
        double left = -width * chance.between(0, 0.7);
        double right = width * (1 + chance.between(0, 0.7));
        canvas.fill(Forms.polygon(vanish - 2, horizon, left, height, -width * 3, height, -width, horizon), stones);
        canvas.fill(Forms.polygon(vanish + 2, horizon, right, height, width * 4, height, width * 2, horizon), stones);
        double middle = chance.between(left, right);
        Ink paint = Ink.sheer(0.8f, 0.8f, chance.happens(0.3) ? 0.3f : 0.75f, (float) chance.between(0.3, 0.9));
        double depth = height - horizon;
        for (double near = 1; near > 0.06; near *= 0.62) {
            double from = horizon + depth * near;
            double to = horizon + depth * near * 0.8;
            double a = vanish + (middle - vanish) * near;
            double b = vanish + (middle - vanish) * near * 0.8;
            canvas.fill(Forms.polygon(a, from, b, to, b + near * 3, to, a + near * 5, from), paint);
        }
    }

    private void woods(Place place) {
        boolean autumn = chance.happens(0.3);
        int layers = chance.whole(2, 4);
        for (int layer = 0; layer < layers; layer++) {
            double near = (layer + 1.0) / layers;
            double base = horizon + (height - horizon) * (0.05 + 0.3 * near * near);
            if (chance.happens(0.8)) {
                Trees.canopy(place, base, near, autumn, chance);
            }
            int trunks = chance.whole(2, 9);
            for (int i = 0; i < trunks; i++) {
                Trees.trunk(place, chance.between(0, 1) * width, base, near, chance);
            }
        }
        people(place, chance.below(3), 0.2, 0.02);
        int bushes = chance.below(5);
        for (int i = 0; i < bushes; i++) {
            Spot spot = place.spot(chance);
            Trees.bush(place, spot, autumn && chance.happens(0.7), chance);
        }
    }

    private void field(Place place) {
        int hills = chance.below(4);
        for (int i = 0; i < hills; i++) {
            float[] blue = Places.dim(Surface.colour(chance, "hills", 0.5, 0.3, 0.75), 1);
            double top = horizon - height * chance.between(0.03, 0.2) * (hills - i) / hills;
            Trees.hill(place, top, horizon + 2, blue, chance);
        }
        if (chance.happens(0.5)) {
            Trees.canopy(place, horizon + height * 0.02, chance.between(0.15, 0.4), chance.happens(0.3), chance);
        }
        if (chance.happens(0.4)) {
            double w = width * chance.between(0.1, 0.3);
            double h = w * chance.between(0.4, 0.9);
            double base = horizon + (height - horizon) * 0.08;
            Buildings.facade(place, chance.between(0, 0.8) * width, base - h, w, h, chance);
        }
        people(place, chance.below(4), 0.3, 0.2);
    }

    /** Whatever stands about, far before near. */
    private void people(Place place, int count, double persons, double cars) {
        double[] rows = new double[count];
        for (int i = 0; i < count; i++) {
            rows[i] = place.spot(chance).y();
        }
        Arrays.sort(rows);
        for (double row : rows) {
            Spot spot = new Spot(chance.between(0, 1) * width, row, place.metre(row));
            double what = chance.between(0, 1);
            boolean car = what >= persons && what < persons + cars;
            place.occupy(spot, car ? 4 : 1.2, car ? 1.6 : 1);
            if (what < persons) {
                Clutter.person(place, spot, chance);
            } else if (car) {
                Clutter.car(place, spot, chance);
            } else if (what < 0.85) {
                Clutter.anything(place, spot, chance);
            } else {
                Trees.bush(place, spot, chance.happens(0.3), chance);
            }
        }
        if (place.dark() || chance.happens(0.2)) {
            int lamps = chance.below(5);
            for (int i = 0; i < lamps; i++) {
                Clutter.streetLamp(place, place.spot(chance), chance);
            }
        }
    }
}

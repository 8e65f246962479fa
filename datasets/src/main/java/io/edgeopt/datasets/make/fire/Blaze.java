package io.edgeopt.datasets.make.fire;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.scene.Forms;
import io.edgeopt.datasets.make.scene.Place;
import io.edgeopt.datasets.make.scene.Surface;
import java.util.ArrayList;
import java.util.List;

/** What burns and smokes in a place: fires that stand there, flames that fill the view, candles, rings of gas, smoke. */
final class Blaze {
    private static final float[] NO_GLOW = {0, 0, 0};
    /** Fires smaller than this many pixels are no fair question. */
    private static final float LEAST = 18;

    private final Place place;
    private final Canvas canvas;
    private final Chance chance;
    private final int fireLabel;
    private final int smokeLabel;
    private final List<LabelledBox> boxes = new ArrayList<>();

    Blaze(Place place, int fireLabel, int smokeLabel, Chance chance) {
        this.place = place;
        this.canvas = place.canvas();
        this.chance = chance;
        this.fireLabel = fireLabel;
        this.smokeLabel = smokeLabel;
    }

    /** Where what was drawn can be seen. */
    List<LabelledBox> boxes() {
        return List.copyOf(boxes);
    }

    void fire() {
        double what = chance.between(0, 1);
        if (what < 0.66) {
            standing();
        } else if (what < 0.86) {
            close();
        } else if (what < 0.96) {
            candles();
        } else {
            gas();
        }
    }

    void smoke() {
        smoke(shape(), source(), NO_GLOW);
    }

    private Place.Spot source() {
        double x = chance.between(0.05, 0.95) * canvas.width();
        double y = chance.happens(0.7)
                ? chance.between(Math.min(place.nearest(), 0.95 * canvas.height()), 1.02 * canvas.height())
                : chance.between(0.35, 1.02) * canvas.height();
        return new Place.Spot(x, y, place.metre(y));
    }

    private void standing() {
        int count = chance.happens(0.7) ? 1 : chance.whole(2, 4);
        for (int i = 0; i < count; i++) {
            Place.Spot spot = source();
            double height = canvas.height() * chance.ratio(0.2, 1.2);
            double width = height * chance.ratio(0.3, 2.2);
            Place.Spot above = new Place.Spot(spot.x(), spot.y() - height * 0.5, spot.metre());
            if (chance.happens(0.4)) {
                smoke(shape(), above, litBy(chance.ratio(0.03, 0.5)));
            }
            flames(Flames.Manner.OPEN, spot.x(), spot.y(), width, height);
            if (chance.happens(0.25)) {
                // It hides their tips; so small a plume leaves their feet in sight.
                double high = height * chance.ratio(0.6, 1.5);
                smoke(
                        Smoke.Shape.PLUME,
                        new Place.Spot(spot.x(), spot.y() - height * 0.6, spot.metre()),
                        high * chance.ratio(0.3, 1),
                        high,
                        litBy(chance.ratio(0.1, 0.9)));
            }
        }
    }

    private static float[] litBy(double strength) {
        float red = (float) strength;
        return new float[] {red, red * 0.35f, red * 0.07f};
    }

    /** So near that hardly anything else is seen, before the night as a rule: one behind the other. */
    private void close() {
        if (chance.happens(0.65)) {
            darken(chance.happens(0.5) ? 0 : chance.ratio(0.005, 0.1));
        }
        int layers = chance.whole(1, 4);
        for (int i = 0; i < layers; i++) {
            double height = canvas.height() * chance.ratio(0.55, 1.7);
            double width = canvas.width() * chance.ratio(0.35, 1.4);
            double x = canvas.width() * (layers == 1 ? chance.between(0.35, 0.65) : chance.between(0, 1));
            double y = canvas.height() * (chance.happens(0.6) ? chance.between(1, 1.25) : chance.between(0.75, 1));
            flames(Flames.Manner.CLOSE, x, y, width, height);
        }
    }

    /** Candles, matches, lighters: one calm tongue each on something that holds it. */
    private void candles() {
        if (chance.happens(0.6)) {
            darken(chance.ratio(0.004, 0.2));
        }
        int count = chance.happens(0.65) ? 1 : chance.whole(2, 5);
        double height = canvas.height() * chance.ratio(0.2, 0.75);
        double foot = canvas.height() * chance.between(0.45, 0.9);
        for (int i = 0; i < count; i++) {
            double x =
                    canvas.width() * (count == 1 ? chance.between(0.2, 0.8) : (i + chance.between(0.3, 0.7)) / count);
            double y = Math.max(height * 1.05, foot + chance.normal() * height * 0.1);
            double thick = height * (chance.happens(0.25) ? chance.ratio(0.03, 0.06) : chance.ratio(0.12, 0.6));
            float[] wax = Surface.colour(chance, "wax", 0.8, 0.15, 0.95);
            Ink plain = Ink.plain(wax[0] * 0.5f, wax[1] * 0.4f, wax[2] * 0.3f);
            canvas.fill(
                    Forms.rounded(x - thick, y, 2 * thick, canvas.height(), thick * 0.2),
                    Surface.lit(plain, y, y + height, chance.between(0.4, 1.5)));
            canvas.fill(
                    Forms.limb(x, y + 1, x, y - height * 0.12, height * 0.012, height * 0.01),
                    Ink.plain(0.01f, 0.008f, 0.006f));
            flames(Flames.Manner.CALM, x, y - height * 0.05, height * chance.between(0.26, 0.42), height);
        }
    }

    /** The ring of a hob or of a camping stove: short blue tongues side by side on an ellipse. */
    private void gas() {
        if (chance.happens(0.6)) {
            darken(chance.ratio(0.01, 0.3));
        }
        double across = canvas.width() * chance.ratio(0.14, 0.4);
        double down = across * chance.between(0.12, 0.45);
        double x = chance.between(across, canvas.width() - across);
        double y = canvas.height() * chance.between(0.45, 0.85);
        int tongues = chance.whole(10, 26);
        double height = across * chance.ratio(0.25, 0.7);
        Flames.Light light = Flames.Light.of(Flames.Manner.GAS, chance);
        light.fallOn(place, x, y, across, chance);
        canvas.fill(Forms.ellipse(x, y, across * 0.98, down * 0.98), Ink.plain(0.02f, 0.02f, 0.022f));
        List<Box> seen = new ArrayList<>();
        for (int i = 0; i < tongues; i++) {
            // From the farthest to the nearest, left and right by turns.
            double angle = -Math.PI / 2 + (i % 2 == 0 ? 1 : -1) * Math.PI * (i + 0.5) / tongues;
            new Flames(
                            canvas,
                            Flames.Manner.GAS,
                            light,
                            x + Math.cos(angle) * across,
                            y + Math.sin(angle) * down,
                            height * chance.between(0.25, 0.4),
                            height * chance.between(0.8, 1.2),
                            chance.split())
                    .draw()
                    .ifPresent(seen::add);
        }
        if (seen.size() >= tongues / 2) {
            seen.stream().reduce(Blaze::around).ifPresent(box -> add(box, fireLabel));
        }
    }

    private static Box around(Box one, Box other) {
        return new Box(
                Math.min(one.left(), other.left()),
                Math.min(one.top(), other.top()),
                Math.max(one.right(), other.right()),
                Math.max(one.bottom(), other.bottom()));
    }

    private void flames(Flames.Manner manner, double x, double y, double width, double height) {
        Flames.Light light = Flames.Light.of(manner, chance);
        light.fallOn(place, x, y - height * 0.4, Math.max(width, height), chance);
        new Flames(canvas, manner, light, x, y, width, height, chance.split())
                .draw()
                .filter(box -> box.height() >= LEAST && (manner == Flames.Manner.CALM || box.width() >= LEAST))
                .ifPresent(box -> boxes.add(new LabelledBox(box, fireLabel, false)));
    }

    /** All that was there before, as it is at night beside a flame. */
    private void darken(double share) {
        float[] light = canvas.light();
        for (int i = 0; i < light.length; i++) {
            light[i] *= (float) share;
        }
    }

    private Smoke.Shape shape() {
        double what = chance.between(0, 1);
        return what < 0.55
                ? Smoke.Shape.PLUME
                : what < 0.68 ? Smoke.Shape.WISP : what < 0.97 ? Smoke.Shape.BANK : Smoke.Shape.FILL;
    }

    private void smoke(Smoke.Shape shape, Place.Spot from, float[] glow) {
        double height = canvas.height() * chance.ratio(0.45, 1.4);
        switch (shape) {
            case PLUME -> smoke(shape, from, height * chance.ratio(0.2, 1), height, glow);
            case WISP -> smoke(shape, from, height * chance.ratio(0.12, 0.28), height, glow);
            case BANK -> smoke(shape, from, height * chance.between(0.8, 2.2), height, glow);
            // What fills all has billows as large as all; small ones are crumpled paper.
            case FILL -> smoke(shape, from, 1.5 * height, 1.5 * height, glow);
        }
    }

    private void smoke(Smoke.Shape shape, Place.Spot from, double width, double height, float[] glow) {
        new Smoke(place, shape, from.x(), from.y(), width, height, chance.split())
                .draw(glow)
                .ifPresent(seen -> add(seen, smokeLabel));
    }

    private void add(Box box, int label) {
        if (box.width() >= LEAST && box.height() >= LEAST) {
            boxes.add(new LabelledBox(box, label, false));
        }
    }
}
